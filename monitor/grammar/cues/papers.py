"""What parties hand in, and what offices owe them, in the wording of notices outside the United States. **Pure.**"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.types import DeadlineKind, Status

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
_PAPERS = re.compile(
    r"\b(?:comments?|views|opinions?|submissions?|observations|representations|communications?|applications?|requests?|claims?|"
    r"questionnaires?|responses?|declarations?|notifications?|returns|corrections?|reports? on imports|forms?|evidence|"
    r"information|bids)\b",
    re.IGNORECASE,
)


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
    r"\b(?:lodged|submitted|filed|made|applied|requested|notified)\b[^@#.;]{0,80}\b(?:by|before|no later than|not later "
    r"than|on or before) @,? (?:may|can|shall) "
    r"(?:continue|go on|still|keep|carry on|remain|be (?:deemed|treated|considered))\b",
    examples={"importers that have lodged an application by @ may continue to import": "compliance"},
    refusals=("imports made before @ may be checked",),
)
def lodged_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)


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
    r"\bwithin #[^@#;]{0,24}\b(?:from|of|after) @",
    examples={"is concluded within # in principle from @": "counted from an event"},
    refusals=("within # and from @ on",),
)
def counted_apart(match: re.Match[str]) -> Cue | None:
    return None if re.search(r"\band\b", match.group()) else Cue(refused="counted from an event")


@CUES.rule(
    r"\b(?:may|can|should|must) (?:\w+ )?(?:apply|submit|lodge|register|request)\b[^@#.;]{0,100}\b(?:between|from) #,? "
    r"(?:and|to|until) @",
    examples={"Firms may apply for new reliefs between # and @": "compliance"},
    refusals=("the duty may apply between talks on @",),
)
def window_closes(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMPLIANCE, inclusive=True)


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
    return None if re.search(r"\bappeals?\b", match["what"], re.IGNORECASE) else _handed_in(match["what"])


@CUES.rule(
    r"\b(?:should|must|shall|may|can|are to|is to|have to) be (?:sent|submitted|filed|lodged|addressed|received|furnished|"
    r"provided|"
    rf"returned|forwarded|made)\b[^@#.;]{{0,140}}{_BY}",
    examples={
        "All communication should be sent to the office within @": "comment_close",
        "Applications may be lodged until @": "compliance",
    },
    refusals=("The report shall be submitted by @", "payments may be made until @"),
)
def handed_in_by(match: re.Match[str]) -> Cue | None:
    who = match.string[max(0, match.start() - 160) : match.start()].rpartition(". ")[2]
    return _handed_in(who) if _PAPERS.search(who) else None


def _handed_in(what: str) -> Cue:
    said = re.search(_OPINION, what, re.IGNORECASE)
    return Cue(DeadlineKind.COMMENT_CLOSE if said else DeadlineKind.COMPLIANCE, inclusive=True)


@CUES.rule(
    r"\b(?:investigation|inquiry|review|case|proceeding|ruling|determination)\b[^@]{0,220}\b(?:deadline|time "
    r"limit)\b[^@#]{0,24}\b(?:will be|shall be|is|"
    r"becomes|is now|to)(?: on)? @|\b(?:time limit|period|deadline) (?:of|for) (?:the )?(?:investigation|inquiry|review|"
    r"ruling|determination)\b[^@#]{0,60}"
    r"\b(?:to|until) @",
    examples={
        "extends the investigation by #, that is, the deadline will be @": "review extended",
        "decided to extend the time limit of the investigation to @": "review extended",
    },
    refusals=("the deadline is @",),
)
def case_deadline(match: re.Match[str]) -> Cue:
    moved = re.search(r"\b(?:extend|prolong|postpon)", match.string, re.IGNORECASE)
    return Cue(DeadlineKind.REVIEW, Status.EXTENDED if moved else None, inclusive=True)


@CUES.rule(
    r"\b(?:call for (?:evidence|input|views|comments)|consultation|inquiry period|comment period|window for "
    r"comments)\b[^@]{0,140}\b(?:closes?|ends?|"
    r"runs? (?:until|to)|is open until|closing)(?: at| on)? @",
    examples={"The call for evidence opened on # and closes at @": "comment_close"},
    refusals=(
        "consultations closed on @",
        "The comment period, which was to end on @,",
        "a consultation that was due to end on @",
    ),
)
def call_closes(match: re.Match[str]) -> Cue | None:
    if re.search(r"\b(?:was|were) (?:\w{1,12} )?to (?:close|end)(?: at| on)? @$", match.group(), re.IGNORECASE):
        return None
    return Cue(DeadlineKind.COMMENT_CLOSE, inclusive=True)


@CUES.rule(
    r"\b(?:at|during) (?:its|our|their|the) next (?:\w+ )?(?:meeting|summit|session)s?\b[^@#.;]{0,40}@|\bnext (?:\w+ "
    r")?(?:meeting|session|round|summit) "
    r"(?:will|is to|is) [^@#.;]{0,40}@",
    examples={"We will review progress at our next meeting in @": "a meeting"},
    refusals=("the next step comes on @",),
)
def meeting(match: re.Match[str]) -> Cue | None:
    return None if re.search(r"\bhearing\b", match.string, re.IGNORECASE) else Cue(refused="a meeting")


@CUES.rule(
    r"\bwish(?:ing|es)? to (?:comment|submit (?:\w+ )?(?:comments|views|observations)|make (?:\w+ )?(?:comments|"
    r"submissions|representations))\b"
    rf"[^@#.;]{{0,280}}{_BY}",
    examples={"Parties wishing to comment on the complaint must do so within @": "comment_close"},
    refusals=("wishing to apply by @",),
)
def wishing_to_comment(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.COMMENT_CLOSE, inclusive=True)


@CUES.rule(
    r"\b(?:will|shall|is to|must|expects? to) (?:issue|make|give|publish|announce|render|deliver) (?:its|the|a|an|their) "
    r"(?:[\w-]+ ){0,3}(?:determinations?|"
    r"decisions?|rulings?|findings?|recommendations?|reports?)\b[^@#.;]{0,80}\b(?:by|no later than|not later than|on or "
    r"before|before|within) @(?! (?:of|after|from|following)\b)"
    r"|\breports?\b[^@#.;]{0,60}\b(?:is|are) due\b[^@#.;]{0,60}"
    r"\b(?:no later than|not later than|on or before|before|within) @(?! (?:of|after|from|following)\b)",
    examples={
        "It will issue its decision on whether to begin on or before @": "report_due",
        "The final report is due to the minister no later than @": "report_due",
    },
    refusals=("It will issue its decision on imports of @", "shall issue a decision within @ of receiving the claim"),
)
def decides_by(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.REPORT_DUE, inclusive=True)
