"""Every date expression of a document, resolved in its sentence, in the order of the text. **Pure.**"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from monitor.grammar.columns import heading_of, tables
from monitor.grammar.commencement import begins
from monitor.grammar.compose import Expression
from monitor.grammar.engine import Watched
from monitor.grammar.forms import Clock, Count, Day, Weekday
from monitor.grammar.resolve import FUTURE, PAST, Anchors, Resolved, resolved
from monitor.grammar.scan import Sentence, hashed
from monitor.grammar.surroundings import Surroundings
from monitor.grammar.tense import tense
from monitor.types import Document

_STARTED = Watched(
    r"\b(?:starting|beginning|commencing|effective|from|as\s+from|as\s+of|with\s+effect\s+from|on\s+and\s+after)"
    r"(?:\s+(?:on|from|at))?\s+#[^#@]{0,260}\bfor(?:\s+an?\s+(?:initial\s+|further\s+)?(?:period|term)\s+of)?\s+$",
    re.IGNORECASE,
)
_STARTS_THEN = Watched(
    r"\b(?:tak\w+\s+effect|tak\w+\s+hold|(?:come|comes|came|enter|enters|go|goes)\s+into\s+(?:force|effect|operation)|start\w*|begin\w*|began|commenc\w+|"
    r"kick\w*\s+in|becomes?\s+definitive|effective|appl(?:y|ies)|impos\w+|lev(?:y|ied|ies)|from|appli(?:ed|cable))\b[^#@;]{0,40}#[^#@;]{0,60}\b(?:lasts?|runs?|appl(?:y|ies)|"
    r"remains?|stays?|continues?|valid|force|effect|place|levied|collected|imposed|charged|applied)(?:\s+[a-z]+){0,3}?(?:,?\s+for)?(?:\s+an?\s+(?:\w+\s+)?(?:period|term)\s+of|\s+up\s+to)?\s+$",
    re.IGNORECASE,
)
"""What starts on a day "and lasts" a length: the length runs from that day."""
_EXTENDED = Watched(
    r"\b(?:extend|prolong|renew|lengthen)\w*\b[^@;]{0,160}\b(?:by|for)(?:\s+(?:another|a\s+further|an\s+(?:additional|extra)))?\s+$",
    re.IGNORECASE,
)
_OLD_END = re.compile(
    r"\b(?:expir\w*|end(?:s|ed|ing)?|laps\w*|deadline|due|until|till|run(?:s|ning)?\s+out|cut-?off)\b[^#@;]{0,40}#[^#@;]{0,120}$|"
    r"#\s+(?:deadline|expiry|end|cut-?off)\b[^#@;]{0,120}$",
    re.IGNORECASE,
)
"""A length by which an end is put off is counted from that end, where the same sentence tells it."""
_APPLIES_FOR = re.compile(
    r"^\W*(?:It|They|(?:This|The)\s+(?:[A-Z]\w+|duty|measures?)|"
    r"Articles?\s+\d+(?:\([^()]{1,3}\))?)\s+(?:shall|will)\s+(?:apply|remain\s+in\s+(?:force|effect)|"
    r"be\s+in\s+force)\s+for(?:\s+an?\s+(?:period|term)\s+of)?\s+$|"
    r"^\W*(?:It|They|(?:The|These|This)\s+(?:\w+\s+){0,2}(?:dut(?:y|ies)|measures?|tariffs?|ban|quotas?|levy|surcharge|decision))\s+"
    r"(?:(?:will|is\s+to|are\s+to)\s+)?(?:last|lasts|run|runs|appl(?:y|ies)|remains?\s+in\s+(?:force|effect|place)|stays?\s+in\s+(?:force|place))(?:\s+for)?\s+$"
)
_FOR = re.compile(r"\bsuspended\s+for(?:\s+an?\s+(?:period|term)\s+of)?\s+$", re.IGNORECASE)
_FROM_THEN = re.compile(
    r"^\W*(?:\w{1,4}[.)]\s+)?(?:As of|As from|From|Starting from|Starting on|With effect from|Effective|Beginning on)\b",
    re.I,
)
_REMAINS = re.compile(
    r"\b(?:shall|will|to)\s+(?:remain|be|continue\s+to\s+be)\s+(?:suspended|levied|imposed|applied|in\s+force|valid)\s+"
    r"for(?:\s+an?\s+(?:period|term)\s+of)?\s+$|\b(?:term|period|duration)\b[^.;#]{0,80}\b(?:shall be|is|will be)\s+$",
    re.IGNORECASE,
)
"""A length in the sentence after one that names a start runs from that start."""
_WILL = re.compile(r"\b(?:will|shall)\b[^,;]{0,60}$")
"""A weekday after it lies ahead, though the text has told of the same one behind."""
_LAID = re.compile(
    r"\b[Ll]aid\s+before\s+(?:the\s+)?(?:[\w']+\s+){1,4}?(?:at\s+[\d.:]+\s*(?:[ap]\.?m\.?)?\s+)?(?:on\s+)?$"
)
_HEAD = 12
"""Sentences of an act in which its head stands."""
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
    for sentence, following in zip(sentences, [*sentences[1:], None], strict=False):
        if sentence.where != where:
            before, where = (), sentence.where
        after = following.text if following and following.where == where else ""
        found.append(Surroundings(before, "" if where == "title" else title, opening, document, after))
        before = (sentence.text, *before[:2])
    return found


def dated(
    document: Document, sentences: list[Sentence], around: list[Surroundings], anchors: Anchors
) -> Iterator[Dated]:
    """The dates of all sentences. A length in the title is left to the text, which tells from which day it runs."""
    if document.official:
        anchors = replace(anchors, laid=_laid(sentences, anchors))
        anchors = replace(anchors, force=_own_start(sentences, anchors))
    memory = _Memory(anchors, {})
    listed = tables(document.text)
    lengths = {one.form for sentence in sentences if sentence.where == "text" for one in sentence.dates}
    for sentence, surrounding in zip(sentences, around, strict=True):
        memory.in_sentence = memory.told = None
        memory.begun = False
        plain, places = hashed(sentence)
        for expression, at in zip(sentence.dates, places, strict=True):
            if sentence.where == "title" and isinstance(expression.form, Count) and expression.form in lengths:
                continue
            words = f"{plain[:at]}@{plain[at + 1 :]}"
            # What stands on either side is the same for all dates of the sentence, and looked into once.
            sides = plain if len(places) > 1 else words
            when = tense(sides, at, at + 1, weekday=isinstance(expression.form, Weekday))
            sure = when == FUTURE and _WILL.search(words[max(0, at - 70) : at]) is not None
            found = _found(expression, when, _running(memory, sides, at, surrounding), sure=sure)
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
            heading = listed and sentence.where == "text" and heading_of(document.text, listed, expression.start)
            place = len(heading) + 2 if heading else at
            words = f"{heading}: @" if heading else words
            yield Dated(expression, sentence, surrounding, words, place, when, found, memory.begun)


def _laid(sentences: list[Sentence], anchors: Anchors) -> date | None:
    """The day beside the words "Laid before Parliament" in the head of an act, on their line or the next."""
    before = ""
    for sentence in sentences[:_HEAD]:
        for expression in sentence.dates[:2]:
            words = f"{before} {sentence.text[: expression.start - sentence.start]}"
            if _LAID.search(words[-80:]) and isinstance(expression.form, Day):
                found = resolved(expression, anchors, PAST)
                return found.day if found else None
        before = sentence.text[-80:]
    return None


def _own_start(sentences: list[Sentence], anchors: Anchors) -> date | None:
    """The first day on which the act says that it begins itself."""
    for sentence in sentences:
        for expression in sentence.dates:
            place = expression.start - sentence.start
            if begins(sentence.text[max(0, place - 100) : place]):
                found = resolved(expression, anchors, FUTURE)
                if found:
                    return found.day
    return None


def _long_past(memory: _Memory, when: int) -> bool:
    """Is the date named before in this sentence too old for an hour that is still to come?"""
    named = memory.in_sentence
    return named is not None and when == FUTURE and named < memory.anchors.said - timedelta(days=1)


def _found(expression: Expression, when: int, memory: _Memory, *, sure: bool) -> Resolved | None:
    """`sure`: a weekday after "will" is none that the text has told of behind."""
    known = memory.anchors
    within = isinstance(expression.form, Clock) and not _long_past(memory, when)
    said = memory.in_sentence if within and memory.in_sentence else known.said
    anchors = replace(known, said=said, named=memory.in_sentence or memory.named, told=memory.told)
    found = resolved(expression, anchors, when)
    return found if sure else _same_weekday(expression, memory.weekdays, found, anchors)


def _running(memory: _Memory, words: str, at: int, around: Surroundings) -> _Memory:
    """A length after a start runs from it: "as from #, for a period of @"; "It shall apply for @" after a start."""
    before = words[max(0, at - 360) : at]
    old_end = memory.in_sentence and _EXTENDED.search_part(words, at - 360, at) and _OLD_END.search(before)
    begins = _STARTED.search_part(words, at - 360, at) or _STARTS_THEN.search_part(words, at - 240, at)
    if memory.in_sentence and (old_end or begins):
        return replace(memory, told=memory.in_sentence)
    goes_on = bool(around.before) and around.before[0].endswith(";")
    if memory.named and (_APPLIES_FOR.search(before) or (goes_on and _FOR.search(before))):
        return replace(memory, told=memory.named)
    if memory.named and around.before and _FROM_THEN.match(around.before[0]) and _REMAINS.search(before):
        return replace(memory, told=memory.named)
    if memory.told is None and memory.anchors.force and memory.anchors.force >= memory.anchors.published:
        return replace(memory, told=memory.anchors.force)
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
