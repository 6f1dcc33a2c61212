"""Captions of notices, filings, findings, and goods on the way. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status

_CAPTION = r"^\W*(?:DATES: ?)?@(?: at #)? ?(?:[:.]| -) ?[^@#]{0,200}?"


@CUES.rule(
    _CAPTION + r"\b(?:comments?|requests? to appear|rebuttals?|submissions?|petitions?|summar(?:y|ies) of testimony)\b",
    examples={
        "@: Due date for rebuttal comments.": "comment_close",
        "@: To be assured of a place, submit requests to appear at the hearing.": "comment_close",
    },
    refusals=("@: the ministers met",),
)
def caption_comments(match: re.Match[str]) -> Cue | None:
    if re.search(r"\bopen(?:s|ed|ing)?\b", match.group(), re.IGNORECASE):
        return None
    return Cue(DeadlineKind.COMMENT_CLOSE, inclusive=True)


@CUES.rule(
    _CAPTION + r"\bhearings?\b",
    examples={"@: The committee will convene a public hearing.": "hearing"},
    refusals=("@: the ministers met",),
)
def caption_hearing(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.HEARING)


@CUES.rule(
    r"\bcompliance (?:date|deadline|period)s?\b[^@#;]{0,140}(?:\bis|\bof|:|\buntil|\bends?(?: on)?) @",
    examples={"The compliance date for the new records is @": "compliance"},
    refusals=("compliance with the rule of @",),
)
def compliance_date(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    r"\b(?:may|can|are invited to|is invited to|wishing to|should) (?:\w+ )?(?:register|apply|request|make themselves known|come "
    r"forward|notify|lodge)\b[^@#]{0,120}\b(?:within|by|before|until|no later than|not later than) @",
    examples={"Interested parties may register to take part within @": "compliance"},
    refusals=("may request help on @",),
)
def may_register(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    r"^\W*(?:\(\w{1,3}\) )?(?:by|within|no later than|not later than|on or before) @,? (?:he|she|it|they|the (?:Commission|"
    r"Council|Bank|Panel)) (?:shall|must|will)\b[^@]{0,60}\b(?:inform|report|submit|assess|review|present|advise|"
    r"provide|evaluate|publish|transmit|issue)\b"
    r"|\b(?:request\w*|direct\w*|instruct\w*|invit\w+|ask\w*) (?:the |its |my )?(?:[\w-]+ ){1,8}to (?:report|submit|provide|"
    r"conclude|complete|present|inform|update)\b[^@#]{0,120}\b(?:by|before|no later than|not later than|within) @",
    examples={
        "By @, she shall inform me of any change": "report_due",
        "it requested the envoy to report no later than @": "report_due",
    },
    refusals=("By @, they left",),
)
def told_to_report(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REPORT_DUE, inclusive=True)


@CUES.rule(
    r"\b(?:will|shall|must|is to|expects? to|intends? to) (?:issue|make|announce|publish|reach) (?:its|the|a|their) "
    r"(?:\w+ )?(?:preliminary|"
    r"final) (?:affirmative )?(?:determinations?|decisions?|rulings?|findings?)\b[^@#]{0,60}\b(?:by|no later than|on|before) @"
    r"|\breports?\b[^@#.;]{0,60}\b(?:is|are) due\b[^@#]{0,40}\b(?:on|by) @",
    examples={
        "The ministry will make its preliminary determination no later than @": "report_due",
        "The panel's report is due to the minister on @": "report_due",
    },
    refusals=("the report of @",),
)
def determination(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REPORT_DUE, inclusive=True)


@CUES.rule(
    r"\bconsultations?\b[^@#.;]{0,140}\b(?:until|by|closes?(?: on)?|ends?(?: on)?|open until|runs? (?:until|to)) @",
    examples={"a public consultation on the list, open until @": "comment_close"},
    refusals=("consultations began on @", "If consultations fail by @", "Unless the consultations succeed by @"),
)
def consultation(match: re.Match[str]) -> Cue | None:
    # Talks between states that may fail are no call for views.
    if re.search(r"\b(?:if|unless|should|in case|in the event)\b", match.string[: match.start()][-60:], re.IGNORECASE):
        return None
    return Cue(DeadlineKind.COMMENT_CLOSE, inclusive=True)


@CUES.rule(
    r"\b(?:accept\w*|receiv\w*|submit\w*|fil\w+) (?:\w+ ){0,2}(?:petitions|requests|applications)\b[^@#.;]{0,80}\b(?:through|until|"
    r"by|before|no later than) @",
    examples={"It will go on accepting petitions through @": "compliance"},
    refusals=("petitions of @",),
)
def petitions(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    r"\b(?:talks|negotiations?)\b[^@#.;]{0,40}\b(?:must|shall|have to|are to) (?:be )?(?:conclude[d]?|complete[d]?|end|finish\w*) "
    r"(?:by|before|on) @",
    examples={"talks must conclude by @": "negotiation"},
    refusals=("talks concluded on @",),
)
def talks_end(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.NEGOTIATION, inclusive=True)


@CUES.rule(
    r"\bpostpon\w*\b[^@#]{0,60}\b(?:determination|decision|ruling|report)\b[^@#]{0,140}\b(?:until|to)(?: no later than)? @",
    examples={"is postponing the final determination until no later than @": "report_due extended"},
    refusals=("postponing the duty until @",),
)
def postponed_finding(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REPORT_DUE, Status.EXTENDED, inclusive=True)


@CUES.rule(
    r"\bif (?:no |an? |such |the |these )?(?:\w+ ){0,2}(?:agreements?|deals?|accords?)\b[^@#.;]{0,90}\b(?:within|by|before) @",
    examples={"If agreements are not entered into within @, other steps may follow": "negotiation"},
    refusals=("if the agreement ends on @",),
)
def no_agreement_by(match: re.Match[str]) -> Cue | None:
    reviewed = re.search(r"\breview\b", match.string[match.end() :], re.IGNORECASE)
    return None if reviewed else Cue(DeadlineKind.NEGOTIATION, inclusive=True)


@CUES.rule(
    r"\b(?:comments|submissions|views|questionnaires?|replies)\b[^@#]{0,140}\bwithin @|\b(?:call for (?:evidence|input)|comment "
    r"period|public consultation)\b[^@#]{0,60}\b(?:closes?|ends?|runs?)(?: at| on| until)? @",
    examples={
        "All submissions shall reach the office within @": "comment_close",
        "The call for evidence closes at @": "comment_close",
    },
    refusals=("comments of @",),
)
def views_within(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMMENT_CLOSE, inclusive=True)


@CUES.rule(
    r"^\W{0,12}(?:and|or)? ?\(?(?:2|b|ii|B)\) (?:that )?(?:are |were |is )?(?:entered|withdrawn|imported|released)\b[^@#]{0,160}\b"
    r"(?:before|prior to) @",
    examples={"and (2) are entered for consumption before @": "in_transit_enter_by"},
    refusals=("(2) entered on @",),
)
def second_limb(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_ENTER_BY)


@CUES.rule(
    r"\b(?:bills? of lading|shipping bills?|airway bills?|let export order)\b[^@#]{0,80}\b(?:on or before|before|"
    r"up ?to|until|by|prior to|no later than|not later than) @",
    examples={"where the Bill of Lading is issued on or before @": "in_transit_load_by"},
    refusals=("the bill of lading of @",),
)
def lading_by(match: re.Match[str]) -> Cue:
    moved = re.search(r"\bextend", match.string, re.IGNORECASE)
    return Cue(DeadlineKind.IN_TRANSIT_LOAD_BY, Status.EXTENDED if moved else None, inclusive=True)


@CUES.rule(
    r"\bin-transit\b[^@]{0,300}\b(?:entered|withdrawn|claimed|imported)\b[^@#]{0,100}\b(?:before|prior to) @"
    r"|\b(?:loaded|laden)\b[^@]{0,300}\b(?:unloaded|offloaded|discharged|delivered)\b[^@#]{0,80}\b(?:before|prior to|by) @",
    examples={
        "the in-transit exception may be claimed only for goods entered before @": "in_transit_enter_by",
        "cargo loaded prior to # and unloaded before @": "in_transit_enter_by",
    },
    refusals=("goods loaded before @",),
)
def arrives_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.IN_TRANSIT_ENTER_BY)


@CUES.rule(
    r"\b(?:reports?|results?|reviews?|recommendations?|updates?|assessments?|findings?)\b[^@#]{0,160}\bshall be (?:\w+ )?(?:provided|"
    r"delivered|submitted|transmitted|completed|concluded)\b[^@#]{0,100}\b(?:by|within|no later than|before) @",
    examples={"The report on duties shall be delivered by @": "report_due"},
    refusals=("reports shall be kept by them",),
)
def report_delivered(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REPORT_DUE, inclusive=True)


@CUES.rule(
    r"\b(?:conclude|finali[sz]e|complete|reach|sign) (?:the |these |their |an? |its )?(?:\w+ ){0,3}(?:negotiations?|"
    r"agreements?|deal|talks)"
    r"\b[^@#.;]{0,60}\b(?:by|before|within|no later than) @",
    examples={"they intend to conclude negotiations by @": "negotiation"},
    refusals=("concluded talks on @",),
)
def conclude_talks(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.NEGOTIATION, inclusive=True, politics=True)


@CUES.rule(
    r"\bcomment period\b[^@]{0,220}\b(?:until|through|to) @",
    examples={
        "The comment period, which closed on #, is reopened until @": "comment_close extended",
        "the comment period runs through @": "comment_close",
    },
    refusals=("comment period of @",),
)
def comment_period(match: re.Match[str]) -> Cue:
    moved = re.search(r"\b(?:extend|reopen)", match.group(), re.IGNORECASE)
    return Cue(DeadlineKind.COMMENT_CLOSE, Status.EXTENDED if moved else None, inclusive=True)


@CUES.rule(
    r"\b(?:must|shall|should|may|can|have to|need to|required to) (?:apply|re-?apply|file|register) (?:for|to|"
    r"with)\b[^@#.;]{0,140}\b(?:by|"
    r"before|until|no later than|not later than|within) @",
    examples={"Importers must apply for the status by @": "compliance"},
    refusals=("the rule shall apply from @",),
)
def apply_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    r"\bdeadline (?:to|for) (?:file|filing|submit\w*|apply\w*|request\w*|register\w*|lodg\w+)\b[^@#.;]{0,80}\b(?:is|by|on|of) @",
    examples={"the deadline to file corrections is @": "compliance"},
    refusals=("the deadline is @",),
)
def filing_deadline(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)
