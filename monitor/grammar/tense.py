"""Where the governing verb puts a date: behind or ahead of the day of writing. **Pure.**"""

import re

from monitor.grammar.engine import spaced
from monitor.grammar.resolve import FUTURE, PAST, UNKNOWN

_BEFORE_IT = re.compile(
    spaced(
        r"\b(?:(?P<past>since|as early as|dated)|(?P<future>as of|as from|starting|beginning|by|until|till|before|within|through|than|"
        r"due|effective|from))(?: the)? $"
    ),
    re.IGNORECASE,
)
_OPEN = re.compile(spaced(r"\b(?:instead of|rather than|not|and not)(?: the| its)? $"), re.IGNORECASE)
"""Before the date that was given up: it may lie on either side."""
_LOADED = re.compile(
    spaced(r"\b(?:loaded|shipped|laden|signed|concluded|agreed)\b[^#;,]{0,24}\bbefore $"), re.IGNORECASE
)
"""Before the day until which something was done: it may lie on either side."""
_COPULA = re.compile(
    spaced(
        r"\b(?:is|are|remains?|stays?|falls?|stands?|comes?|has|have|had|given|gives?)(?: now| still| "
        r"currently| only)?(?: on| at| for)?(?: the| this)? $"
    ),
    re.IGNORECASE,
)
_MOVED = re.compile(
    spaced(
        r"\b(?:delay|postpon|push|mov|extend|extension|defer|shift|brought|bring|prolong|renew|roll|put off|put back|"
        r"pulled?|reschedul|adjourn|reset|set|fix|cut|shorten|slipp?|advanc)\w*\b[^;]{0,160}\b(?:to|until|for)(?: the| this)? $"
    ),
    re.IGNORECASE,
)
"""A date that something was moved to lies ahead, though the verb is past."""
_VERB = re.compile(
    spaced(
        r"\b(?:(?P<future>(?:will|would|shall|must|may|can|could|should|to|(?:is|"
        r"are)(?: to)?) (?:not |likely |now )?(?:be|take|start|begin|go|"
        r"expire|come|lapse|end|meet|impose|hit|face|apply|continue|increase|rise|"
        r"drop)(?: being)?(?: (?:\w{3,}ed|held|put|set|made|given|kept|taken|sent|paid|begun)\b)?|ha(?:ve|s) to|will|shall|must|would|"
        r"(?:is|are|be) (?:due|set|expected|scheduled|planned|poised|likely|effective|pencill?ed in|slated|earmarked)|due to|set to|"
        r"expected|scheduled|planned|"
        r"expires?|ends?|lapses?|closes?|runs?(?: out)?|takes? effect|begins?|starts?|starting|"
        r"beginning|kicks? in|doubles?|"
        r"(?:comes?|goes?|enters?) into|deadline|effective|looms?|nears?|meets?|applies|lands?|resumes?|returns?|"
        r"climbs?|jumps?|rises?|drops?|falls?|comes?|goes|hits|dies|kicks?|opens?|kick in|take hold|takes hold|bites?)"
        r"|(?P<past>said|told|was|were|had|has|have|did|gave|met|took|came|began|went|made|set|put|"
        r"struck|found|wrote|spoke|held|sent|won|fell|rose|kept|saw|became|sought|wound|(?!proposed|planned|imported|threatened|related|limited|continued|so-called|united)(?<!\bon\s)(?<!\bof\s)(?<!\bthe\s)(?<!\bfor\s)(?<!\bits\s)(?<!\ban\s)(?<!\ba\s)(?<!\bfrom\s)(?<!\bwith\s)(?<!\btheir\s)\w{2,}(?<!ne)ed))\b"
    ),
    re.IGNORECASE,
)


def tense(left: str, right: str) -> int:
    """PAST, FUTURE or UNKNOWN for a date between `left` and `right`, the two sides of its sentence."""
    if re.match(r"\W{0,3}(?:[\w-]+\s+)?(?:deadline|cut-?off|ultimatum|expiry|start of)\b", right):
        return FUTURE
    if _OPEN.search(left[-20:]) or _LOADED.search(left[-50:]):
        return UNKNOWN
    if _MOVED.search(left[-180:]) or _COPULA.search(left[-30:]):
        return FUTURE
    near = _BEFORE_IT.search(left[-30:])
    if near:
        ahead = re.search(r"\b(?:could|may|might|will|would|can)\b", left[-90:], re.IGNORECASE)
        return PAST if near["past"] and not (ahead and "early" in near["past"].lower()) else FUTURE
    verbs = list(_VERB.finditer(left[-160:]))
    verb = verbs[-1] if verbs else _VERB.search(right[:120])
    if verb is None:
        return UNKNOWN
    return PAST if verb["past"] else FUTURE
