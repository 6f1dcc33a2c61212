"""Days counted from an act's own: "the day on which it is registered", "14 days after the date of its publication",
"six months from its entry into force". **Pure.**
"""

import re
from dataclasses import replace

from monitor.grammar.dates import FORMS
from monitor.grammar.engine import Watched, spaced
from monitor.grammar.forms import NUMBER, Count, Form, number

_ACT = (
    r"(?:act|announcement|circular|communiqu[eé]|decision|decree|directive|instrument|law|licen[cs]e|measures?|notice|"
    r"notification|"
    r"order|ordinance|permit|proclamation|provisions?|regulations?|resolution|rules?|text)"
)
_MADE = r"(?:registered|made|signed|gazetted|adopted|published|promulgated|issued|posted|laid(?: before (?:both houses of )?parliament)?)"
_MAKING = (
    r"(?:registration|signature|signing|gazettal|adoption|publication|promulgation|issuance|issue|official publication)"
)
_IT = rf"(?:it|they|(?:this|the|these|the present) (?:\w+ )?{_ACT})"
_OWN_DAY = (
    rf"(?:the )?(?:day|date) (?:(?:on which|when|that|in which) {_IT} (?:is|are|was|were|has been|have been) {_MADE}|of "
    rf"(?:its |their |the |this )?"
    rf"{_MAKING}(?: of (?:this|the present|these) (?:\w+ )?{_ACT})?)"
)
_IN_FORCE = (
    rf"(?:the )?(?:(?:enforcement|implementation|commencement|effective) date|(?:(?:day|date) (?:of|on which) )?(?:the |"
    rf"its |their )?"
    rf"(?:enforcement|implementation|entry|entering|coming|going|commencement|{_IT} (?:enters?|comes?)))(?: into (?:force|"
    rf"effect))?"
    rf"(?: of (?:this|the present|these) (?:\w+ )?{_ACT}| hereof)?"
)
_AMOUNT = (
    rf"\b(?P<n>{NUMBER})(?: \([\w -]{{1,20}}\))?[- ](?P<business>(?:business|working|calendar|natural|civil) )?"
    r"(?P<unit>day|week|month|year)s?\b"
)
_AFTER = (
    r",? (?:after|from|of|following|counted from|counting from|counted as of|as from|as of|starting from|commencing on|"
    r"beginning on|beginning with|starting with|starting on|to be counted from)"
)
_ORDINALS = {
    "third": 3, "fourth": 4, "fifth": 5, "seventh": 7, "tenth": 10, "fourteenth": 14, "fifteenth": 15, "twentieth": 20,
    "twenty-first": 21, "twenty-eighth": 28, "thirtieth": 30, "sixtieth": 60, "ninetieth": 90,
}  # fmt: skip
_ENTERS = Watched(
    spaced(
        rf"\b(?:(?:this|these|the present|the|said) (?:\w+ ){{0,3}}{_ACT}|it|they)(?: \([^()]{{1,30}}\))? (?:shall |will |"
        rf"is to |are to |"
        r"to )?(?:enters?|comes?|commences?|take effect|takes effect|be enforced|be implemented)(?: in)?(?:to (?:force|effect))?"
        r"(?: on| at| from| as of| as from)?(?: the)? $"
    ),
    re.IGNORECASE,
)
"""The words just before the day on which the act itself begins."""


def _counted(match: re.Match[str], anchor: str) -> Count | None:
    amount = number(match["n"])
    business = (match["business"] or "").strip().lower() in ("business", "working")
    return Count(amount, match["unit"].lower(), "after", anchor, None, business) if amount else None


@FORMS.rule(
    rf"\b(?:{_OWN_DAY}|the date hereof)(?! in the federal register)",
    examples={
        "comes into force on the day on which it is registered": "after 0 day journal",
        "shall be implemented as of the date of promulgation": "after 0 day journal",
        "from the date on which this permit is signed": "after 0 day order",
    },
    refusals=("the day on which the goods are registered", "the date of registration of the vessel"),
)
def day_of_making(match: re.Match[str]) -> Form | None:
    if re.match(r"\s+(?:of|in)\s+(?!the\s+(?:official|federal|canada)\b)", match.string[match.end() :][:20], re.I):
        return None
    return Count(0, "day", "after", _own(match.group()))


@FORMS.rule(
    r"\b(?:from|as of|as from|effective(?: from| as of)?|on and after) (?P<span>the date of this (?:announcement|"
    r"notification|decree|communiqu[eé]|"
    r"circular|ordinance))\b",
    examples={"takes effect from the date of this announcement": "after 0 day order"},
    refusals=("the date of this meeting",),
)
def day_of_paper(_: re.Match[str]) -> Form | None:
    return Count(0, "day", "after", "order")


@FORMS.rule(
    rf"(?:\bthe )?\b(?:(?P<nth>\d{{1,3}})(?:st|nd|rd|th) |(?P<word>{'|'.join(_ORDINALS)}) )?(?:calendar |"
    rf"(?P<working>business |working ))?day"
    rf"(?: after| following|,? after and including)(?: {_OWN_DAY}| (?:that of )?(?:its|their|the) {_MAKING}\b(?: of "
    rf"(?:this|the present) (?:\w+ )?{_ACT})?| {_IT} "
    rf"(?:is|are|was|were|"
    rf"has been) {_MADE})",
    examples={
        "on the 21st day after the day on which they are laid": "after 21 day laid",
        "commences on the day after this instrument is registered": "after 1 day journal",
        "the day after its publication": "after 1 day journal",
        "on the tenth day following the date of its publication": "after 10 day journal",
    },
    refusals=("the day after the talks", "on the 21st day of May"),
)
def days_after_making(match: re.Match[str]) -> Form | None:
    days = int(match["nth"]) if match["nth"] else _ORDINALS[match["word"].lower()] if match["word"] else 1
    return Count(days, "day", "after", _own(match.group()), None, bool(match["working"]))


@FORMS.rule(
    rf"\b(?:the )?(?P<nth>\d{{1,3}})(?:st|nd|rd|th) day (?:after|following) {_IN_FORCE}",
    examples={
        "until the end of the 30th day after the day on which these Regulations come into force": "after 30 day force"
    },
    refusals=("the 30th day after the vote",),
)
def nth_day_in_force(match: re.Match[str]) -> Form | None:
    plain = re.search(r"force|effect|commencement", match.group(), re.IGNORECASE)
    return Count(int(match["nth"]), "day", "after", "force") if plain else None


@FORMS.rule(
    rf"{_AMOUNT},? (?:as of|as from|counted from|counting from|starting from|effective(?: from)?|(?:beginning|starting|"
    rf"commencing) with)"
    r"(?: the)?(?= (?:\d|(?-i:[A-Z])))",
    examples={
        "suspended for one year as of November 10, 2031": "after 1 year date",
        "six months beginning with 1 July 2031": "after 6 month date",
    },
    refusals=("one year as of now",),
)
def counted_from_a_date(match: re.Match[str]) -> Form | None:
    return _counted(match, "date")


@FORMS.rule(
    rf"{_AMOUNT}{_AFTER} (?:{_OWN_DAY}|its {_MAKING}\b|(?:the )?(?:adoption|promulgation|registration|signature) of (?:this|the "
    rf"present) {_ACT})"
    r"(?! in the federal register)",
    examples={
        "seven days after the date of its publication": "after 7 day journal",
        "for six months from the date of adoption of the present resolution": "after 6 month order",
        "within 10 days from the date of promulgation of this announcement": "after 10 day journal",
    },
    refusals=("seven days after the vote",),
)
def counted_from_making(match: re.Match[str]) -> Form | None:
    return _counted(match, _own(match.group()))


@FORMS.rule(
    rf"{_AMOUNT}{_AFTER} {_IN_FORCE}(?! of the agreement)",
    examples={
        "within 15 calendar days of the date of entry into force of this Regulation": "after 15 day force",
        "five years counted from its entry into force": "after 5 year force",
        "three months after this Order comes into force": "after 3 month force",
    },
    refusals=("two years of talks", "within two days of the truce"),
)
def counted_from_force(match: re.Match[str]) -> Form | None:
    other = re.match(r"\s+of\s+(?!(?:this|the\s+present|these)\b)", match.string[match.end() :][:14], re.IGNORECASE)
    plain = re.search(r"force|effect|commencement|implementation", match.group(), re.IGNORECASE)
    return _counted(match, "force") if plain and not other else None


@FORMS.rule(
    rf"{_AMOUNT}{_AFTER}(?= the (?:\w+ )?(?:day|date)s? (?:after|following) )",
    examples={"five years counted from the day following that of its publication": "after 5 year date"},
    refusals=("five years from the day of the vote",),
)
def counted_from_next_day(match: re.Match[str]) -> Form | None:
    return _counted(match, "date")


@FORMS.rule(
    rf"\bfor (?:an? )?(?:(?:further|maximum|initial|additional) )?(?:(?:period|term) of )?(?:up to )?"
    rf"(?P<span>(?P<n>{NUMBER}) \([a-z][\w -]{{1,20}}\) (?P<business>(?:business|working|calendar) )?(?P<unit>day|week|"
    rf"month|year)s?)\b",
    examples={"extended for a period of up to 5 (five) years": "for 5 year none"},
    refusals=("for 5 (five) firms",),
)
def lasting_in_words(match: re.Match[str]) -> Form | None:
    found = _counted(match, "none")
    return replace(found, sense="for") if found else None


@FORMS.rule(
    rf"\b(?:term|period|duration)\b[^.;#]{{0,80}}?(?:\b(?:shall be|is|will be)|:) (?P<span>(?P<n>{NUMBER}) "
    rf"(?P<business>(?:business|working|"
    rf"calendar) )?(?P<unit>day|week|month|year)s?)\b(?!,? (?:from|after|before|ago|beginning|counted|starting))",
    examples={"The term of imposition shall be five years": "for 5 year none"},
    refusals=("the period is one of change",),
)
def term_stated(match: re.Match[str]) -> Form | None:
    found = _counted(match, "none")
    return replace(found, sense="for") if found else None


def _own(words: str) -> str:
    """Signed, made and adopted acts bear a day of their own; what is registered or printed is counted from the printed day."""
    if re.search(r"\blaid\b", words, re.I):
        return "laid"
    return (
        "order"
        if re.search(r"\b(?:hereof|signed|signature|signing|made|adopted|adoption)\b", words, re.I)
        else "journal"
    )


def begins(words: str) -> bool:
    """Do the words just before a day say that the act itself begins on it?"""
    return _ENTERS.search(words) is not None
