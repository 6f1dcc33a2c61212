"""Who acts in a sentence: the owner of the deadline or the tariff, the one by whom it is done, the subject of its verb. **Pure.**"""

import re
from functools import lru_cache

from monitor.grammar.engine import Watched
from monitor.grammar.levies import LEVY
from monitor.grammar.places import PRESSED, Place, issuer_of, places

_MEASURE = (
    r"(?:deadline|ultimatum|border\s+levy|export\s+tax|price\s+cap|cap\s+on|"
    rf"{LEVY}|sanctions|threats?|trade war|pause|reprieve|waiver|export controls?|curbs|ban|embargo|licen[cs]e|"
    r"approval|permission|retaliation|list|regime|package|charges|fees|suspension|freeze|measures|blacklist|quotas?|exemption|exclusions?)\b"
)
_MODS = (
    r"(?:new|planned|proposed|threatened|retaliatory|additional|extra|export|import|customs|anti-dumping|punitive|steeper|steep|global|"
    r"reciprocal|secondary|sweeping|own|provisional|trade|economic|sectoral|latest|blanket|higher|wider|so-called|sector|car|auto|steel|"
    r"Treasury|commerce|finance|general|\d[\d.,]*(?:%|-percent|-day)?|per\s?cent|percent|and|-)"
)
_DOES = (
    r"mov(?:es|ed)(?!\s+(?:closer|on|towards?|ahead))|push(?:es|ed)|brings?|brought|delay(?:s|ed)|postpone[sd]?|grant(?:s|ed)?|raise[sd]?|double[sd]?|lift(?:s|ed)|scrap(?:s|ped)|"
    r"prolong(?:s|ed)|renew(?:s|ed)|slap(?:s|ped)?|ban(?:s|ned)|bar(?:s|red)|introduce[sd]?|levie[sd]|puts?|unveil(?:s|ed)|approve[sd]?|adopt(?:s|ed)|"
    r"publish(?:es|ed)|vow(?:s|ed)|pledge[sd]?|wants?|cut|cuts|shortens?|shortened|slash(?:es|ed)|tells?|told|warn(?:s|ed)|tighten(?:s|ed)|"
    r"blacklist(?:s|ed)|sanction(?:s|ed)|quit|waive[sd]?|exempt(?:s|ed)|should|shall|must|floats?|floated|hit "
    r"back|hits back|retaliat\w+|demand(?:s|ed)|"
    r"require[sd]?|need(?:s|ed)"
)

_AGENCY = re.compile(
    r"(?:'s|s')?\s+(?:\w+\s+){0,3}(?:administration|government|officials?|envoy|ministry|customs|cabinet|leaders|powers|ministers|diplomats|ambassadors|capitals|governments|regulators?|lawmakers|negotiators|chamber|commission|authority|authorities|tribunal|board)\b"
)
"""After the name of a country: its agency, which may speak of another's measure."""

_HEADS = re.compile(
    r"\s+(?:[Pp]resident|[Pp]rime\s+[Mm]inister|[Pp]remier|[Cc]hancellor|[A-Z]?[a-z]*\s?[Mm]inister)(?:\s+[A-Z][\w.'-]*,?){0,5}\s+"
    r"(?:has|have|had|will|would|signed|ordered|approved|announced|extended|imposed|suspended|decided|threatened|is|gave|set|agreed|vowed)\b"
)
"""After an adjective: who leads that state does something ("the Philippine president has approved")."""

_OWNS = re.compile(
    rf"(?:'s|s')\s+(?:(?!(?:to|from|of|on|despite|under|with|over|after|before|against|and|for)\b)"
    rf"[\w%.#@-]+\s+){{0,4}}{_MEASURE}|\s+(?:{_MODS}\s+){{0,4}}{_MEASURE}",
    re.IGNORECASE,
)

_SUFFERS = re.compile(
    r"\s+(?:(?:will|would|could|may|might|must|is|are|was|were|has|have|had|to)\s+(?:\w+\s+){0,2}?)?(?:face[sd]?|facing|be\s+(?:hit|subject|charged|taxed|"
    r"exempt\w*|spared|barred|banned|sanctioned)|pay|hit\s+by|been\s+(?:hit|given)|given|granted\s+(?:an?|\d)|spared|brac\w+|subject\s+to|hop(?:es|ed|ing)|aim(?:s|ed|ing)|rac(?:es|ed|ing)|scrambl\w+|"
    r"(?:has\s+|have\s+)?(?:asked|asks|urged|urges|begged|lobbied|petitioned|appealed|seeks|sought)|(?:was|were|been|being)\s+(?:told|warned|asked|ordered|given|granted)|secured?|wins?|won|avoid\w*|escape[sd]?|must|dodge\w*)\b"
)
"""After the name of a country: it is the one that is hit."""

_ACTS = re.compile(
    r"(?:\s+(?:[Pp]resident|[Mm]inister|[Ss]ecretary|[Tt]reasury|government|administration|ambassadors|ministers|"
    r"officials?)\b[\w\s.]{0,30})?(?:,\s+in\s+turn)?,?\s+(?:\(\w+\)\s+)?(?:has|have|had|will|would|is|"
    r"are|was|were|said|says|signed|announced|announces|"
    r"imposed|imposes|ordered|threatened|threatens|agreed|committed|plans|planned|gave|temporarily|"
    r"just|on|issued|removes|delays|lifts|suspended|suspends|repeatedly|completes|sets|hits|extends|"
    rf"extended|finally|offers|grants|targets|could|may|to|{_DOES})\b"
)

_OBJECT = re.compile(
    r"\b(?:on|against|from|of|to|for|with|into|in|at|by|between|hit|hits|and|all|most|threatens?|prompt\w*|lead\w*|"
    r"threatened|allow\w*|let|urg\w+|ask\w*|press\w*|tell|told|gave|giv\w+|forc\w+|"
    r"warn\w*)\s+(?:the\s+|new\s+)?(?:(?-i:[A-Z][a-z]+)\s+){0,2}$",
    re.IGNORECASE,
)

_LEADS = re.compile(
    r"(?:\s+[A-Z]\w+)?,?\s+(?:(?:has|have|had|will|would)\s+(?!said|told|been)\w+|agreed|signed|gave|ordered|imposed|threatened|announced|extended|suspended|"
    r"delayed|postponed|granted|raised|doubled|lifted|vowed|issued|set|wants)\b"
)
"""After the name of a leader who does something, rather than speaks of another's doing."""

_IMPOSES = re.compile(
    r",?\s+(?:\w+ly\s+)?(?:(?:will|would|is\s+to|plans\s+to|vowed\s+to|wants\s+to)\s+(?:now\s+|also\s+)?(?:impose|levy|slap|introduce|reimpose|restore|reinstate|retaliate|extend|prolong|"
    r"renew|postpone|suspend|delay)|(?:has\s+|have\s+)?(?:now\s+|also\s+)?(?:imposed|levied|slapped|introduced|reimposed|extended|prolonged|"
    r"renewed|postponed|suspended|delayed)|(?:imposes|slaps|introduces|reimposes|extends|prolongs|renews|postpones|suspends|delays))\b"
)
"""After the name of a state: it does the very thing that the date is about."""

_BODY = re.compile(
    r"\b(?:[Cc]ouncil|[Gg]overnment|[Cc]abinet|[Mm]inistry|[Cc]ommission|[Rr]epublic|[Kk]ingdom)\s+of\s+(?:the\s+)?$"
)
"""Before the name of a state: the body through which it acts."""

_ONLY_SPEAKS = re.compile(
    r"(?:'s)?\s+(?:[\w-]+\s+){0,4}?(?:government|officials?|ministry|minister|ministers|envoy|embassy|president|customs|cabinet|[A-Z]\w+)"
    r"(?:\s+[A-Z][\w.'-]+){0,3}\s+(?:said|says|told|confirmed|announced|reported|wrote)\b[^,.;]{0,40}(?:[.;]|$)"
)
"""After the name of a country, at the end of a sentence: its people only report."""

_SOME_VERB = re.compile(
    r"\s+(?:\w+ly\s+)?(?:[a-z]{3,}ed|(?!goods|exports|imports|tariffs|duties|cars|sanctions|talks|relations|shares|officials|ports|ships|"
    r"hits|trucks|banks|levies|products|services|chips)[a-z]{3,}(?<!s)s)\b"
)

_ACRONYMS = ("US", "EU", "GB", "UN")
"""Names that stand before a measure as its owner ("EU tariffs"); "the Canada tariffs" are on Canada."""

_THEIRS = re.compile(r"\b(?:US|U\.S\.|EU|UK|American|reprieve|relief|exemption|waiver|exclusions?|holiday)(?!\w)")
"""In "Mexico's tariff reprieve" and "Korea's U.S. tariff" the owner is the one hit."""

_RELIEF = re.compile(r"\s+(?:reprieve|relief|exemption|waiver|exclusions?|holiday)\b")

_FOR_EXPORTS = re.compile(r"\s{1,3}for\s{1,3}(?:[\w-]+\s{1,3}){0,3}exports\s{1,3}(?:to|of)\b")
"""An exemption for exports is granted by the state that they leave."""

_STRUCK = re.compile(
    r"\b(?:hit\s{1,3}by|struck\s{1,3}by|targeted\s{1,3}by|subject\s{1,3}to|fac(?:e|es|ed|ing)|brac\w+\s{1,3}for|caught\s{1,3}by)\s{1,3}"
    r"(?:(?:the|new|higher|extra|steep|additional|provisional)\s{1,3}){0,2}$",
    re.IGNORECASE,
)
"""Before the adjective of a state whose levy somebody suffers: "will be hit by Chinese duties"."""

_ASKED = Watched(r"\b(?:asked|asks|urged|urges|pressed|begged|lobbied|petitioned)\s+(?:the\s+)?$", re.IGNORECASE)
"""Before the name of the one who can grant what is asked."""

_BY = Watched(
    r"\b(?:imposed|levied|announced|ordered|set|threatened|given|told|issued|proposed|granted|signed|slapped|demanded|agreed|published|decided|"
    r"approved|adopted|suspended|delayed|extended|lifted|postponed|scrapped|raised|doubled|cut|introduced|reimposed|waived|renewed|"
    r"pushed\s+back|put\s+off|brought\s+forward|rolled\s+over)\s+(?:[\w@#]+\s+){0,3}by\s+(?:the\s+)?(?:new\s+)?$",
    re.IGNORECASE,
)
"""Before the name of the one who did it."""


_ONLY_SAYS = re.compile(r"\s{1,3}(?:said|says|confirmed|announced)\b[^,;]{0,40}$")
_PAYS = re.compile(
    r"\s{1,3}(?:(?:will|would|must|could|are\s{1,3}to|is\s{1,3}to)\s{1,3})?(?:[a-z-]+\s{1,3}){1,3}?(?:(?:will|would|must|could|are\s{1,3}to)\s{1,3})?(?:pay|face|"
    r"be\s{1,3}(?:hit|charged|taxed|subject))\b"
)
"""After the adjective of a state: its firms are those that pay."""


def _pays(text: str, code: str) -> bool:
    """Are it the firms of this state that pay, in a sentence that it only speaks?"""
    return any(place.code == code and place.role == 1 and _PAYS.match(text, place.end) for place in places(text))


@lru_cache(maxsize=256)
def actor(text: str, at: int | None = None) -> str | None:
    """Who acts in these words: the owner of the deadline or the tariff, else the subject of a verb; the nearest before `at`."""
    best: tuple[float, int] = (0, 0)
    who: str | None = None
    for place in places(text):
        score = _acting(text, place)
        distance = -abs((at if at is not None else 0) - place.start) if 2 <= score < 3 else -place.start
        if score > 0 and (who is None or (score, distance) > best):
            best, who = (score, distance), issuer_of(place.code)
    return who


def imposer(text: str) -> str | None:
    """Who is plainly said to impose something, or owns the levy by name: "Beijing will restore", "the bloc's countermeasures"."""
    return next((issuer_of(place.code) for place in places(text) if _acting(text, place) >= _PLAINLY), None)


_PLAINLY = 3.5
_IF = Watched(r"\b(?:unless|if|whether|until)\s+(?:the\s+)?$", re.IGNORECASE)


def _acting(text: str, place: Place) -> float:
    after = text[place.end : place.end + 60]
    if PRESSED.match(after) or (
        place.role == 0 and (_SUFFERS.match(after) or _IF.search_part(text, place.start - 16, place.start))
    ):
        return 0
    owns = _OWNS.match(after)
    if owns and owns.group().startswith("'"):
        theirs = _THEIRS.search(owns.group()) and not _FOR_EXPORTS.match(text, place.end + owns.end())
        return 0 if theirs or _RELIEF.match(after, owns.end()) else 4
    here = place.start
    before = text[max(0, here - 40) : here]
    if place.role != 2 and before.rstrip().endswith(",") and _ONLY_SPEAKS.match(text, place.end):
        return 0.5
    governs = _BODY.search(before)
    if place.role == 0 and (governs or not _OBJECT.search(before[-24:])) and _IMPOSES.match(after):
        return 3.5
    if _BY.search_part(text, here - 40, here) or (place.role != 1 and _ASKED.search_part(text, here - 40, here)):
        return 3
    if owns and place.role == 1 and _STRUCK.search(text, max(0, here - 60), here):
        return 3
    if owns and place.code in _ACRONYMS and place.role < 2:
        # "EU tariffs" may be those on the EU, unless they are said to be on somebody.
        return 3 if place.code == "US" or re.match(r"\s+(?:on|against)\b", after[owns.end() :]) else 1
    if _OBJECT.search(text[max(0, place.start - 24) : place.start]):
        return 0
    if owns and place.role == 0 and place.code not in _ACRONYMS:
        return 1
    if (place.role == 2 and _LEADS.match(after)) or (place.role == 1 and _HEADS.match(text, place.end)):
        return 2.5
    if place.role == 0 and _ONLY_SAYS.match(text, place.end) and _pays(text, place.code):
        return 0
    if place.role == 2 or owns or _AGENCY.match(after):
        return 2
    if place.role == 0 and _ACTS.match(after):
        return 2
    return 1 if place.role == 0 and _SOME_VERB.match(after) else 0
