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
    r"\bif (?:it|they|this (?:order|instrument)|these regulations) (?:is|are) (?:registered|made|published) after\b[^@]{0,90}@"
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
    r"intended)[^@#.;]{0,30})\b[^@#.;]{0,60}\b(?:is|are) "
    r"(?:expected|due|scheduled)(?: to be (?:issued|made|announced|published|rendered|given))?(?: by| on| before| no "
    r"later than)? @",
    examples={"The tribunal's finding is expected by @": "report_due"},
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
