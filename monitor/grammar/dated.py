"""Every date expression of a document, resolved in its sentence, in the order of the text. **Pure.**"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from monitor.grammar.compose import Expression
from monitor.grammar.forms import Clock, Count, Weekday
from monitor.grammar.resolve import FUTURE, PAST, Anchors, Resolved, resolved
from monitor.grammar.scan import Sentence, marked
from monitor.grammar.subject import Surroundings
from monitor.grammar.tense import tense
from monitor.types import Document

_STARTED = re.compile(
    r"\b(?:starting|beginning|commencing|effective|from|as\s+from|as\s+of|with\s+effect\s+from|on\s+and\s+after)"
    r"(?:\s+(?:on|from|at))?\s+#[^#@]{0,260}\bfor(?:\s+an?\s+(?:initial\s+|further\s+)?(?:period|term)\s+of)?\s+$",
    re.IGNORECASE,
)
_APPLIES_FOR = re.compile(
    r"^\W*(?:It|They|(?:This|The)\s+(?:[A-Z]\w+|duty|measures?))\s+(?:shall|will)\s+(?:apply|remain\s+in\s+(?:force|effect)|"
    r"be\s+in\s+force)\s+for(?:\s+an?\s+(?:period|term)\s+of)?\s+$"
)
_FOR = re.compile(r"\bsuspended\s+for(?:\s+an?\s+(?:period|term)\s+of)?\s+$", re.IGNORECASE)
_SIGNED_ON = re.compile(r"\bsigned(?:\s+on)?\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression in its sentence, resolved. `at`: its place in `words`, where it is written `@` and the others `#`.

    `begun`: an earlier date of the sentence lies before publication.
    """

    expression: Expression
    sentence: Sentence
    around: Surroundings
    words: str
    at: int
    tense: int
    found: Resolved | None
    begun: bool

    @property
    def length(self) -> bool:
        """Is it a bare length ("for 90 days"), with nothing said of its start?"""
        form = self.expression.form
        return isinstance(form, Count) and form.anchor == "none"


@dataclass(slots=True)
class _Memory:
    """What was read so far: past weekdays of the text; the date named last; in this sentence, its past day and whether one is past."""

    anchors: Anchors
    weekdays: dict[int, date]
    named: date | None = None
    in_sentence: date | None = None
    told: date | None = None
    begun: bool = False


def surroundings(document: Document, sentences: list[Sentence]) -> list[Surroundings]:
    """What stands around each sentence, in their order."""
    title = " ".join(one.text for one in sentences[:40] if one.where == "title")
    opening = " ; ".join(one.text for one in sentences[:6])[:1500]
    found: list[Surroundings] = []
    before: tuple[str, ...] = ()
    where = ""
    for sentence in sentences:
        if sentence.where != where:
            before, where = (), sentence.where
        found.append(Surroundings(before, "" if where == "title" else title, opening, document))
        before = (sentence.text, *before[:2])
    return found


def dated(
    document: Document, sentences: list[Sentence], around: list[Surroundings], anchors: Anchors
) -> Iterator[Dated]:
    """The dates of all sentences. A length in the title is left to the text, which tells from which day it runs."""
    memory = _Memory(anchors, {})
    lengths = {one.form for sentence in sentences if sentence.where == "text" for one in sentence.dates}
    for sentence, surrounding in zip(sentences, around, strict=True):
        memory.in_sentence = memory.told = None
        memory.begun = False
        for index, expression in enumerate(sentence.dates):
            if sentence.where == "title" and isinstance(expression.form, Count) and expression.form in lengths:
                continue
            words, at = marked(sentence, index)
            when = tense(words[max(0, at - 400) : at], words[at + 1 : at + 400])
            found = _found(expression, when, _running(memory, words, at, surrounding))
            if found:
                if words[at + 1 : at + 2] == ":" and found.day <= anchors.said:
                    memory.told = found.day
                _remember(
                    memory,
                    expression,
                    found,
                    when,
                    document.signed is None and bool(_SIGNED_ON.search(words[max(0, at - 20) : at])),
                )
            yield Dated(expression, sentence, surrounding, words, at, when, found, memory.begun)


def _found(expression: Expression, when: int, memory: _Memory) -> Resolved | None:
    anchors = replace(memory.anchors, named=memory.in_sentence or memory.named, told=memory.told)
    past_day = (
        memory.in_sentence is not None and when == FUTURE and memory.in_sentence < anchors.said - timedelta(days=1)
    )
    if isinstance(expression.form, Clock) and memory.in_sentence and not past_day:
        anchors = replace(anchors, said=memory.in_sentence)
    return _same_weekday(expression, memory.weekdays, resolved(expression, anchors, when), anchors)


def _running(memory: _Memory, words: str, at: int, around: Surroundings) -> _Memory:
    """A length after a start runs from it: "as from #, for a period of @"; "It shall apply for @" after a start."""
    before = words[max(0, at - 360) : at]
    if memory.in_sentence and _STARTED.search(before):
        return replace(memory, told=memory.in_sentence)
    goes_on = bool(around.before) and around.before[0].endswith(";")
    if memory.named and (_APPLIES_FOR.search(before) or (goes_on and _FOR.search(before))):
        return replace(memory, told=memory.named)
    return memory


def _remember(memory: _Memory, expression: Expression, found: Resolved, when: int, signed: bool) -> None:
    form = expression.form
    if isinstance(form, Weekday) and not form.shift and when == PAST:
        memory.weekdays.setdefault(form.weekday, found.day)
    memory.named = memory.in_sentence = found.day
    if when == PAST and found.day <= memory.anchors.said:
        memory.told = found.day
    if signed:
        memory.anchors = replace(memory.anchors, own=found.day)
    memory.begun = memory.begun or found.day < memory.anchors.published


def _same_weekday(
    expression: Expression, told: dict[int, date], found: Resolved | None, anchors: Anchors
) -> Resolved | None:
    """A bare weekday that this text has just used for yesterday or the day before means that day again."""
    form = expression.form
    if found is None or not isinstance(form, Weekday) or form.shift or form.weekday not in told:
        return found
    day = told[form.weekday]
    recent = timedelta(0) <= anchors.said - day <= timedelta(days=2)
    if not recent or found.day - day != timedelta(days=7):
        return found
    return replace(found, day=day, trace=f"{day:%A} {day}, as told before in this text")
