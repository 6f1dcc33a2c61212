"""The goods a sentence or a title names: "certain dairy products", "upholstered furniture", "heavy trucks". **Pure.**"""

import re
from functools import lru_cache

from monitor.grammar.engine import spaced
from monitor.grammar.levies import LEVY

_NOUNS = (
    "aircraft|alumini?um|apples|apparel|automobiles?|auto parts|automobile parts|bananas|batter(?:y|ies)|beef|beer|buses|"
    "butter|cabinets?|cars|cheese|chips|cocoa|coffee|copper|cotton|crude oil|dairy(?: products)?|drones|electrodes|"
    "e-bikes|bicycles|electric vehicles|fabrics?|fasteners|ferroalloys|fertili[sz]ers?|films|fish|flat glass|furniture|"
    "gallium|germanium|graphite|grain|hot-rolled coil|(?:industrial )?robot(?:ic)?s|lentils|liquefied natural gas|LNG|lumber|"
    "machine tools|machinery|magnets|(?:motor )?vehicles|(?:alcoholic )?beverages|motorcycles|natural gas|nickel|oranges|oil|"
    "paper|parcels|peas|pharmaceuticals?|photovoltaic cells|plates?|plywood|polysilicon|pork|potash|poultry|"
    "quartz surface products|rare earths|rice|rubber|sapphires?|seafood|semiconductors?|ships|shoes|footwear|silicon|"
    "softwood|solar cells|soybeans|spirits|steel|sugar|tea|textiles|timber|tires|tyres|tomatoes|toys|trucks?|uranium|"
    "vanit(?:y|ies)|washers|wheat|wine|wood"
)
_BEFORE = (
    r"(?:(?:upholstered|heavy|heavy-duty|medium|medium-duty|medium- and heavy-duty|light|passenger|kitchen|bathroom|wooden|"
    r"softwood|raw|raw cane|refined|frozen|fresh|hot-rolled|cold-rolled|carbon|stainless|graphite|glass|glass fibre|"
    r"alcoholic|motor|electric|semi-finished|derivative|processed|critical|yellow|legacy|platinum|birch|agricultural|low-value) ){0,3}"
)
_GOODS = re.compile(
    spaced(rf"(?<![\w-]){_BEFORE}(?:{_NOUNS})(?![\w-])(?! (?:producers?|industry|makers|workers|import))"), re.I
)
_TITLE = re.compile(
    spaced(
        rf"\b(?:with respect to|imports? of|imported|(?:{LEVY}|quotas?|import ban|"
        r"measures?|exports? of|policy of|requirements for|treatment of)\b[^,;]{0,40}?(?:on|for|of|concerning)?) "
    ),
    re.IGNORECASE,
)
_MOST = 6


@lru_cache(maxsize=64)
def goods(text: str) -> tuple[str, ...]:
    """The goods named, in the text's own words and order, each once; at most six."""
    found = (re.sub(r"\s+", " ", match.group()).lower() for match in _GOODS.finditer(text))
    return tuple(dict.fromkeys(found))[:_MOST]


def goods_of_title(title: str) -> tuple[str, ...]:
    """The goods a title puts under its measure: what follows "with respect to" or "imports of"; else none."""
    match = _TITLE.search(title)
    return goods(title[match.end() :]) if match else ()


_SCOPE = re.compile(
    spaced(
        r"\b(?:(?:articles?|products?|goods|companies|entities|persons|vessels) (?:listed|identified|described|specified|set out) in "
        r"(?:the )?(?:(?:annex|appendix|schedule|list|part|table) ?(?:[IVX]+|[A-Z]|\d{1,2})?\b(?: (?:to|of) (?:the )?annex(?: [IVX]+)?)?)"
        r"|(?:articles?|annex|schedule|regulations?|paragraphs?|clause|part|amendatory instructions?) (?:[IVX]+\b|"
        r"\d{1,3}[a-z]{0,2}\b)(?:\(\w{1,3}\))*"
        r"(?= ?(?:\([\w .,-]{3,40}\))?,? ?(?:shall (?:apply|enter|come|take|be)|appl(?:y|ies)|(?:which )?(?:is|are) "
        r"effective|which comes?|"
        r"comes? into|takes? effect)))"
        r"|(?:(?:^|[:;.)\u2014]) ?(?:\(?\w{1,3}\) )?in|\bderogat(?:ion|ing) from|\bexception to|\bnotwithstanding|\bfor the purposes of) "
        r"(?P<part>(?:articles?|annex|schedule|regulation|paragraph) (?:[IVX]+\b|\d{1,3}[a-z]{0,2}\b)(?:\(\w{1,3}\))*)(?!/)"
    ),
    re.IGNORECASE,
)


_THE_REST = re.compile(r"\bthe\s+(?:remainder|rest|other)\b", re.IGNORECASE)


def scope_of(text: str, at: int) -> str | None:
    """The part of the act the date is for ("Article 3(2)", "products listed in Annex II"): the nearest named before "
    "it in the sentence."""
    begin = max(text.rfind(";", 0, at), at - 300, 0)
    found = [match for match in _SCOPE.finditer(text, begin) if match.start() < at]
    if found and _THE_REST.search(text, found[-1].end(), at):
        return None
    return re.sub(r"\s+", " ", found[-1]["part"] or found[-1].group()) if found else None
