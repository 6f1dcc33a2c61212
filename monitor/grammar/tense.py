"""Where the governing verb puts a date: behind or ahead of the day of writing. **Pure.**"""

import re

from monitor.grammar.engine import Watched, spaced
from monitor.grammar.resolve import FUTURE, PAST, UNKNOWN

_BEFORE_IT = re.compile(
    spaced(
        r"\b(?:(?P<past>since|as early as|dated)|(?P<future>as of|as from|starting|beginning|by|until|till|before|within|through|than|"
        r"due|effective|from|ahead of))(?: the| its| his)?(?: next| coming| this)? $"
    ),
    re.IGNORECASE,
)
_SURE = (
    r"plan(?:s|ned|ning)?|expect(?:s|ed|ing)?|intend(?:s|ed|ing)?|hop(?:es?|ed|ing)|aim(?:s|ed|ing)?|prepar(?:es?|ed|ing)|"
    r"schedul(?:es?|ed)|ready|likely|going|about"
)
_BOUND = (
    r"want(?:s|ed)?|vow(?:s|ed)|pledg(?:es?|ed)|promis(?:es?|ed)|threaten(?:s|ed)?|agre(?:es?|ed)|decid(?:es?|ed)|order(?:s|ed)|"
    r"subpoena(?:s|ed)|ask(?:s|ed)|told|requir(?:es?|ed)|direct(?:s|ed)|instruct(?:s|ed)|urg(?:es?|ed)|invit(?:es?|ed)|"
    r"summon(?:s|ed)|willing|needs?|propos(?:es?|ed)|offer(?:s|ed)"
)
_ON = r"(?:on|by|in|at|from|for|until|before|as soon as|as early as)(?: the| early| late)? $"
_TO_DO = r" (?:[\w.'’$-]+ ){0,5}?to (?!the\b|a\b|an\b|its\b)[a-z]+\b(?P<rest>[^#@;.]{0,90}?)\b"
_PLANNED = Watched(spaced(rf"\b(?:{_SURE}){_TO_DO}{_ON}"), re.IGNORECASE)
_BOUND_TO = Watched(spaced(rf"\b(?:{_BOUND}){_TO_DO}{_ON}"), re.IGNORECASE)
"""What someone plans, or is told, to do on a day lies ahead, though the telling is past; a weekday may be that of the telling."""
_ARRANGED = Watched(
    spaced(
        r"\b(?:is|are|am) (?:now |also |still |not )?(?:calling|holding|hosting|meeting|launching|opening|closing|starting|ending|coming|"
        r"going|leaving|visiting|voting|paying|raising|imposing|releasing|issuing|selling|moving|planning|travell?ing|"
        rf"a?waiting for)\b[^#@;.]{{0,80}}?\b{_ON}"
    ),
    re.IGNORECASE,
)
_CALLED = Watched(
    spaced(
        r"\b(?:call|schedul|plann|slat|book|conven|arrang|earmark|target|pencil)\w*\b[^#@;.]{0,80}? for(?: the| early| late)? $"
    ),
    re.IGNORECASE,
)
_MEETING = Watched(
    spaced(
        r"\b(?:ask|call|schedul|announc|set|sought|seek|request|order|plan|arrang|conven|organi[sz]|propos)\w*\b[^#@;.]{0,50}?"
        r"\b(?:hearing|meeting|vote|elections?|summit|conference|talks|session|referendum|trial|rally|protests?|strike|debate|auction) "
        r"(?:on|for|in) $"
    ),
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:said|says|was|were|had|did|told|began|took|came|went|killed|died|happened|which|who|when)\b", re.IGNORECASE
)
_DONE = Watched(
    spaced(
        r"(?:\b(?:served|worked|lived|headed|led|lasted|reigned|ruled|governed|played)\b[^#@;.]{0,50}? until|"
        r"\bhad (?:been |already |fully )?\w+(?:ed|en|wn|ne|un|me)\b[^#@;.]{0,50}? by|"
        r"\b(?:up(?! to)|down|rose|fell|(?<!\bbe\s)(?<!\bare\s)dropped|declined|increased|slipped|climbed|jumped|unchanged|"
        r"improved|grew|narrowed|"
        r"widened|ran|lasted|"
        r"stretched|served|worked)\b(?:(?!from\b)[^@;]){0,50} from|"
        r"(?<!\bis\s)(?<!\bbe\s)(?<!\bare\s)\b(?:rose|fell|climbed|grew|swelled|dropped|jumped|soared|reached|totall?ed|"
        r"numbered|shrank|dwindled|mounted|surged|plunged)\b"
        r"(?:(?!\b(?:must|will|shall|should|would|may|due|and|to be|agree\w*)\b)[^#@;.]){0,50} by|"
        r"(?<!from\s)# through)(?: the| early| late| mid-?)? $"
    ),
    re.IGNORECASE,
)
"""A term that was over, a state that had been reached, a rise from a level: behind, though the word before the date looks ahead."""
_PLANS = re.compile(r"\b(?:plans|expects|intends|hopes|aims|wants|needs|seeks|has to|have to)\b", re.IGNORECASE)
"""A present plan: what follows a date that opens the sentence lies ahead ("By Friday, the city hopes to")."""
_OPENING = re.compile(spaced(r"\W*(?:before|from|by|until)(?: the| early| late)? "), re.IGNORECASE)
_EFFECTIVE = re.compile(r"\W{0,8}effective(?:\s{1,3}(?:on|from|as\s{1,3}of))?\s{1,3}", re.IGNORECASE)
_DONE_BY = re.compile(
    r",?\s{1,3}(?:(?:[Tt]he|[Oo]ur|[Ii]ts)\s{1,3})?(?:[A-Z][\w.]{0,30}\s{1,3}){1,4}(?:ha(?:s|ve)\s{1,3})?[a-z]{3,20}ed\b"
)
"""After "Effective May 2": who did it ("the President suspended")."""
_LAST = Watched(spaced(r"\b(?:last|this past) $"), re.IGNORECASE)
_NEXT = Watched(
    spaced(
        r"\b(?:next|this coming|upcoming|as soon as|ahead of|await(?:s|ed|ing)?|anticipat(?:es?|ed|ing)|prepar(?:es?|ed|ing) for|"
        r"brac(?:es?|ed|ing) for)(?: the)? $"
    ),
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(
    r"\b(?:a|an|the|its|their|his|her|sharp|steep|slight|further|recent|no|in|of)\s+$", re.IGNORECASE
)
_NOUNS = re.compile(
    r"drops?|falls?|rises?|jumps?|climbs?|hits|returns?|ends?|runs?|starts?|closes?|lands?|bite|kicks?|open",
    re.IGNORECASE,
)
_OPEN = Watched(
    spaced(
        r"\b(?:instead of|rather than|not|and not|(?:postpon|delay|mov|reschedul|shift|defer)\w* (?:back )?from)(?: the| its)? $"
    ),
    re.IGNORECASE,
)
"""Before the date that was given up: it may lie on either side."""
_LOADED = Watched(spaced(r"\b(?:loaded|shipped|laden|signed|concluded|agreed)\b[^#;,]{0,24}\bbefore $"), re.IGNORECASE)
"""Before the day until which something was done: it may lie on either side."""
_PAYABLE = Watched(
    spaced(
        r"\b(?:payable|(?:of|on) record|record date(?: is| of)?|ex-dividend)(?: on| as of| at the close(?: of business)?)?(?: on)? $"
    ),
    re.IGNORECASE,
)
"""The day of a dividend that directors have just declared."""
_MISSED = re.compile(
    spaced(r"\b(?:miss(?:es|ed)?|met|blew|(?<!to\s)(?:beat|let)) (?:the|a|an|his|her|its|their) $"), re.IGNORECASE
)
_GONE = re.compile(
    spaced(
        r"[- ](?:deadline|ultimatum) (?:passed|lapsed|expired|came and went|has passed|had passed|was missed|slipped)\b"
    ),
    re.IGNORECASE,
)
"""A deadline that is over."""
_CALLED_OFF = re.compile(
    spaced(
        r"(?:\s(?:morning|afternoon|evening|night))?,?\s(?:was|were|has been|have been|had been|is|are) "
        r"(?:abruptly |suddenly |later |also )?(?:cancell?ed|called off|scrapped|postponed|put off|dropped|shelved)\b"
    ),
    re.IGNORECASE,
)
"""What was planned for a day and called off: the day may lie on either side."""
_COPULA = re.compile(
    spaced(
        r"\b(?:is|are|remains?|stays?|falls?|stands?|comes?|has|have|had|given|gives?)(?: now| still| "
        r"currently| only)?(?: on| at| for)?(?: the| this)? $"
    ),
    re.IGNORECASE,
)
_MOVED = Watched(
    spaced(
        r"\b(?:delay|postpon|push|mov|extend|extension|defer|shift|brought|bring|prolong|renew|roll|put off|put back|"
        r"pulled?|reschedul|adjourn|reset|set|fix|cut|shorten|slipp?|advanc)\w*\b[^;]{0,160}\b(?:to|until|for)(?: the| this)? $"
    ),
    re.IGNORECASE,
)
"""A date that something was moved to lies ahead, though the verb is past."""
_PARTICIPLE = (
    r"(?:\w{3,}ed|held|sold|paid|made|sent|met|put|set|told|brought|bought|taken|given|kept|left|lost|built|spent|found|heard|won|"
    r"struck|wound|withdrawn|frozen|broken|begun|written|shown|drawn|done|cut|hit|read|led|laid|sworn|chosen|known|seen)"
)
_VERB = Watched(
    spaced(
        r"\b(?:(?P<future>(?:will|would|shall|must|may|can|could|should|to|(?:is|"
        r"are)(?: to)?) (?:not |likely |now )?(?:be|take|start|begin|go|"
        r"expire|come|lapse|end|meet|impose|hit|face|apply|continue|increase|rise|"
        rf"drop)(?: being)?(?: {_PARTICIPLE}\b)?|ha(?:ve|s) to|will|shall|must|would|"
        r"(?:is|are|be) (?:due|set|expected|scheduled|planned|poised|likely|effective)|due to|set to|"
        r"expected|scheduled|planned|slated|poised|pencill?ed in|earmarked|(?:is|are) to [a-z]+|"
        r"(?-i:may|might|could|should|can) (?:not )?(?!have\b)[a-z]+|"
        r"re-?opens?|takes|plays|leaves|visits|hosts|faces|reconvenes?|convenes?|travels|heads|flies|arrives|unveils|launches|marks|"
        r"expires?|ends?|lapses?|closes?|runs?(?: out)?|takes? effect|begins?|starts?|starting|"
        r"beginning|kicks? in|doubles?|"
        r"(?:comes?|go(?:es)?|enters?) into|go (?:up|down|back|live|to \d)|deadline|effective|looms?|nears?|meets?|applies|"
        r"lands?|resumes?|returns?|"
        r"climbs?|jumps?|rises?|drops?|falls?|comes?|goes|hits|dies|kicks?|opens?|kick in|take hold|takes hold|bites?)"
        rf"|(?P<open>(?:is|are|being) (?:now |not |also |still )?{_PARTICIPLE})"
        r"|(?P<past>said|told|was|were|had|has|have|did|gave|met|took|came|began|went|made|set|put|"
        r"struck|found|wrote|spoke|held|sent|won|fell|rose|kept|saw|became|sought|wound|brought|bought|caught|taught|thought|fought|got|"
        r"lost|left|led|paid|sold|built|spent|felt|heard|ran|rode|sat|shot|slid|stood|stole|stuck|swept|threw|withdrew|drew|"
        r"flew|grew|knew|"
        r"broke|chose|drove|sank|shrank|sprang|rang|tore|swore|bore|hid|froze|woke|shook|forgot|fled|spun|swung|clung|"
        r"(?!proposed|planned|imported|threatened|related|limited|continued|so-called|"
        r"united)(?<!\bon\s)(?<!\bof\s)(?<!\bthe\s)(?<!\bfor\s)(?<!\bits\s)(?<!\ban\s)(?<!\ba\s)(?<!\bfrom\s)(?<!\bwith\s)(?<!\btheir\s)\w{2,}(?<!ne)(?<!succe)(?<!proce)(?<!exce)(?<!fe)(?<!spe)(?<!he)(?<!ble)(?<!bre)(?<!inde)(?<!hundr)(?<!sacr)ed))\b"
    ),
    re.IGNORECASE,
)


_DEADLINE = re.compile(r"\W{0,3}(?:[\w-]+\s+)?(?:deadline|cut-?off|ultimatum|expiry|start of)\b")
_PERHAPS = re.compile(r"\b(?:could|may|might|will|would|can)\b", re.IGNORECASE)


def tense(words: str, at: int, end: int, *, weekday: bool = False) -> int:
    """PAST, FUTURE or UNKNOWN for a date from `at` to `end` in its sentence. `weekday`: it is a bare one."""
    left, right = words[max(0, at - 400) : at], words[end : end + 399]
    due = _DEADLINE.match(right)
    if _GONE.match(right) or (due and _MISSED.search(left[-24:])):
        return PAST
    if weekday and _CALLED_OFF.match(right):
        return UNKNOWN
    if due or _PAYABLE.search_part(words, at - 50, at):
        return FUTURE
    if _LAST.search_part(words, at - 12, at):
        return PAST
    if _NEXT.search_part(words, at - 24, at):
        return FUTURE
    if _OPEN.search_part(words, at - 28, at) or _LOADED.search_part(words, at - 50, at):
        return UNKNOWN
    if _MOVED.search_part(words, at - 180, at) or _COPULA.search(left[-30:]):
        return FUTURE
    if _DONE.search_part(words, at - 90, at):
        return PAST
    if _ahead(words, at, weekday):
        return FUTURE
    if _OPENING.fullmatch(left) and _told_past(right):
        return PAST
    if _EFFECTIVE.fullmatch(left) and _DONE_BY.match(right):
        return PAST
    near = _BEFORE_IT.search(left[-30:])
    if near:
        ahead = _PERHAPS.search(left[-90:])
        return PAST if near["past"] and not (ahead and "early" in near["past"].lower()) else FUTURE
    verbs = _described([verb for verb in _VERB.matches_in_part(words, at - 160, at) if not _noun(verb)])
    verb = verbs[-1] if verbs else _VERB.pattern.search(right[:120])
    if verb is None or verb["open"]:
        return UNKNOWN
    return PAST if verb["past"] else FUTURE


_NEW_CLAUSE = re.compile(r"[,;:]|\b(?:and|but|or|that|which|who|when|after|if|because|while|as|what)\b", re.IGNORECASE)
_DESCRIBES = re.compile(
    r"\s(?!(?:on|in|at|by|from|to|until|till|since|for|as|with|of|during|last|late|early|earlier|before|after|the|a|an|its|his|her|their|"
    r"that|this|it|them|him|up|out|off|down|over|back|again)\b)[a-z]+"
)


def _described(verbs: list[re.Match[str]]) -> list[re.Match[str]]:
    """The verbs without a participle that describes a noun after "will": "will redeem 100 preferred shares"."""
    kept: list[re.Match[str]] = []
    for verb in verbs:
        led = kept and kept[-1]["future"] and not _NEW_CLAUSE.search(verb.string[kept[-1].end() : verb.start()])
        if led and verb["past"] and verb["past"].endswith("ed") and _DESCRIBES.match(verb.string, verb.end()):
            continue
        kept.append(verb)
    return kept


def _told_past(right: str) -> bool:
    """Is the first verb after the date a finite past one? A participle ("the duties announced then apply") tells nothing."""
    clause = right[:120].partition(";")[0]
    verb = next((one for one in _VERB.pattern.finditer(clause) if not _noun(one)), None)
    if verb is None or _PLANS.search(clause, 0, verb.start()):
        return False
    return bool(verb["past"]) and not verb["past"].endswith("ed")


def _ahead(words: str, at: int, weekday: bool) -> bool:
    """Is the date that of a plan, an order or an appointment, with no other verb between?"""
    place = at - 200, at
    if _CALLED.search_part(words, *place) or _ARRANGED.search_part(words, *place):
        return True
    if not weekday and _MEETING.search_part(words, *place):
        return True
    planned = _PLANNED.search_part(words, *place) or (None if weekday else _BOUND_TO.search_part(words, *place))
    return planned is not None and not _FINITE.search(planned["rest"])


def _noun(verb: re.Match[str]) -> bool:
    """Is this "a drop in", not "they drop"?"""
    if not _NOUNS.fullmatch(verb.group()):
        return False
    return _NOUN_BEFORE.search(verb.string[max(0, verb.start() - 12) : verb.start()]) is not None
