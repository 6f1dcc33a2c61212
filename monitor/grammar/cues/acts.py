"""Starts, periods and filings in the wording of acts and gazettes; narrow, and tried before all others. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status

_SPAN = r"(?:to|until|till|through|up ?to|and|-)(?: and including)?"
_IN_USE = (
    r"(?:opened|open|available|appl(?:y|ies|ied|icable)|levied|imposed|collected|charged|suspended|granted|valid|in "
    r"(?:force|effect)|quotas?|"
    r"ad valorem|per ?cent|%|exempt\w*|reduced|set|fixed)"
)
_STUDY = r"(?:investigat\w+|examin\w+|data|cover(?:s|ed|ing)?|period considered|statistics|analys\w+|sales|verified)"
_SHALL = r"\b(?:shall|will|is|are)\b"
_OPENING = (
    r"^\W*(?:\(?\w{1,4}[.)]\W{0,4} ?)?(?:With effect from|From|During the period from|Between|Starting from|Effective|"
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


@CUES.rule(
    r"^\W*(?:\(?\w{1,3}[.)] )?(?:On or before|By|No later than|Not later than|Until|Within) @,[^@#.;]{0,140}\b(?:may|must|"
    r"shall|can|should|are to|is to)\b"
    r"[^@#.;]{0,60}\b(?P<what>apply|submit|lodge|file|request|register|notify|make|provide|respond|return|"
    r"comment)\b(?P<rest>[^@#.;]{0,80})",
    examples={
        "On or before @, makers may apply to the office": "compliance",
        "By @, parties may submit comments": "comment_close",
    },
    refusals=("By @, the ministry shall publish it", "By @, the Commission shall submit a report"),
)
def parties_by(match: re.Match[str]) -> Cue | None:
    office = r"\b(?:secretary|director|commission(?!er)|council|ministry|minister|representative|agency|committee|department|government)\b"
    if re.search(office, match.group()[: match.start("what") - match.start()], re.IGNORECASE):
        return None
    comments = re.search(
        r"\b(?:comments?|submissions?|views|representations)\b", match["what"] + match["rest"], re.IGNORECASE
    )
    return Cue(DeadlineKind.COMMENT_CLOSE if comments else DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    rf"\b{_IN_USE}(?!\w)[^@#.;]{{0,120}}\b(?:for|in|during|within) (?:the|a) (?:\w+ )?period(?: running)?:? (?:from |of |"
    rf"between |starting |beginning )?@,? "
    rf"{_SPAN} #",
    examples={
        "The quota is opened for the period from @ to #": "effective",
        "12% ad valorem for the period from @ to # (both days inclusive)": "effective",
    },
    refusals=("data for the period from @ to #",),
)
def span_start(match: re.Match[str]) -> Cue | None:
    return None if re.search(rf"\b{_STUDY}\b", match.group(), re.IGNORECASE) else Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    rf"\b{_IN_USE}(?!\w)[^@#.;]{{0,120}}\b(?:for|in|during|within) (?:the|a) (?:\w+ )?period(?: running)?:? (?:from |of |"
    rf"between |starting |beginning )?#,? "
    rf"{_SPAN} @",
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
    r"\b(?:last|closing|due) dates?\b(?! of)[^@#]{0,180}\b(?:is|are|be|stands?|been|shall be|:)(?: (?:now|hereby|further))*"
    r"(?: (?P<moved>extended|postponed))?(?: (?:till|to|upto|up to|until|on|as|by))? @",
    examples={
        "The last date for filing of applications is extended till @": "compliance extended",
        "the closing date for quota requests is @": "compliance",
    },
    refusals=("the last date of talks was @",),
)
def last_date(match: re.Match[str]) -> Cue:
    if re.search(r"\b(?:comments?|submissions?|views|representations)\b", match.group(), re.IGNORECASE):
        return Cue(DeadlineKind.COMMENT_CLOSE, Status.EXTENDED if match["moved"] else None, inclusive=True)
    return Cue(DeadlineKind.COMPLIANCE, Status.EXTENDED if match["moved"] else None, inclusive=True)


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
    r"\b(?:lodged|submitted|filed|made|applied|requested|notified)\b[^@#.;]{0,80}\b(?:by|before|no later than|not later "
    r"than|on or before) @,? (?:may|can|shall) "
    r"(?:continue|go on|still|keep|carry on|remain|be (?:deemed|treated|considered))\b",
    examples={"importers that have lodged an application by @ may continue to import": "compliance"},
    refusals=("imports made before @ may be checked",),
)
def lodged_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    r"\b(?:duty|duties|deposits?|surtax|security)\b[^@#.;]{0,80}\bpayable\b[^@#;]{0,120}\b(?:commencing|beginning|"
    r"starting|from|as of)(?: on)? @",
    examples={"Provisional duty is payable on goods released during the period commencing on @": "effective"},
    refusals=("payable within @",),
)
def payable_from(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE, back=True)


@CUES.rule(
    r"\b(?:findings?|decisions?|determinations?|rulings?|orders?|recommendations?|statement of (?:essential|"
    r"intended)[^@#.;]{0,30})\b[^@#.;]{0,60}\b(?:(?:is|are) (?:expected|due|scheduled)"
    r"(?: to be (?:issued|made|announced|published|rendered|given))?|(?:will|shall|is to|are to) be (?:issued|made|"
    r"announced|published|rendered|given))(?: by| on| before| no "
    r"later than)? @",
    examples={
        "The tribunal's finding is expected by @": "report_due",
        "The tribunal's decision will be issued no later than @": "report_due",
    },
    refusals=("a decision was due @", "the duty is expected by @"),
)
def finding_expected(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REPORT_DUE, inclusive=True)


@CUES.rule(
    r"\b(?:ministr(?:y|ies)|minister|commission|council|authorit(?:y|ies)|government|secretariat|governor in council|"
    r"federal council|"
    r"customs (?:administration|service)|department)\b[^@#.;]{0,60}\b(?:shall|must|will|is to|are to) (?:publish|issue|"
    r"adopt|establish|determine|"
    r"prepare|lay|notify|prescribe|set up|put in place|transmit|present)\b[^@#.;]{0,140}\b(?:within|by|before|no later "
    r"than|not later than) @",
    examples={"The ministry shall publish the lists within @": "report_due"},
    refusals=("Importers shall publish it within @",),
)
def office_acts(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REPORT_DUE, inclusive=True)


@CUES.rule(
    r"\bfor the (?:figures?|letters?|words?|date|expression)\b[^@#]{0,60}@\W{0,4}[^@]{0,90}#[^@#.;]{0,30}\b(?:shall be |"
    r"be )?substituted",
    examples={
        'for the figures and words "@", the figures and words "#" shall be substituted': "replaced by another date"
    },
    refusals=("substituted on @",),
)
def figures_out(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\bfor the (?:figures?|letters?|words?|date|expression)\b[^@#]{0,60}#\W{0,4}[^@]{0,90}@[^@#.;]{0,30}\b(?:shall be |"
    r"be )?substituted",
    examples={'for the figures and words "#", the figures and words "@" shall be substituted': "expiry extended"},
    refusals=("substituted on @",),
)
def figures_in(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.EXTENDED, inclusive=True)


@CUES.rule(
    r"\bwithin #[^@#;]{0,24}\b(?:from|of|after) @",
    examples={"is concluded within # in principle from @": "counted from an event"},
    refusals=("within # and from @ on",),
)
def counted_apart(match: re.Match[str]) -> Cue | None:
    return None if re.search(r"\band\b", match.group()) else Cue(refused="counted from an event")


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
    r"\b(?:may|can|should|must) (?:\w+ )?(?:apply|submit|lodge|register|request)\b[^@#.;]{0,100}\b(?:between|from) #,? "
    r"(?:and|to|until) @",
    examples={"Firms may apply for new reliefs between # and @": "compliance"},
    refusals=("the duty may apply between talks on @",),
)
def window_closes(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)


_BY = (
    r"\b(?:by|before|until|up to|no later than|not later than|within|on or before)(?: the close of business on| close of "
    r"business on)?"
    r"(?: the)? @(?!,? (?:of|after|from|following|before|prior to|counted)\b)"
)
_OPINION = (
    r"\b(?:comments?|views|opinions?|submissions?|observations|representations|communications?|arguments|feedback)\b"
)
_OFFICE = (
    r"\b(?:secretary|director|commission(?!er)|council|ministry|minister|representative|agency|committee|department|"
    r"government|panel|"
    r"authority|president|governor|tribunal|bank)\b"
)


@CUES.rule(
    r"\b(?:may|can|(?:are|is) (?:invited|requested|required|asked) to|wishing to|should|must|shall|have to) (?:\w+ "
    r")?(?:submit|provide|send|present|file|"
    rf"make|express|transmit|lodge|return|complete)\b(?P<what>[^@.;]{{0,160}}){_BY}",
    examples={
        "Interested parties may submit proof by # and opinions by @": "comment_close",
        "Importers must file a notice of participation by @": "compliance",
        "are invited to lodge submissions not later than the close of business on @": "comment_close",
    },
    refusals=("The Commission shall submit a report by @", "may submit it on @"),
)
def parties_submit(match: re.Match[str]) -> Cue | None:
    if re.search(_OFFICE, match.string[max(0, match.start() - 60) : match.start()], re.IGNORECASE):
        return None
    return _handed_in(match["what"])


@CUES.rule(
    r"(?P<who>[^@#.;]{0,120})\b(?:should|must|shall|may|can|are to|is to|have to) be (?:sent|submitted|filed|lodged|"
    r"addressed|received|furnished|provided|"
    rf"returned|forwarded|made)\b(?P<what>[^@#.;]{{0,140}}){_BY}",
    examples={
        "All communication should be sent to the office within @": "comment_close",
        "Applications may be lodged until @": "compliance",
    },
    refusals=("The report shall be submitted by @", "payments may be made until @"),
)
def handed_in_by(match: re.Match[str]) -> Cue | None:
    if not re.search(
        r"\b(?:comments?|views|opinions?|submissions?|observations|representations|communications?|applications?|"
        r"requests?|claims?|questionnaires?|"
        r"responses?|declarations?|notifications?|returns|forms?|evidence|information|bids)\b",
        match["who"],
        re.IGNORECASE,
    ):
        return None
    return _handed_in(match["who"])


def _handed_in(what: str) -> Cue:
    said = re.search(_OPINION, what, re.IGNORECASE)
    return Cue(DeadlineKind.COMMENT_CLOSE if said else DeadlineKind.COMPLIANCE, inclusive=True)
