"""Measures told of without a deadline, ends that hang on an event, and dates nobody claims. **Pure.**"""

from collections.abc import Iterator
from datetime import date

from monitor.extract.told import Outcome, Told
from monitor.grammar.claims import firmness_of
from monitor.grammar.dated import Dated
from monitor.grammar.enacted import told_measure
from monitor.grammar.ends_told import told_end
from monitor.grammar.events import EVENTS, NO_START
from monitor.grammar.forms import Count
from monitor.grammar.known import ended_acts
from monitor.grammar.quote import quoted
from monitor.grammar.resolve import FUTURE, PAST, Anchors
from monitor.grammar.scan import Sentence, marked
from monitor.grammar.subject import subject
from monitor.grammar.surroundings import Surroundings
from monitor.types import (
    Document,
    Measure,
    MeasureMention,
    Remark,
    Status,
)

_ENDED = (Status.REVOKED, Status.STRUCK_DOWN)


def measures(
    document: Document,
    sentences: list[Sentence],
    around: list[Surroundings],
    dates: list[Dated],
    anchors: Anchors,
    told: list[Told],
) -> Iterator[MeasureMention]:
    known = {_identity(one.mention.measure) for one in told}
    past: dict[int, list[date]] = {}
    for one in dates:
        if one.found and one.tense == PAST:
            past.setdefault(id(one.sentence), []).append(one.found.day)
    dated_ends = {id(one.sentence) for one in told if one.mention.status in _ENDED}
    listed = ""
    for sentence, surrounding in zip(sentences, around, strict=True):
        # "Order 1; Order 2; and Order 3 shall no longer be in effect" is one statement about all of them.
        text = f"{listed} {sentence.text}" if listed.endswith(";") else sentence.text
        listed = text[-4000:]
        dated_end = id(sentence) in dated_ends
        ended = told_end(sentence.text, document.title) if document.official and not dated_end else None
        recited = sentence.where == "text" and sentence.start + len(sentence.text) <= anchors.enacted_from
        status = ended or (None if recited else told_measure(sentence.text, official=document.official))
        about = subject(text if ended else sentence.text, 0, surrounding) if status else None
        if status is None or about is None or not about.near:
            continue
        stated = next((day for day in past.get(id(sentence), ()) if day <= anchors.published), None)
        quote, start, end = quoted(document, sentence, None)
        for measure in ended_acts(text, about.measures[0]) if ended else about.measures[:1]:
            identity = (*_identity(measure), ended)
            if identity in known or (_identity(measure) in known and not ended):
                continue
            if measure.rate_percent is None and not about.aimed and not (ended and measure.targets):
                continue
            known.add(identity if ended else _identity(measure))
            yield MeasureMention(
                measure, status, firmness_of(document, sentence.text), quote, start, end, stated, sentence.where
            )


def _identity(measure: Measure) -> tuple[object, ...]:
    return measure.kind, measure.issuer, measure.targets, measure.rate_percent


def unresolved(
    document: Document, sentences: list[Sentence], around: list[Surroundings], told: list[Told]
) -> Iterator[Remark]:
    claimed = {id(one.sentence) for one in told}
    for sentence, surrounding in zip(sentences, around, strict=True):
        if sentence.where != "text" or not EVENTS.may_read(sentence.text, "@"):
            continue
        words = marked(sentence, len(sentence.dates))[0].replace("#", "@")
        event = EVENTS.first(words)
        if (
            event is None
            or (event.value.reason == NO_START and id(sentence) in claimed)
            or subject(words, 0, surrounding) is None
        ):
            continue
        quote, start, end = quoted(document, sentence, None)
        yield Remark(quote, start, end, event.value.reason, event.value.kind)


def unclaimed(document: Document, outcomes: list[Outcome]) -> Iterator[Remark]:
    for outcome in outcomes:
        one, expression = outcome.one, outcome.one.expression
        if not outcome.why or one.sentence.where != "text":
            continue
        if not isinstance(expression.form, Count) or one.tense == FUTURE:
            start, end = expression.start, expression.end
            yield Remark(document.text[start:end], start, end, outcome.why)
