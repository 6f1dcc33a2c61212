"""Dates of dockets: briefs, hearings, findings, windows, and what agencies put off or call off. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status

_BY = r"(?:by|before|until|through|than|on or before|due|received|is|are|within|prior to|at|on)(?: (?:on|by|the|or before|no later than))?"
_BRIEFS = (
    r"(?:briefs?|rebuttals?|requests? to (?:appear|testify|participate)|testimony|statements?|(?:substantive |questionnaire )?responses|"
    r"questionnaires|written (?:views|submissions|comments|statements)|factual information|petitions?|presentations?|views)"
)


@CUES.rule(
    r"\b(?:cancel\w*|calls? off|called off|calling off|will not hold|no longer (?:hold|be held|take place|convene))\b[^@#.;]{0,120}@",
    examples={
        "cancels the hearing scheduled for @": "called off",
        "the conference called off was to sit on @": "called off",
    },
    refusals=("the hearing on @ is not cancelled",),
)
def called_off(_: re.Match[str]) -> Cue:
    return Cue(refused="called off")


@CUES.rule(
    r"\b(?:held|owned|outstanding|existing|valued|accurate|current|reported|calculated|balance|pending|stood|stands|compiled|listed) "
    r"(?:\w+ )?as of @",
    examples={
        "a report on property held as of @": "a day of reckoning",
        "exchange rates, current as of @": "a day of reckoning",
    },
    refusals=("is levied as of @", "shall be in effect as of @"),
)
def reckoned(_: re.Match[str]) -> Cue:
    return Cue(refused="a day of reckoning")


@CUES.rule(
    r"\b(?:persons?|individuals|entit(?:y|ies)|vessels|banks?|companies|parties|firms)\b[^@#.;]{0,24}\b(?:blocked|designated|identified|"
    r"listed|sanctioned|added|named)\b[^@#.;]{0,16} on @(?! and (?:after|until))",
    examples={"the Wind Down of Dealings With Certain Persons Blocked on @": "day of a listing"},
    refusals=("persons listed in the annex from @",),
)
def listed_on(_: re.Match[str]) -> Cue:
    return Cue(refused="day of a listing")


@CUES.rule(
    r"\bperiod of (?:review|investigation)\b[^@]{0,100}@|\b(?:POR|POI)\b[^@#]{0,40}(?:#[^@#]{1,16})?@"
    r"|\b(?:fiscal|calendar|marketing|crop|base) (?:year|period)s?\b[^@#.;]{0,60}\bend(?:ed|ing|s)(?: on)? @",
    examples={
        "The period of review is # through @": "period under review",
        "the POI is # to @": "period under review",
        "for the fiscal year ending @": "period under review",
    },
    refusals=("the review ends on @",),
)
def period_of_review(_: re.Match[str]) -> Cue:
    return Cue(refused="period under review")


@CUES.rule(
    r"\b(?:on or after|from|beginning) @,? (?:and|but|through|to) (?:before |prior to |up to |until |"
    r"the day before )*(?:the )?(?:date|day|"
    r"publication) of\b[^@]{0,160}\b(?:not (?:liable|subject|be)|without regard|liquidat\w+|terminat\w+|refund\w*)",
    examples={
        "entries made on or after @ and before the date of publication of the finding are not liable": "gap of a case"
    },
    refusals=("on or after @ and before #",),
)
def gap(_: re.Match[str]) -> Cue:
    return Cue(refused="gap of a case")


@CUES.rule(
    r"\b(?:extend\w*|postpon\w*|toll\w*|delay\w*)\b[^@#]{0,160}\bby (?:an? (?:additional |further |full )?)?@(?:,? (?:until|to|through|"
    r"so that) #| ?\()"
    r"|\b(?:postpon\w*|toll\w*|delay\w*|extend\w*)\b[^@#]{0,40}\b(?:deadlines?|time limits?|(?:preliminary|final) \w+|proceedings?)\b"
    r"[^@#]{0,120}\bby (?:an? (?:additional |further |full )?)?@",
    examples={
        "it extends the deadline for the results by @, until #": "a length, no date",
        "is postponing the preliminary determination by @": "a length, no date",
    },
    refusals=("extended by @",),
)
def by_so_long(_: re.Match[str]) -> Cue:
    return Cue(refused="a length, no date")


@CUES.rule(
    r"\b(?:comments?|briefs?|rebuttals?|submissions?|statements?|testimony|requests? to (?:appear|testify)|petitions?|responses?)"
    r"(?: (?:must be (?:received|filed)|due|deadline|closing date|close date|period closes|received by|due date))?(?: date)?:[ -]{0,3}@"
    r"|^\W*(?:and )?(?:[\w-]+ ){0,3}(?:briefs?|statements?|rebuttals?|comments|submissions|testimony|responses), @",
    examples={
        "Post-hearing briefs: @": "comment_close",
        "Comment Close Date: @": "comment_close",
        "posthearing briefs, @": "comment_close",
    },
    refusals=("he said in comments on @",),
)
def caption_after(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMMENT_CLOSE, inclusive=True)


@CUES.rule(
    r"\bhearing(?: date)?: ?@",
    examples={"Public hearing: @": "hearing"},
    refusals=("the hearing of @",),
)
def caption_of_hearing(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.HEARING)


@CUES.rule(
    rf"\b{_BRIEFS}\b[^@#.;]{{0,140}}\b(?:due|filed|submitted|received|file|submit|lodged|made|transmitted|postmarked|uploaded|returned|"
    rf"postponed|extended)\b[^@#.;]{{0,80}}\b{_BY} @",
    examples={
        "Requests to appear at the hearing should be filed on or before @": "comment_close",
        "rebuttal briefs may be filed not later than @": "comment_close",
        "Responses to the notice are due on @": "comment_close",
    },
    refusals=("petitions were filed on @", "statements made on @"),
)
def briefs_due(match: re.Match[str]) -> Cue | None:
    if re.search(
        r"\b(?:was|were|has|had|have been|who|it) (?:timely )?(?:filed|submitted|received|made|lodged)\b",
        match.group(),
        re.I,
    ):
        return None
    if re.search(
        r"\b(?:statements?|petitions?|responses|views)\b[^@]{0,60}\b(?:made|filed|submitted|received) on @$",
        match.group(),
        re.I,
    ):
        return None
    return Cue(DeadlineKind.COMMENT_CLOSE, inclusive=True)


@CUES.rule(
    rf"\b(?:deadline|due date|closing date|last day|cut-?off(?: date)?) (?:for|to) (?:\w+ ){{0,4}}?{_BRIEFS}\b[^@#.;]{{0,80}}\b(?:is|are|"
    r"will be|falls on|of|to|until) @"
    rf"|\b(?:file|submit|filing|submitting|serve) (?:\w+ ){{0,5}}?{_BRIEFS}\b[^@#.;]{{0,120}}\b(?:by|before|until|than|within|on) @",
    examples={
        "The deadline for filing prehearing briefs is @": "comment_close",
        "parties may submit case briefs no later than @": "comment_close",
    },
    refusals=("the deadline is @",),
)
def briefs_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMMENT_CLOSE, inclusive=True)


@CUES.rule(
    r"\b(?:notices? of intent|entr(?:y|ies) of appearance|letters? of appearance|requests? for (?:an? )?(?:\w+ )?(?:reviews?|hearing|"
    r"exclusions?|inclusions?|extensions?|reconsideration|renewal)|applications?|registrations?|declarations?|certifications?|protests?|"
    r"claims?|inclusion requests|exclusion requests)\b[^@#.;]{0,140}\b(?:must|shall|should|may|can|(?:are|is) (?:due|accepted|to be))\b"
    r"[^@#.;]{0,80}\b(?:by|before|until|than|within|due|on or before|on) @",
    examples={
        "A request for an exclusion must be submitted by @": "compliance",
        "notices of intent to participate are due within @": "compliance",
    },
    refusals=("the application was filed on @",),
)
def requests_due(match: re.Match[str]) -> Cue | None:
    told = re.search(
        r"\b(?:was|were) (?:\w+ )?(?:filed|made|received|submitted)\b|\bsuspen|\bappl(?:y|ies)\b|\bregulation\b",
        match.group(),
        re.I,
    )
    return None if told else Cue(DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    r"\b(?:will|expects? to|intends? to|plans? to|is to|must|shall|is (?:required|scheduled|expected|due) to|anticipates) (?:\w+ )?"
    r"(?:transmit|submit|issue|deliver|publish|release|complete|make|render|vote|conclude|announce|issuing|report|notify)\b[^@#.;]{0,140}"
    r"\b(?:reports?|determinations?|results|findings|recommendations?|decisions?|views|review|investigation|remedy|vote)\b[^@#.;]{0,100}"
    r"\b(?:by|on|than|within|before|on or about|in)(?: or before)? @",
    examples={
        "The Commission will transmit its report to the President by @": "report_due",
        "the agency intends to issue the final results within @": "report_due",
    },
    refusals=("it issued its report on @",),
)
def finding_due(match: re.Match[str]) -> Cue | None:
    if re.search(r"\bcomments?\b|\bhearing\b", match.group(), re.IGNORECASE):
        return None
    return Cue(DeadlineKind.REPORT_DUE, inclusive=True)


@CUES.rule(
    r"\b(?:final |preliminary )?(?:determinations?|results|findings|report|decision|review|inquiry|investigation) "
    r"(?:of this review |in this (?:review|case|investigation) )?(?:is|are|will be|becomes?) (?:now |currently |therefore )?"
    r"(?:due|scheduled(?: to be (?:issued|completed))?|expected|to be (?:issued|made|completed))\b[^@#.;]{0,60}\b"
    r"(?:by|on|than|within|before|for) @"
    r"|\bdeadline for (?:issuing |completing |completion of |publishing )?(?:\w+ ){0,5}?(?:determinations?|results|findings|"
    r"report|decision)\b"
    r"[^@#.;]{0,80}\b(?:is|will be|becomes|to|until|of)(?: now)? @",
    examples={
        "The final determinations are due by @": "report_due",
        "the deadline for the preliminary results is now @": "report_due",
    },
    refusals=("the report is dated @",),
)
def finding_is_due(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REPORT_DUE, inclusive=True)


@CUES.rule(
    r"\b(?:extend\w*|postpon\w*|toll\w*|delay\w*)\b[^@#;]{0,200}\b(?:determinations?|results|findings|report|"
    r"decision|investigation)\b[^@.;]{0,160}\b(?:until|to|than|through|is now|become[s]?) @",
    examples={
        "is extending the time limit for the preliminary results by #, until @": "report_due extended",
        "postpones its final determination to not later than @": "report_due extended",
    },
    refusals=("the pause is extended until @",),
)
def finding_put_off(match: re.Match[str]) -> Cue | None:
    if re.search(r"\b(?:tariffs?|exclusions?|suspension of|pause|comments?)\b", match.group(), re.IGNORECASE):
        return None
    return Cue(DeadlineKind.REPORT_DUE, Status.EXTENDED, inclusive=True)


@CUES.rule(
    r"\b(?:delay|stay|postpon|defer|suspend|extend|mov)\w*\b[^@#;]{0,30}\b(?:effective|(?P<duty>compliance)|applicability|"
    r"implementation|start) "
    r"dates?\b[^@;]{0,300}\b(?:until|to) @",
    examples={
        "this action delays the effective date of the rule published #, at 9 FR 1, until @": "effective extended",
        "we are extending the compliance date from # to @": "compliance extended",
    },
    refusals=("the effective date is @",),
)
def effect_put_off(match: re.Match[str]) -> Cue:
    if match["duty"]:
        return Cue(DeadlineKind.COMPLIANCE, Status.EXTENDED, inclusive=True)
    return Cue(DeadlineKind.EFFECTIVE, Status.EXTENDED)


@CUES.rule(
    r"\b(?:delay|stay|postpon|defer|suspend|extend|mov)\w*\b[^@#;]{0,30}\b(?:effective|compliance|applicability|implementation|start) "
    r"dates?\b[^@;]{0,300}\bfrom @,? (?:until|to) #",
    examples={"has extended the effective date from @, to #": "replaced by another date"},
    refusals=("the effective date is @",),
)
def effect_before(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\b(?:ceas|stop|end|discontinu|halt)\w* (?:the )?(?:collect|assess|impos|requir|apply|"
    r"levy)\w*\b[^@#;]{0,200}\b(?:on or after|from|as of|"
    r"effective|on|beginning|starting) @",
    examples={"will cease collection of these duties for goods entered on or after @": "effective revoked"},
    refusals=("will collect it from @",),
)
def collection_ends(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE, Status.REVOKED)


@CUES.rule(
    r"\b(?:for|during|over|covering) the period(?: of| from| beginning(?: on)?)? @,? (?:to|through|until|and ending(?: on)?|ending) #",
    examples={"suspends the policy for the period @ through #": "effective"},
    refusals=("bought during the period @ through #",),
)
def span_start(match: re.Match[str]) -> Cue | None:
    return Cue(DeadlineKind.EFFECTIVE) if _operative(match.string[: match.start()]) else None


@CUES.rule(
    r"\b(?:for|during|over|covering) the period(?: of| from| beginning(?: on)?)? #,? (?:to|through|until|and ending(?: on)?|ending) @",
    examples={
        "suspends the policy for the period # through @": "expiry suspended",
        "extends the waiver for the period # through @": "expiry extended",
    },
    refusals=("bought during the period # through @",),
)
def span_end(match: re.Match[str]) -> Cue | None:
    before = match.string[: match.start()]
    if not _operative(before):
        return None
    longer = re.search(r"\b(?:extend|renew|prolong)", before, re.IGNORECASE)
    paused = re.search(r"\bsuspen", before, re.IGNORECASE)
    status = Status.EXTENDED if longer else Status.SUSPENDED if paused else None
    return Cue(DeadlineKind.EXPIRY, status, inclusive=True)


def _operative(before: str) -> bool:
    """Does an act do something for this period, rather than tell of it?"""
    done = (
        r"\b(?:extend|suspend|renew|waiv|impos|authoriz|permit|exempt|exclud|establish|allocat|appl(?:y|ies))(?:s|es|ing)?\b|"
        r"\b(?:is|are|shall be|hereby|"
        r"will be) (?:\w+ )?(?:extended|suspended|renewed|waived|imposed|authorized|exempted|established|allocated|in effect)\b"
    )
    return bool(re.search(done, before, re.IGNORECASE))


@CUES.rule(
    r"\bon and after @",
    examples={"and to 30 percent on and after @": "effective"},
    refusals=("on or before @",),
)
def on_and_after(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)


@CUES.rule(
    r"\b(?:window|portal|docket|inclusions? (?:process|period)|exclusions? (?:process|period)|"
    r"registration)\b[^@#.;]{0,80}\b(?:open|begin|start)"
    r"(?:s|ing)?\b(?: \w+){0,3} (?:on|at|from) @|\bopen (?:the |an? |its )?(?:\w+ ){0,4}(?:window|docket|portal|process|"
    r"period)\b[^@#.;]{0,30} (?:on|at|from) @",
    examples={"It will open the spring inclusion window on @": "effective", "The docket opens on @": "effective"},
    refusals=("the window was opened on @",),
)
def window_opens(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE)
