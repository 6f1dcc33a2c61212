"""Starts, periods and filings in the wording of acts and gazettes; narrow, and tried before all others. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue, amended, turned
from monitor.types import DeadlineKind, Status

_SPAN = r"(?:to|until|till|through|up ?to|and|-)(?: and including)?"
_IN_USE = (
    r"(?:opened|open|available|appl(?:y|ies|ied|icable)|levied|imposed|collected|charged|suspended|granted|valid|in "
    r"(?:force|effect)|quotas?|"
    r"ad valorem|per ?cent|%|exempt\w*|reduced|set|fixed)"
)
_STUDY = r"(?:investigat\w+|examin\w+|data|period considered|statistics|analys\w+|sales|verified)"
_SHALL = r"\b(?:shall|will|is|are)\b"
_OPENING = (
    r"^\W*(?:\(?\w{1,4}[.)]\W{0,4} ?)?(?:With effect from|From|During the (?:\w+ ){0,2}period(?: running)? from|Between|"
    r"Starting from|Effective|"
    r"As of|As from|Beginning)"
)
_OFF = r"\b(?:not (?:be )?(?:impose|levi|collect|appl)|suspend|exempt)"


@CUES.rule(
    r"\bif (?:it|they|(?:this|the) (?:order|instrument)|(?:these|the) regulations) (?:is|are) (?:registered|made|"
    r"published) after\b[^@]{0,90}@"
    r"|\bat any (?:time|point|moment)(?: starting| beginning)? (?:from|after|as of|since) @",
    examples={
        "but if it is registered after that day, it comes into force on @": "a case that may come",
        "may be lodged at any time from @": "a case that may come",
    },
    refusals=("it is registered on @",),
)
def fallback(_: re.Match[str]) -> Cue:
    return Cue(refused="a case that may come")


_SPAN_IN_USE = (
    rf"\b{_IN_USE}(?!\w)[^@#.;]{{0,120}}\b(?:for|in|during|within) (?:the|a) (?:\w+ )?period(?: running)?:? (?:from |of |"
    rf"between |starting |beginning )?@,? "
    rf"{_SPAN} #"
)


@CUES.rule(
    _SPAN_IN_USE,
    examples={
        "The quota is opened for the period from @ to #": "effective",
        "12% ad valorem for the period from @ to # (both days inclusive)": "effective",
    },
    refusals=("data for the period from @ to #",),
)
def span_start(match: re.Match[str]) -> Cue | None:
    return None if re.search(rf"\b{_STUDY}\b", match.group(), re.IGNORECASE) else Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    turned(_SPAN_IN_USE),
    examples={
        "The quota is opened for the period from # to @": "expiry",
        "the duty is suspended for the period from # until @": "expiry suspended",
    },
    refusals=("data for the period from # to @",),
)
def span_end(match: re.Match[str]) -> Cue | None:
    if re.search(rf"\b{_STUDY}\b", match.group(), re.IGNORECASE):
        return None
    paused = re.search(r"\bsuspend", match.group(), re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY, Status.SUSPENDED if paused else None, inclusive=True)


_COVERED = (
    rf"\b(?:quotas?|suspension|exemption|remission|licen[cs]e|measure|order|reduction)\b[^@#.;]{{0,40}}\bcovers? (?:the "
    rf"period )?(?:from )?@,? {_SPAN} #"
    rf"|\b(?:from|between) @,? {_SPAN} #,?\W{{0,3}}(?:both )?(?:days |dates )?inclu(?:sive|ded)\b"
)


@CUES.rule(
    _COVERED,
    examples={
        "The quota covers the period from @ to #": "effective",
        "Column 3 (Period): From @ to # inclusive": "effective",
    },
    refusals=("The investigation ran from @ to # inclusive", "From @ to #"),
)
def covers_from(match: re.Match[str]) -> Cue | None:
    told = rf"\b(?:{_STUDY}|review covers|report|ran)\b"
    before = match.string[max(0, match.start() - 120) : match.end()]
    return None if re.search(told, before, re.IGNORECASE) else Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    turned(_COVERED),
    examples={
        "The quota covers the period from # to @": "expiry",
        "Column 3 (Period): From # to @ inclusive": "expiry",
    },
    refusals=("The investigation ran from # to @ inclusive", "From # to @"),
)
def covers_to(match: re.Match[str]) -> Cue | None:
    told = rf"\b(?:{_STUDY}|review covers|report|ran)\b"
    before = match.string[max(0, match.start() - 120) : match.end()]
    return None if re.search(told, before, re.IGNORECASE) else Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    rf"{_OPENING} @,? {_SPAN} #,[^@#]{{0,240}}{_SHALL}",
    examples={"From @ through #, the extra duties shall not be levied": "effective suspended"},
    refusals=("From @ to #, they met",),
)
def opening_span_start(match: re.Match[str]) -> Cue:
    off = re.search(_OFF, match.string[match.start() :][:400], re.IGNORECASE)
    return Cue(DeadlineKind.EFFECTIVE, Status.SUSPENDED if off else None)


@CUES.rule(
    rf"{_OPENING} #,? {_SPAN} @,[^@#]{{0,240}}{_SHALL}",
    examples={"From # through @, the extra duties shall not be levied": "expiry suspended"},
    refusals=("From # to @, they met",),
)
def opening_span_end(match: re.Match[str]) -> Cue:
    off = re.search(_OFF, match.string[match.start() :][:400], re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY, Status.SUSPENDED if off else None, inclusive=True)


@CUES.rule(
    r"\b(?:enforced|put into (?:force|effect|operation)|comes? into operation|commences?|brought into (?:force|operation)|"
    r"date of (?:enforcement|implementation|commencement|entry into force|application)|effective date|implementation date|"
    r"enforcement date|"
    r"commencement date|date of effect)\b(?: (?:is|shall be|will be|of [^@#.;]{1,60} is))?:?(?: on| from| as of| as from| "
    r"at| with effect from)?(?: the)? @",
    examples={
        "will be promulgated on # and enforced on @": "effective",
        "This instrument commences on @": "effective",
        "Date of entry into force: @": "effective",
    },
    refusals=("contracts enforced before @", "commences talks @"),
)
def enforced_on(match: re.Match[str]) -> Cue | None:
    talks = re.search(r"\b(?:hearing|investigation|consultation)\b", match.string[: match.start()][-60:], re.IGNORECASE)
    return None if talks else Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:duty|duties|deposits?|surtax|security)\b[^@#.;]{0,80}\bpayable\b[^@#;]{0,120}\b(?:commencing|beginning|"
    r"starting|from|as of)(?: on)? @",
    examples={"Provisional duty is payable on goods released during the period commencing on @": "effective"},
    refusals=("payable within @",),
)
def payable_from(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE, back=True)


@amended(
    r"\bfor the (?:figures?|letters?|words?|date|expression)\b[^@#]{0,60}@\W{0,4}[\s\S]{0,90}#[^@#.;]{0,30}\b(?:shall be |"
    r"be )?substituted",
    old=('for the figures and words "@", the figures and words "#" shall be substituted',),
    examples={'for the figures and words "#", the figures and words "@" shall be substituted': "expiry extended"},
    refusals=("substituted on @",),
)
def figures_in(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True)


@CUES.rule(
    r"\b(?:handed over|entered|registered|arrived|reported|delivered|"
    r"presented)\b[^@#.;]{0,30}\bcustoms\b[^@#.;]{0,60}\b(?:up ?to|till|until|before|by|"
    r"on or before) @",
    examples={"Consignments handed over to customs upto @ shall be let out": "in_transit_load_by"},
    refusals=("customs seized it before @",),
)
def handed_over(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_LOAD_BY, inclusive=True)


@CUES.rule(
    r"\b(?:extend\w*|prolong\w*)\b[^@#]{0,120}\b(?:by|for) (?:a further |another )?@,? (?:that is|namely|i\.e\.|so that|"
    r"which means)\b[^@]{0,60}#",
    examples={"extends the investigation by @, that is, until #": "a length, no date"},
    refusals=("extended by @ to #",),
)
def length_spelt_out(_: re.Match[str]) -> Cue:
    return Cue(refused="a length, no date")


@CUES.rule(
    r"\b(?:may|shall|must|can|are|does|do) (?:not|no longer)\b[^@#.;]{0,100}\bafter @|\bcannot\b[^@#.;]{0,100}\bafter @",
    examples={
        "Operators may not renew such services after @": "effective",
        "the licence may not be used after @": "expiry",
        "that licence does not authorize payments after @": "expiry",
    },
    refusals=(
        "may renew after @",
        "comments may not be sent after @",
        "shall no longer be collected on goods entered after @",
    ),
)
def not_after_then(match: re.Match[str]) -> Cue | None:
    if re.search(r"\b(?:comments?|submissions?|applications?|requests?)\b", match.string[: match.end()], re.IGNORECASE):
        return None
    if re.search(
        r"\b(?:not|no longer) be (?:collected|imposed|levied|assessed|charged|subject)\b", match.group(), re.IGNORECASE
    ):
        return None  # A duty that ends.
    ends = re.search(
        r"\b(?:used|relied|claimed|invoked|valid|effective|in force|authori[sz]e[sd]?|permit|cover)\b",
        match.group(),
        re.IGNORECASE,
    )
    return Cue(DeadlineKind.EXPIRY, inclusive=True) if ends else Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:omitted|disapplied|struck out|deleted)(?: with effect)?(?: on| from| as of| at the end of) @",
    examples={"Regulation 3 is omitted on @": "expiry revoked"},
    refusals=("@ is omitted",),
)
def omitted_on(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.REVOKED)


@CUES.rule(
    r"\b(?:shipped|loaded|in transit|departed|dispatched|left)\b[^@]{0,140}\b(?:imported|entered|arriv\w+|declared|"
    r"cleared)\b[^@#]{0,30}\bbetween #,? and @",
    examples={"Goods shipped before # and imported between # and @ are spared": "in_transit_enter_by"},
    refusals=("imported between # and @",),
)
def imported_between(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_ENTER_BY, inclusive=True)


@CUES.rule(
    r"\b(?:amend|adjust|revise|recalculate|review|update|set|fix|publish)\w*\b[^@#.;]{0,160}\b(?:on|by|from) @,? and "
    r"(?:every|each|at) [^@#.;]{0,30}\bthereafter",
    examples={"shall amend the annex on @ and every six months thereafter": "review"},
    refusals=("shall apply from @ and every year",),
)
def again_and_again(match: re.Match[str]) -> Cue:
    told = re.search(r"\breport\b", match.group(), re.IGNORECASE)
    return Cue(DeadlineKind.REPORT_DUE if told else DeadlineKind.REVIEW, inclusive=bool(told))


@CUES.rule(
    r"@ ?(?:-|to|until|through) ?# :? ?\d{1,3}(?:[.,]\d{1,2})? ?%",
    examples={"@ - #   13%": "effective"},
    refusals=("@ and # up 13%",),
)
def table_start(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"# ?(?:-|to|until|through) ?@ :? ?\d{1,3}(?:[.,]\d{1,2})? ?%",
    examples={"# - @   13%": "expiry"},
    refusals=("# and @ up 13%",),
)
def table_end(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:consigned|shipped|dispatched|exported|loaded|sent) from\b[^@#.;]{0,50}\b(?:before|prior to|on or before) @",
    examples={"goods consigned from that country before @": "in_transit_load_by"},
    refusals=("sent before @",),
)
def consigned_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_LOAD_BY)


@CUES.rule(
    r"\b(?:(?:imported|brought|released) into|entered (?:into )?the (?:territory|country|"
    r"customs))\b[^@#.;]{0,50}\b(?:before|prior to|on or before|no later than) @",
    examples={"and imported into the country before @": "in_transit_enter_by"},
    refusals=("imported after @",),
)
def imported_by(match: re.Match[str]) -> Cue | None:
    relief = re.search(r"\b(?:remission|refund|quota|exemption|exempt)\b", match.string[: match.start()], re.IGNORECASE)
    force = re.search(r"\binto (?:force|effect)\b", match.group(), re.IGNORECASE)
    return None if relief or force else Cue(DeadlineKind.IN_TRANSIT_ENTER_BY)


@CUES.rule(
    r"\b(?:validity|application|quota|licen[cs]e|allocation|suspension) period ?: ?[^@.;]{0,14}(?:-|to|until) ?@",
    examples={"Validity period: # - @": "expiry"},
    refusals=("validity period of @",),
)
def period_column(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, inclusive=True)


@CUES.rule(
    r"\b(?:shipped|loaded|dispatched)\b[^@#.;]{0,60}#[^@#.;]{0,60}\b(?:cleared|imported|entered|brought "
    r"in)\b[^@#.;]{0,24}\b(?:up ?to|until|till|by|"
    r"no later than) @",
    examples={"Goods shipped on or before # may be cleared upto @": "in_transit_enter_by"},
    refusals=("goods shipped before @",),
)
def cleared_upto(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_ENTER_BY, inclusive=True)
