"""Who acts when no subject of a verb says so: where the goods go, whose statute it is, whose ministry a dateline means. **Pure.**"""

import re
from functools import lru_cache

from monitor.grammar.engine import Watched, spaced
from monitor.grammar.places import Place, issuer_of, places

_INTO = Watched(
    spaced(
        r"\b(?:imports?|imported|exports?|exported|shipped|shipments?|sent|sold|selling|parcels?|packages?|goods|"
        r"entering|entry|arriving|"
        r"arrives?|coming|brought|cars|vehicles|products|steel|sales)\b[^;,]{0,40}?\b(?:in)?to (?:the )?$|"
        r"\b(?:barred|banned|shut out|excluded) (?:from|of) (?:the )?$|\b(?:docking|calling|landing|arriving|"
        r"unloading) (?:at|in) (?:the )?$|\b(?:arriving|entering|enters?|reaching|access to)(?: in)? (?:the )?$"
    ),
    re.IGNORECASE,
)
_US_LAW = Watched(
    r"\bHTSUS\b|\beastern\b|\bIEEPA\b|\bSection\s+(?:122|201|232|301|338)s?\b|\breciprocal\s+tariffs?\b|"
    r"\bde\s+minimis\b|\b301s\b|\b[Ee]xecutive\s+[Oo]rders?\b|\bUSMCA\b|\b[Pp]roclamation\b|\b(?:ET|EDT|EST)\b|\b[Gg]eneral\s+[Ll]icense\b"
)
_EU_LAW = Watched(r"\b\d{1,2}(?:st|nd|rd|th)\s+(?:sanctions\s+)?package\b|\bCBAM\b|\b[Cc]arbon\s+border\s+adjustment\b")
_UN_LAW = Watched(r"\b[Rr]esolution\s+(?:2231|1718|1737|1929)\b|\b[Ss]nap-?back\b|\bU\.?N\.?\s+sanctions\b")
_MINISTRY = Watched(
    spaced(
        r"\b(?:(?:commerce|finance|trade|industry|economy|economic|foreign) (?:ministry|minister)|"
        r"ministry of (?:commerce|finance|"
        r"trade|industry|economy)|(?:the|its) government|customs (?:authority|authorities|administration|office)|"
        r"the cabinet)\b"
    ),
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^\W{0,4}([A-Z][A-Z .']{2,30}[A-Z])(?=\s*(?:,|\(|:|--?|—|\[))")


_PORTS = re.compile(r"\s+(?:ports?|shores|soil|market|borders?|customs)\b")


@lru_cache(maxsize=64)
def destination(text: str) -> str | None:
    """The market that goods are brought into: it is the one that taxes or bars them."""
    for place in places(text):
        if into(text, place) and place.code not in ("HK", "UN"):
            return issuer_of(place.code)
    return None


def into(text: str, place: Place) -> bool:
    """Is this the place that goods go to?"""
    ports = _PORTS.match(text[place.end : place.end + 12])
    return bool(ports or _INTO.search_part(text, place.start - 70, place.start))


def statute(text: str) -> str | None:
    """Whose statute, schedule, package or resolution the words name: of the United States, the European Union, the Security Council."""
    if _US_LAW.search(text):
        return "US"
    return "EU" if _EU_LAW.search(text) else "UN" if _UN_LAW.search(text) else None


def ministry(text: str, title: str, opening: str) -> str | None:
    """Whose "commerce ministry" or "government" it is when no country stands beside it: the dateline's, else the title's first."""
    if not _MINISTRY.search(text):
        return None
    for line in opening.split(" ; "):
        head = _DATELINE.match(line)
        found = places(head.group(1).title()) if head else ()
        if found:
            return issuer_of(found[0].code)
    named = [place for place in (*places(text), *places(title)) if place.role != 2]
    return issuer_of(named[0].code) if named else None


def negotiator(text: str) -> str | None:
    """US where a tariff deal is sought with it: the tariffs at stake are its own."""
    return (
        "US"
        if len({place.code for place in places(text)}) > 1 and any(place.code == "US" for place in places(text))
        else None
    )


_SHARE = Watched(r"\d ?(?:%|per ?cent|pc\b)", re.IGNORECASE)


def clause(text: str, at: int) -> str:
    """The part of a sentence with several dates (`#`) that tells of the date at `at`: up to it from the date before, else after it."""
    before = text[text.rfind("#", 0, at) + 1 : at]
    if not _SHARE.may_match(text):
        return text
    if _SHARE.pattern.search(before):
        return before
    end = text.find("#", at)
    after = text[at : end if end >= 0 else len(text)]
    return after if _SHARE.pattern.search(after) else text


_TO_IT = re.compile(r"\b(?:on|against|from|of)\s+(?:the\s+)?$")


def american(*texts: str) -> str | None:
    """US as the last resort, when it is named and nothing says that its own goods are hit."""
    for words in texts:
        for place in places(words):
            if place.code != "US" or (place.role == 1 and _WARES.match(words, place.end)):
                continue
            if not _TO_IT.search(words[max(0, place.start - 14) : place.start]):
                return "US"
    return None


_WARES = re.compile(
    r"(?:-\w+)?\s+(?:[\w-]+\s+){0,2}(?:goods|imports|products|exports|cars|wine|beef|steel|"
    r"vessels|ships|farm\w*|companies|firms)\b"
)
