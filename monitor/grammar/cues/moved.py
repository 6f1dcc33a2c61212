"""Dates that replace another: "pushed back from # to @", "will now start on @ instead of #", "won't kick in until @"; and what must be
tried before the broad rules. **Pure.**
"""

import re

from monitor.grammar.cues.cue import CUES, Cue
from monitor.grammar.levies import LEVY
from monitor.types import DeadlineKind, Status

_LATER = (
    r"(?:delay(?:s|ed|ing)?|postpon(?:e|es|ed|ing)|push(?:es|ed|ing)? (?:back|off|out)|put(?:s|ting)? (?:back|off)|"
    r"(?:put|puts|push|pushed|pushes) (?:it|them|this|that) (?:off|back)|mov(?:e|es|ed|ing)(?: back)?|shift(?:s|"
    r"ed|ing)?|defer(?:s|red|ring)?|reschedul(?:e|es|ed|ing)|slip(?:s|ped)?|"
    r"h(?:e|o)ld(?:s|ing)? off|stave[sd]? off|reset)"
)
_EARLIER = (
    r"(?:(?:brought|bring(?:s|ing)?|mov(?:e|es|ed|ing)|pull(?:s|ed|ing)?)(?: [\w%'.-]+){0,8}? (?:forward|up)|"
    r"brought forward|advanc(?:e|es|ed|ing)|shorten(?:s|ed|ing)?|(?<!tariff\s)(?<!duty\s)(?<!tax\s)(?<!rate\s)cuts?)"
)
_START = (
    r"(?:tak(?:e|ing) (?:effect|hold)|com(?:e|ing) in(?:to (?:effect|force|play))?|go into (?:effect|force)|kick in|start|begin|bite|"
    r"enter into force|appl(?:y|ied)|be (?:imposed|collected|levied|applied|charged|enforced|implemented))"
)
_PUT_OFF = re.compile(r"(?:delay|postpon|defer|push|put)", re.IGNORECASE)
_BARRED = re.compile(
    r"\b(?:curbs?|bans?|embargo|restrictions?|controls?|requirements?|rules|norms|licensing|checks)\b", re.IGNORECASE
)
_BARRED_END = re.compile(r"\b(?:end|lifting|removal|expir\w+|easing)\b", re.IGNORECASE)
"""What bars goods begins later when it is put off, unless it is its end that is."""
_TARIFF = rf"\b(?:{LEVY}|fees?|start|introduction|hikes?|increases?|rates?)\b"


@CUES.rule(
    r"\b(?:start|begin|began|resum|open)\w* (?:the )?(?:deliver\w+|production|producing|talks|negotiat\w+|work|"
    r"operations?|selling|sales|shipping|"
    r"construction|building|hiring|campaign\w*|trading|a trial|trials?|on trial)\b[^@#;]{0,80} (?:on|in|at|from) @",
    examples={"starts deliveries of its sedan on @": "the start of something else"},
    refusals=("the levy starts on @",),
)
def other_start(_: re.Match[str]) -> Cue:
    return Cue(refused="the start of something else")


@CUES.rule(
    r"\b(?:lift|rais|increas|hik|put up|cut|lower|rise|rising|rose)\w* (?:\w+ ){0,3}prices?\b[^@#;]{0,60} (?:on|in|at|from|by|"
    r"starting) @|"
    r"\bprices? (?:will |to |would )?(?:rise|go up|increase|climb|jump)\w*\b[^@#;]{0,60} (?:on|in|at|from|by|starting) @|"
    r"\b(?:charge|pay|cost) [^@#;.]{0,30}\bmore for\b[^@#;.]{0,60} @",
    examples={
        "the maker will lift its prices from @": "a price",
        "will charge $5 more for shoes starting @": "a price",
    },
    refusals=("the price cap takes effect on @",),
)
def dearer(_: re.Match[str]) -> Cue:
    return Cue(refused="a price")


@CUES.rule(
    r"\b(?:said|told|wrote|posted|added|warned|confirmed|reported|tweeted|spoke|met|ruled|testified|briefed)(?: "
    r"(?:reporters|lawmakers|journalists|parliament|"
    r"ministers|them|him|her|in|at|to|a|an|the|his|her|statement|post|social|media|late|early|interview|"
    r"television|speech|briefing|(?-i:[A-Z][\w.]+))){0,6}(?: on| late on| early on)?"
    r" @(?! (?:deadline|ultimatum|start|expiry))",
    examples={
        "will impose it, he told reporters in Berlin on @": "the day of speaking",
        "the ministry said @": "the day of speaking",
    },
    refusals=("said the tariffs start on @",),
)
def speaking(_: re.Match[str]) -> Cue:
    return Cue(refused="the day of speaking")


@CUES.rule(
    r"\b(?:paus|halt|suspend|stop|idl|cut)\w* (?:[\w.]+ ){0,3}(?:shipments|production|deliveries|output|sales|"
    r"operations|hiring|investments?|plants?)\b[^@#;]{0,60}@",
    examples={"the maker has paused U.S. shipments through @": "a firm's pause"},
    refusals=("suspended the duty until @",),
)
def firm_pauses(_: re.Match[str]) -> Cue:
    return Cue(refused="a firm's pause")


@CUES.rule(
    r"\bif (?:they|it|these|those|the [\w-]+) (?:last|stay|remain|continue|run|persist|drag)\w*\b[^@#;]{0,50}@",
    examples={"if they last for @": "a supposed length"},
    refusals=("they last for @", "if not agreed by @"),
)
def supposed(_: re.Match[str]) -> Cue:
    return Cue(refused="a supposed length")


@CUES.rule(
    r"\bretroactive(?:ly)?\b[^@#;]{0,40}?(?:\b(?:from|to|as of|since|on|effective) )?@|"
    r"\b(?:backdated|back-dated) to @",
    examples={
        "the lower rate applies retroactively from @": "effective announced",
        "was backdated to @": "effective announced",
    },
    refusals=("said on @ that it is not retroactive",),
)
def backdated(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE, Status.ANNOUNCED, back=True)


@CUES.rule(
    r"\b(?:contracts?|imports?|purchases?|deliveries|dealings|transactions|operations)\b[^@#;]{0,60}\b(?:must|"
    r"have to|has to|shall|will have to|to)\b[^@#;]{0,30}"
    r"\b(?:end|stop|cease|be (?:ended|wound|phased out|terminated|completed))\b[^@#;]{0,30}\b(?:by|before|no later than|on) @",
    examples={"long-term contracts must end by @": "wind_down_end"},
    refusals=("talks must end by @",),
)
def must_end(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.WIND_DOWN_END, inclusive=True)


@CUES.rule(
    r"\b(?:instead of|rather than|in place of)(?: on| from| by)?(?: the| its)? @(?! (?:deadline )?to #)",
    examples={
        "to start on # instead of @": "replaced by another date",
        "# rather than on @": "replaced by another date",
    },
    refusals=("instead of talks on @",),
)
def given_up(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    rf"\b(?:{_LATER}|{_EARLIER})\b[^@]{{0,160}}?(?:\bfrom(?: the)? @,?(?: \w+)? (?:to|until)(?: the)? #|"
    r"\b(?:to|until)(?: the)? #,? from(?: the)? @)"
    r"|\b(?:extend|prolong)\w*\b[^@;]{0,120}?\bfrom # (?:to|until) #[^@;#]{0,90}\bfrom @ (?:to|until) #",
    examples={
        "pushed back its 20% duty from @ to #": "replaced by another date",
        "brought the duty forward to # from @": "replaced by another date",
        "extended the quota for tin from # to # and that for zinc from @ to #": "replaced by another date",
    },
    refusals=("talks run from @ to #", "moved from @ office"),
)
def moved_away(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    r"\b(?:was|were) to (?:have )?(?:expired?|end(?:ed)?|started?|beg[iu]n|take[n]?|lapsed?|come|go(?:ne)?|risen?|rise|doubled?|"
    r"climb(?:ed)?|kick(?:ed)?|run|closed?|fall|appl(?:y|ied))\b[^@#]{0,60}@",
    examples={
        "an ultimatum that was to expire in @": "replaced by another date",
        "the duty was to have doubled on @": "replaced by another date",
    },
    refusals=("it is to expire on @",),
)
def was_to(_: re.Match[str]) -> Cue:
    return Cue(refused="replaced by another date", replaced=True)


@CUES.rule(
    rf"\b(?:(?:will|would|do|does|could|should|shall|may|is|are)(?: not|n't| no longer)|won't)(?: now)?(?: "
    rf"\w+ly)?(?: (?:due|set) to)? {_START}\b[^@#;]{{0,60}}\b(?:until|till|before)(?: at least)?(?: the)? @"
    rf"|\bnot to {_START}\b[^@#;]{{0,40}}\b(?:until|before) @",
    examples={
        "the higher duty won't kick in until @": "effective extended",
        "will not take effect before @": "effective",
        "the levies would not be collected until @": "effective extended",
    },
    refusals=("will take effect on @", "will not extend the pause until @"),
)
def not_until(match: re.Match[str]) -> Cue:
    # "before" may set the first day ever named; "until" says that it was to come sooner.
    sooner = re.search(r"\buntil\b|\bnow\b|\bno longer\b", match.group(), re.IGNORECASE)
    return Cue(DeadlineKind.EFFECTIVE, Status.EXTENDED if sooner else None)


@CUES.rule(
    rf"\b(?:will|would|to|is|are|shall)(?: now| instead)? (?:now )?{_START}\b[^@#;]{{0,50}}@[^@#]{{0,"
    rf"30}}\b(?:instead of|rather than|not)(?: on| from)?(?: the)? #",
    examples={"the duties will now kick in on @ instead of #": "effective extended"},
    refusals=("will start on @, not now",),
)
def starts_instead(match: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EFFECTIVE, None if re.search(r"earlier|sooner", match.string, re.I) else Status.EXTENDED)


@CUES.rule(
    r"\b(?:mov|bring|brought|pull|push)\w*\b[^@#;]{0,60}\b(?:ban|embargo|phase-?out|curbs|cut-?off|controls|"
    r"restrictions)\b[^@#;]{0,70}\b"
    r"(?P<way>up|forward|back|out) (?:to|until) @",
    examples={
        "would move a ban on its gas up to @": "effective",
        "pushed the ban back to @": "effective extended",
    },
    refusals=("moved the ban through parliament on @",),
)
def ban_moved(match: re.Match[str]) -> Cue:
    later = match["way"].lower() in ("back", "out")
    return Cue(DeadlineKind.EFFECTIVE, Status.EXTENDED if later else None)


@CUES.rule(
    rf"\b(?:(?P<early>{_EARLIER})|{_LATER})\b[^@]{{0,160}}?\b(?:to|until|till)(?: the)? @",
    examples={
        "pushed back three new duties on its neighbour to @": "effective extended",
        "the levy has been moved from # to @": "effective extended",
        "brought forward the tariff to @ from #": "effective",
        "the licence was put back from # to @": "expiry extended",
        "shifted the hearing to @": "hearing",
        "Ministry defers import curbs on tablets, phones till @": "effective extended",
        "delays its ban on tin exports to @": "effective extended",
        "postponed the licensing rules until @": "effective extended",
        "postponed the surtax on its pipes until @": "effective extended",
        "deferred its countermeasures against the bloc until @": "effective extended",
        "puts off the safeguard measure on tiles to @": "effective extended",
    },
    refusals=("moved its goods to port on @", "the tariff was suspended until @", "cuts tariffs to zero by @"),
)
def moved_to(match: re.Match[str]) -> Cue | None:
    text = match.string[max(0, match.start() - 160) : match.end() + 30]
    status = None if match["early"] else Status.EXTENDED
    if re.search(r"\bhearings?\b", text, re.IGNORECASE):
        return Cue(DeadlineKind.HEARING)
    if re.search(
        r"\bcomments? (?:period|deadline|window|date|on|are|is|due)\b|\b(?:public|written) comments?\b|\bfor comments?\b|\bof comments?\b|"
        r"\bcomment(?:ing)?\b(?!s)",
        text,
        re.IGNORECASE,
    ):
        return Cue(DeadlineKind.COMMENT_CLOSE, status, inclusive=True)
    if re.search(r"\b(?:deadline|ultimatum)\b", text, re.IGNORECASE):
        talks = re.search(r"\b(?:talks|negotiat\w+|deal|agreement)\b", text, re.IGNORECASE)
        kind = DeadlineKind.NEGOTIATION if talks else DeadlineKind.ULTIMATUM
        return Cue(kind, None if talks else Status.THREATENED, inclusive=True, politics=True)
    if re.search(
        r"\b(?:suspension|pauses?|truce|exclusions?|exemptions?|waivers?|licen[cs]es?|reprieve|expir\w+)\b",
        match.group(),
        re.I,
    ):
        return Cue(DeadlineKind.EXPIRY, status, inclusive=True)
    if _PUT_OFF.match(match.group()) and _BARRED.search(match.group()) and not _BARRED_END.search(match.group()):
        return Cue(DeadlineKind.EFFECTIVE, status)
    if re.search(_TARIFF, text, re.IGNORECASE) and not re.search(r"\bto (?:zero|\d)", match.group()):
        return Cue(DeadlineKind.EFFECTIVE, status)
    if re.search(r"\b(?:it|them)\b", match.group()):
        return Cue(DeadlineKind.EFFECTIVE, status)
    licence = re.search(r"\b(?:licen[cs]e|ban|sanctions)\b", text, re.IGNORECASE)
    return Cue(DeadlineKind.EXPIRY, status, inclusive=True) if licence else None


@CUES.rule(
    r"\b(?:extend\w*|prolong\w*|extension)\b[^@;]{0,200}?\b(?:to|until|till|through)(?: the)? @",
    examples={
        "prolonged the comment period in its probe to @": "comment_close extended",
        "the inquiry has been extended to @": "review extended",
    },
    refusals=("the pause was extended until @", "extended the deadline for talks to @"),
)
def procedure_extended(match: re.Match[str]) -> Cue | None:
    text = match.string[max(0, match.start() - 120) : match.end()]
    if re.search(r"\bcomments?\b(?! (?:received|submitted|filed|were|have been))", text, re.IGNORECASE):
        return Cue(DeadlineKind.COMMENT_CLOSE, Status.EXTENDED, inclusive=True)
    if re.search(r"\b(?:probe|investigation|inquiry|review)\b", text, re.IGNORECASE) and not re.search(
        r"\b(?:tariffs?|duties|exclusions?|suspension|pause)\b", match.group(), re.IGNORECASE
    ):
        return Cue(DeadlineKind.REVIEW, Status.EXTENDED)
    return None


@CUES.rule(
    r"\b(?:shelv\w+|frozen|freez\w+|froze|on hold|on ice|mothball\w*|spared?)\b[^@#;]{0,50}\b(?:until|till|"
    r"through|to)(?: at least)?(?: the)? @",
    examples={"the levy is shelved until @": "expiry suspended"},
    refusals=("frozen food on @",),
)
def shelved(_: re.Match[str]) -> Cue:
    return Cue(DeadlineKind.EXPIRY, Status.SUSPENDED, inclusive=True)
