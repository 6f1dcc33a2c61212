"""Lengths that a verb tells without "for": "lasts 120 days", "runs six months"; and lengths counted from the making of an act. **Pure.**"""

import re

from monitor.grammar.dates import FORMS
from monitor.grammar.forms import NUMBER, Count, Form, number

_LENGTH = rf"(?P<n>{NUMBER})(?: \([\w -]{{1,20}}\))?[- ](?P<business>(?:business|working) )?(?:calendar )?(?P<unit>day|week|month|year)s?\b"


@FORMS.rule(
    rf"\b(?:last|lasts|lasting|runs|running|will run|to run|spans|spanning) (?:(?:at most|up to|a total of) )?(?P<span>{_LENGTH})"
    r"(?!,? (?:from|after|before|ago|beginning|starting|later|longer|or more|late|behind))",
    examples={
        "it takes effect then and lasts 120 days": "for 120 day none",
        "the duty will run six months": "for 6 month none",
    },
    refusals=("lasts 120 days longer", "the last two years", "lasts ages"),
    needs=("last", "run", "span"),
)
def lasting_bare(match: re.Match[str]) -> Form | None:
    if match.group().lower().startswith("last ") and re.search(
        r"\b(?:the|in|over|for|during|of|past|these|those|its|his|her|their|our)\s+$",
        match.string[: match.start()][-10:],
        re.I,
    ):
        return None
    return _count(match, "for", "none")


@FORMS.rule(
    rf"\b{_LENGTH},? (?:after|from|following) (?:the )?(?:day of |date of )?(?:the )?(?P<made>signing|issuance|issue|gazettal|enactment|"
    r"ratification|proclamation|promulgation|publication|signature|adoption) of (?:this|the present|these) (?:\w+ )?"
    r"(?:act|decision|decree|order|regulations?|notification|notice|resolution|circular|announcement|ordinance|law|executive order)",
    examples={"becomes effective 15 days after the signing of this Decision": "after 15 day order"},
    refusals=("15 days after the signing of the deal",),
    needs=("this", "present", "these"),
)
def counted_from_signing(match: re.Match[str]) -> Form | None:
    printed = match["made"].lower() in ("gazettal", "publication", "promulgation")
    return _count(match, "after", "journal" if printed else "order")


@FORMS.rule(
    rf"\b{_LENGTH},? (?:after|from|following) (?:the |its |their )?(?:date of )?(?:promulgation|publication|gazettal|"
    rf"announcement|signature|"
    r"signing|adoption|issuance|notification)(?: in the [\w ]{3,40}?)? (?:on|dated),? "
    r"(?=\d{1,2}(?:st|nd|rd|th)? (?-i:[A-Z])|(?-i:[A-Z])[a-z]{2,8}\.? \d)",
    examples={
        "take effect 60 days after promulgation on May 15, 2031": "after 60 day date",
        "30 days following its publication in the gazette on 4 June 2031": "after 30 day date",
    },
    refusals=("60 days after promulgation", "30 days after publication on the site"),
    needs=(
        "promulgation",
        "publication",
        "gazettal",
        "announcement",
        "signature",
        "signing",
        "adoption",
        "issuance",
        "notification",
    ),
)
def counted_from_making_dated(match: re.Match[str]) -> Form | None:
    return _count(match, "after", "date")


def _count(match: re.Match[str], sense: str, anchor: str) -> Count | None:
    amount = number(match["n"])
    business = bool((match["business"] or "").strip())
    return Count(amount, match["unit"].lower(), sense, anchor, None, business) if amount else None
