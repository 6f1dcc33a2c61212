"""Dates of dockets: briefs, hearings, findings, and what agencies put off. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status

_BY = r"(?:by|before|until|through|than|on or before|due|received|is|are|within|prior to|at|on)(?: (?:on|by|the|or before|no later than))?"
_BRIEFS = (
    r"(?:briefs?|rebuttals?|requests? to (?:appear|testify|participate)|testimony|statements?|(?:substantive |questionnaire )?responses|"
    r"questionnaires|written (?:views|submissions|comments|statements)|factual information|petitions?|presentations?|views)"
)


@CUES.rule(
    r"\b(?:comments?|briefs?|rebuttals?|submissions?|statements?|testimony|requests? to (?:appear|testify)|petitions?|responses?)"
    r"(?: (?:must be (?:received|filed)|due|deadline|closing date|close date|period closes|received by|due date))?(?: date)?"
    r"[^@#.;:]{0,40}:[ -]{0,3}@"
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
    r"\b(?:by|than|within|before|on or before) @,? (?:the|its|my) [^@#.;,]{3,90}? (?:is|are) (?:required |directed |expected |"
    r"instructed )?to "
    r"(?:submit|report|update|provide|deliver|publish|issue|determine|complete|recommend|advise|inform|review|assess|make)\b",
    examples={"By @, the Secretary of Commerce is to update the President on the market": "report_due"},
    refusals=("By @, the tariff is to rise",),
)
def is_to_report(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REPORT_DUE, inclusive=True)


@CUES.rule(
    r"\b(?:have|has) until @,? to (?:file|submit|provide|lodge|make|respond|reply|comment|send|rebut)\b(?P<rest>[^@#.;]{0,50})",
    examples={
        "Interested persons have until @, to file written comments": "comment_close",
        "Importers have until @ to file claims": "compliance",
    },
    refusals=("they have until @ to agree",),
)
def until_to_file(match: re.Match[str]) -> Cue:
    views = re.search(
        r"\b(?:comment|rebut|views|respon|repl|brief|submission|testimony|statement)", match.group(), re.IGNORECASE
    )
    return Cue(DeadlineKind.COMMENT_CLOSE if views else DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    r"\bhearing\b[^@#.;]{0,100}\b(?:hold|held|convene[ds]?|takes? place|scheduled|begins?)\b[^@#.;]{0,40}\b(?:on|for|at) @",
    examples={"after the hearing, which the panel will hold on @": "hearing"},
    refusals=("a request for a hearing is due on @",),
)
def hearing_held(match: re.Match[str]) -> Cue | None:
    told = re.search(r"\b(?:was|were) held\b|\bhad been held\b", match.group(), re.IGNORECASE)
    return None if told else Cue(DeadlineKind.HEARING)


@CUES.rule(
    r"\b(?:will|expects? to|intends? to|plans? to|is to|must|shall|is (?:required|scheduled|expected|due) to|anticipates) "
    r"(?:\w+ (?:and )?)?"
    r"(?:transmit|submit|file|issue|deliver|publish|release|complete|make|render|vote|conclude|announce|issuing|report|"
    r"notify)\b[^@#.;]{0,140}"
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
    r"(?:of this review |in this (?:review|case|investigation) )?(?:is|are|will(?: now)? be|becomes?) (?:now |currently |therefore )?"
    r"(?:due|scheduled(?: to be (?:issued|completed))?|expected|to be (?:issued|made|completed))\b"
    r"(?: within #)?[^@#.;]{0,60}\b(?:by|on|than|within|before|for) @"
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
    r"\b(?:by|than|before|within|on or before) @,? (?:(?!the Secretary)[\w-]+ ){0,5}(?:parties|importers?|producers?|persons?|"
    r"exporters?|applicants?|firms|"
    r"companies|respondents?|manufacturers?|brokers?|filers?|public|holders?|operators?|institutions?) (?:may|must|should|shall|"
    r"are required to|"
    r"need to|have to) (?:\w+ )?(?P<what>request|submit|file|apply|comment|notify|register|provide|report|cease|dispose|divest|"
    r"comply|close)\b",
    examples={
        "Not later than @, interested parties may request a review of these orders": "compliance",
        "By @, holders must comment in writing": "comment_close",
    },
    refusals=("By @, the parties had agreed",),
)
def parties_may(match: re.Match[str]) -> Cue:
    kind = DeadlineKind.COMMENT_CLOSE if match["what"].lower() == "comment" else DeadlineKind.COMPLIANCE
    return Cue(kind, inclusive=True)


@CUES.rule(
    r"\breview\w*\b[^@#.;]{0,80}\b(?:no later than|not later than|within|no earlier than) @",
    examples={"The Council will review the measures no later than @": "review", "to be reviewed within @": "review"},
    refusals=("reviewed the list of @", "did not seek a review within @"),
)
def review_by(match: re.Match[str]) -> Cue | None:
    before = match.string[max(0, match.start() - 60) : match.start()]
    asked = re.search(
        r"\b(?:seek\w*|sought|request\w*|appl(?:y|ied)|apply for|not) (?:\w+ ){0,3}$", before, re.IGNORECASE
    )
    return None if asked else Cue(DeadlineKind.REVIEW)
