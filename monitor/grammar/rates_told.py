"""Which of several rates goes with a date. **Pure.**"""

import re

from monitor.grammar.measures import rates
from monitor.grammar.surroundings import Surroundings

_RATE_LEADS = re.compile(
    r"(?:zero|[\d.,]+)\s*(?:%|per\s?cent)[^#%;]{0,90}?(?:from\s+|from\s+#,?\s+(?:to|until|through)\s+)|"
    r"(?:zero|[\d.,]+)\s*(?:%|per\s?cent),?\s+(?:on|as\s+of|effective|starting(?:\s+on)?|beginning(?:\s+on)?|through|until|"
    r"on\s+(?:and|or)\s+after)\s+"
)
"""From a rate to its own date: "12% from @", "12% shall be levied from # to @"."""
_IN_ROW = re.compile(r"[@#]\s?(?:(?:-|to|until|through)\s?#)?\s{1,3}:?\s?(?P<rate>\d{1,3}(?:[.,]\d{1,2})?\s?%)")
"""In a table a period and its rate stand beside each other."""
_EACH_RATE = re.compile(r"\b(?:such|these|those)\s+(?:\w+\s+){0,2}rates\b", re.IGNORECASE)


def _only_rate(around: Surroundings) -> float | None:
    """The rate of a short piece that names just one: an act near this sentence or in its opening, the press anywhere."""
    document = around.document
    if not document.official and len(document.text) > 1500:
        return None
    words = (*around.before, around.opening) if document.official else (document.title, document.text)
    named = {value for part in words for _, value in rates(part)}
    return named.pop() if len(named) == 1 else None


def rates_at(text: str, at: int, around: Surroundings, *, back: bool) -> list[float | None]:
    """The rates, in per cent, that go with the date at `at`; several where one date raises several. `back`: the words point back."""
    found = rates(text)
    if not found and back:
        if _EACH_RATE.search(text) and around.document.official:
            return list(dict.fromkeys(value for before in around.before for _, value in rates(before))) or [None]
        told = next((rates(before) for before in around.before[:2] if rates(before)), [])
        return [told[-1][1]] if told else [_only_rate(around)]
    if not found:
        return [_only_rate(around)]
    led = [value for place, value in found if place < at and _RATE_LEADS.fullmatch(text[place:at])]
    if led:
        return [led[-1]]
    rising: list[float] = []
    for place, value in found:
        led_in = re.search(r"\b(to|and)\s+$", text[:place][-8:])
        # "shall increase to 30 percent for tables and 50 percent for chairs": both are risen to.
        rising += [value] if led_in and place > at and (led_in[1] == "to" or rising) else []
    if len(set(rising)) > 1:
        return list(dict.fromkeys(rising))
    if in_row := _IN_ROW.match(text, at):
        return [next(value for place, value in found if place >= in_row.start("rate"))]
    ahead = [one for one in found if one[0] < at]
    if ahead and not any(_goes_on(text[at:place]) for place, _ in found if place > at):
        found = ahead
    return [min(found, key=lambda one: abs(one[0] - at))[1]]


def _goes_on(between: str) -> bool:
    """Does what stands between a date and a later rate still speak of that date?"""
    return not re.match(r"@?,\s+(?:and|while|whereas|but)\s+the\b", between)
