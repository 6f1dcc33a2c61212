"""The words that show a deadline, cut from the original text at clause boundaries. **Pure.**"""

from monitor.grammar.compose import Expression
from monitor.grammar.scan import Sentence
from monitor.types import Document

_LONGEST = 320
_STOPS = (", ", "; ", ": ", " - ", "\n\n", ". ")


def quoted(document: Document, sentence: Sentence, expression: Expression | None) -> tuple[str, int, int]:
    """Quote, start and end (code points of the title or text): the sentence, or the part of a long one around the date."""
    raw = document.title if sentence.where == "title" else document.text
    first, last = sentence.start, sentence.start + len(sentence.text)
    if last - first > _LONGEST:
        focus = (expression.start, expression.end) if expression else (first, first)
        begin = max(first, focus[1] - _LONGEST * 2 // 3)
        begin = first if begin == first else _after_stop(sentence, begin, focus[0])
        last = _before_stop(sentence, focus[1], min(last, begin + _LONGEST))
        first = begin
    return raw[first:last], first, last


def _after_stop(sentence: Sentence, begin: int, limit: int) -> int:
    part = sentence.text[begin - sentence.start : limit - sentence.start]
    places = [place + len(stop) for stop in _STOPS if (place := part.find(stop)) >= 0]
    if places:
        return begin + min(places)
    blank = part.find(" ")
    return begin + blank + 1 if blank >= 0 else begin


def _before_stop(sentence: Sentence, begin: int, limit: int) -> int:
    if limit >= sentence.start + len(sentence.text):
        return limit
    part = sentence.text[begin - sentence.start : limit - sentence.start]
    places = [place for stop in _STOPS if (place := part.rfind(stop)) >= 0]
    if places:
        return begin + max(places)
    blank = part.rfind(" ")
    return begin + blank if blank >= 0 else limit
