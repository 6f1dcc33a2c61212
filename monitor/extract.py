"""Reads one document into deadlines, measures, and the dates nobody claims.

The stages, each a file of `monitor.grammar`:

1. `scan` (`clean`): markup is blanked without moving a letter, the text cut into sentences; those with a sign of a date are searched.
2. `dates`, `relative`, `clock`, `compose`: date expressions as written ("Friday", "7 days after the date of this order").
3. `tense`, `resolve`, `dated`: the governing verb says behind or ahead; an explicit anchor (publication, signing, dateline, the
   date named before) makes a day of it, with the arithmetic in words.
4. `cues`, `claims`: what the date is for (role), its status and firmness; or why it is no deadline.
5. `subject` (`measures`, `goods`, `places`, `instruments`, `known`): whose measure, on whom, what family and rate. None, no deadline.
6. `events`, `enacted`, `ends_told`, `recitals`: ends on an event; measures and ends without a day; what an act only recites.
7. Here: the same deadline told twice becomes one mention, the surest; the rest of the dates are reported as unclaimed.

**Pure.**
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from monitor.grammar.calendar import add_months
from monitor.grammar.claims import Claim, claim, confidence_of, firmness_of, passed, status_of
from monitor.grammar.clean import cleaned
from monitor.grammar.dated import Dated, dated, surroundings
from monitor.grammar.enacted import told_measure
from monitor.grammar.ends_told import told_end
from monitor.grammar.events import EVENTS, NO_START
from monitor.grammar.forms import Clock, Count
from monitor.grammar.goods import scope_of
from monitor.grammar.known import ended_acts
from monitor.grammar.measures import outside_trade, outside_trade_title
from monitor.grammar.quote import quoted
from monitor.grammar.recitals import enacted_from
from monitor.grammar.resolve import FUTURE, PAST, Anchors, Resolved, timex
from monitor.grammar.scan import MOST_TEXT, ZONES, Sentence, anchors_of, is_dateline, marked, scanned
from monitor.grammar.subject import Subject, Surroundings, subject
from monitor.types import (
    DeadlineKind,
    Document,
    Due,
    Measure,
    MeasureKind,
    MeasureMention,
    Mention,
    Reading,
    Remark,
    Status,
)

_BEGINNING = re.compile(r"\b(?:beginning|starting|commencing|effective)\b", re.IGNORECASE)
_FAR_START = timedelta(days=240)
"""A date struck out so far from a start was another term of the clause."""
_JUST_PAST = timedelta(days=7)
_ENDED = (Status.REVOKED, Status.STRUCK_DOWN)
_DEMANDS = (DeadlineKind.ULTIMATUM, DeadlineKind.NEGOTIATION)


@dataclass(frozen=True, slots=True)
class _Told:
    """A mention, and where it came from. `aimed`: its sentence names whom it hits; `length`: from a bare length."""

    mention: Mention
    sentence: Sentence
    aimed: bool
    length: bool


def read(document: Document) -> Reading:
    """Everything that is read in a document. Too long a text is read in part and marked so; hostile text never raises."""
    sentences, truncated = scanned(document)
    around = surroundings(document, sentences)
    anchors = replace(
        anchors_of(document, sentences),
        enacted_from=enacted_from(cleaned(document.text[:MOST_TEXT])) if document.official else 0,
    )
    dates = list(dated(document, sentences, around, anchors))
    timexes = tuple(timex(one.expression, one.found) for one in dates if one.sentence.where == "text")
    if outside_trade_title(document.title) or outside_trade(document.title + "\n" + document.text[:6000]):
        leftovers = tuple(
            remark for one in dates for remark in _unclaimed(one, document, "outside trade and sanctions")
        )
        return Reading(unclaimed=leftovers, timexes=timexes, truncated=truncated)
    told, unclaimed = _sorted_out(dates, document, anchors)
    kept = _merged(told)
    return Reading(
        mentions=tuple(one.mention for one in kept),
        measures=tuple(_measures(document, sentences, around, dates, anchors, kept)),
        unresolved=tuple(_unresolved(document, sentences, around, told)),
        unclaimed=tuple(unclaimed),
        timexes=timexes,
        truncated=truncated,
    )


# -- deadlines ---------------------------------------------------------------------------------------------------------
def _sorted_out(dates: list[Dated], document: Document, anchors: Anchors) -> tuple[list[_Told], list[Remark]]:
    """The dates that make mentions, and those that do not."""
    told: list[_Told] = []
    unclaimed: list[Remark] = []
    replaced: dict[int, Resolved] = {}
    recited: list[Resolved] = []
    for one in dates:
        says = claim(one.words, one.at)
        if says and one.found and says.cue.kind is DeadlineKind.EXPIRY and _recited(one, anchors):
            recited += [one.found] if _still_open(one, one.found, anchors) else []
        if says and says.cue.replaced and one.found:
            replaced[id(one.sentence)] = one.found
        result = _mentions(one, says, document, anchors)
        if isinstance(result, str):
            unclaimed += _unclaimed(one, document, result)
        else:
            told += result
    told = [_with_previous(one, replaced.get(id(one.sentence))) for one in _without_restated(told)]
    return [_after_recital(one, recited) for one in told], unclaimed


def _without_restated(told: list[_Told]) -> list[_Told]:
    """Leaves out old starts that a clause, written out anew, repeats beside the start it adds."""

    def restated(one: _Told) -> bool:
        mention = one.mention
        return (mention.kind, mention.status) == (DeadlineKind.EFFECTIVE, Status.IN_FORCE) and any(
            other.sentence is one.sentence
            and other.mention.kind is DeadlineKind.EFFECTIVE
            and other.mention.status is not Status.IN_FORCE
            and other.mention.due.day > mention.due.day
            and other.mention.measure.rate_percent == mention.measure.rate_percent
            for other in told
        )

    return [one for one in told if not restated(one)]


def _recited(one: Dated, anchors: Anchors) -> bool:
    return one.sentence.where == "text" and one.expression.start < anchors.enacted_from


def _still_open(one: Dated, found: Resolved, anchors: Anchors) -> bool:
    """Was this end still to come, or just past, when the act was published?"""
    return not one.length and found.day >= anchors.published - _JUST_PAST


def _after_recital(told: _Told, recited: list[Resolved]) -> _Told:
    """A pause that an act sets anew replaces the one earlier end that its recitals name."""
    mention = told.mention
    renewed = mention.kind is DeadlineKind.EXPIRY and mention.status in (Status.SUSPENDED, Status.EXTENDED)
    earlier = {old.day: old for old in recited if old.day < mention.due.day}
    if not renewed or mention.previous is not None or len(earlier) != 1:
        return told
    return _with_previous(told, next(iter(earlier.values())))


def _with_previous(told: _Told, old: Resolved | None) -> _Told:
    """The date that the same sentence says is replaced goes beside the new one, and says that it moved."""
    mention = told.mention
    if old is None or mention.kind is DeadlineKind.REPORT_DUE:
        return told
    if mention.kind is DeadlineKind.EFFECTIVE and abs(old.day - mention.due.day) > _FAR_START:
        return told
    previous = Due(old.day, mention.due.zone, old.clock, old.precision, old.latest, mention.due.inclusive, old.trace)
    moved = mention.kind is DeadlineKind.EXPIRY and old.day < mention.due.day
    return replace(
        told, mention=replace(mention, previous=previous, status=Status.EXTENDED if moved else mention.status)
    )


def _mentions(one: Dated, says: Claim | None, document: Document, anchors: Anchors) -> list[_Told] | str:
    """The mentions that this date makes, one for each rate; or why it makes none."""
    if one.found is None:
        return "no day can be told"
    if _recited(one, anchors):
        return "recital"
    if is_dateline(one.sentence, one.expression):
        return "dateline"
    if says is None or (
        isinstance(one.expression.form, Clock) and not one.expression.form.midnight and not says.cue.politics
    ):
        return "no words make it a deadline"
    if says.cue.kind is None:
        return says.cue.refused
    if isinstance(one.expression.form, Count) and one.expression.form.sense == "ago":
        return "past event"
    found = _carried(one.found, says)
    if passed(says.cue.kind, found, anchors.published, document.official) and not _retroactive(one, says, document):
        return "past"
    about = subject(one.words, one.at, one.around, says.cue.politics)
    if about is None:
        return "no measure of trade or sanctions"
    readings = [(found, says), *_start_of(one, found, says)]
    return [
        _told(one, *reading, measure, about, document, anchors) for reading in readings for measure in about.measures
    ]


def _retroactive(one: Dated, says: Claim, document: Document) -> bool:
    """Does an act say in so many words that it reaches back?"""
    return document.official and says.cue.kind is DeadlineKind.EFFECTIVE and "retroactiv" in one.words.lower()


def _carried(found: Resolved, says: Claim) -> Resolved:
    """A term that must continue beyond a day runs as long again as the text says: for one year."""
    years = says.cue.years
    return (
        replace(found, day=add_months(found.day, 12 * years), trace=f"{found.day} + {years} year") if years else found
    )


def _start_of(one: Dated, found: Resolved, says: Claim) -> list[tuple[Resolved, Claim]]:
    """The start that a counted end names along with it: "suspended for 90 days beginning on April 10"."""
    begin = one.sentence.start
    between = one.sentence.text[one.expression.start - begin : one.expression.end - begin]
    if found.origin is None or says.cue.kind is not DeadlineKind.EXPIRY or not _BEGINNING.search(between):
        return []
    return [(found.origin, replace(says, cue=replace(says.cue, kind=DeadlineKind.EFFECTIVE, inclusive=False)))]


def _told(
    one: Dated, found: Resolved, says: Claim, measure: Measure, about: Subject, document: Document, anchors: Anchors
) -> _Told:
    cue = says.cue
    assert cue.kind is not None
    quote, start, end = quoted(document, one.sentence, one.expression)
    zone = found.zone or document.zone or ZONES.get(measure.issuer or "", anchors.zone)
    inclusive = cue.inclusive and found.clock is None
    mention = Mention(
        kind=cue.kind,
        due=Due(found.day, zone, found.clock, found.precision, found.latest, inclusive, found.trace),
        measure=measure,
        status=status_of(cue, found, one.words, one.at, anchors.published, document.official, one.begun),
        firmness=firmness_of(document, one.sentence.text),
        quote=quote,
        start=start,
        end=end,
        rule=f"{one.expression.rule}/{says.rule}",
        confidence=confidence_of(cue, found, one.expression.form, about.near, about.aimed),
        where=one.sentence.where,
        scope=scope_of(one.words, one.at) if document.official else None,
        alternatives=tuple(
            Due(day, zone, clock, inclusive=cue.inclusive and clock is None) for day, clock in found.others
        ),
        warnings=found.warnings,
    )
    return _Told(mention, one.sentence, about.aimed, one.length)


def _merged(told: list[_Told]) -> list[_Told]:
    """One mention for each deadline: the one with a clock, a rate and the surest words; in the order of the text.

    A bare length beside a written end of the same measure is that end told in other words.
    """
    written = {
        (one.mention.kind, one.mention.measure.kind, one.mention.measure.issuer) for one in told if not one.length
    }
    kept: list[_Told] = []
    for one in told:
        if _counted_twice(one, told):
            continue
        if one.length and (one.mention.kind, one.mention.measure.kind, one.mention.measure.issuer) in written:
            continue
        twin = next((number for number, other in enumerate(kept) if _same(one, other)), None)
        if twin is None:
            kept.append(one)
        elif _worth(one) > _worth(kept[twin]):
            kept[twin] = replace(one, mention=_richer(one.mention, kept[twin].mention))
        else:
            kept[twin] = replace(kept[twin], mention=_richer(kept[twin].mention, one.mention))
    return kept


def _counted_twice(one: _Told, told: list[_Told]) -> bool:
    """Is this end counted from a length, in a sentence that writes the last day too: "for one year from #, until @"?"""
    return (
        one.mention.kind is DeadlineKind.EXPIRY
        and " + " in one.mention.due.trace
        and any(
            other.sentence is one.sentence
            and other.mention.kind is DeadlineKind.EXPIRY
            and " + " not in other.mention.due.trace
            and abs(other.mention.due.day - one.mention.due.day) <= _JUST_PAST
            for other in told
        )
    )


def _richer(mention: Mention, twin: Mention) -> Mention:
    """The mention, with what only its twin tells: the date it replaces, and that an act suspends what it sets for the meantime."""
    paused = twin.status is Status.SUSPENDED and mention.status in (Status.ANNOUNCED, Status.IN_FORCE)
    ends = mention.kind is DeadlineKind.EXPIRY and mention.measure.kind is not MeasureKind.LICENCE
    return replace(
        mention,
        previous=mention.previous or twin.previous,
        status=twin.status if paused and ends else mention.status,
    )


def _same(one: _Told, two: _Told) -> bool:
    if one.mention.kind is not two.mention.kind or not (
        one.mention.due.same_as(two.mention.due) or _midnight_twins(one.mention, two.mention)
    ):
        return False
    if one.mention.kind in _DEMANDS:
        return True
    a, b = one.mention.measure, two.mention.measure
    if a.products and b.products and not set(a.products) & set(b.products):
        return False
    rates = {a.rate_percent, b.rate_percent} - {None}
    targets = a.targets == b.targets or not (one.aimed and two.aimed)
    return a.kind is b.kind and (a.issuer == b.issuer or None in (a.issuer, b.issuer)) and targets and len(rates) < 2


def _midnight_twins(one: Mention, two: Mention) -> bool:
    """Is one the bare day whose midnight, at either end, is the other?"""
    return any(
        bare.due.clock is None and any(bare.due.same_as(other) for other in at_night.alternatives)
        for bare, at_night in ((one, two), (two, one))
    )


def _worth(told: _Told) -> tuple[bool, bool, bool, bool, float]:
    mention = told.mention
    named = mention.measure.kind is not MeasureKind.OTHER
    return (
        mention.due.clock is not None and not mention.alternatives,
        named,
        told.aimed,
        mention.measure.rate_percent is not None,
        mention.confidence,
    )


# -- measures, events, leftovers ---------------------------------------------------------------------------------------
def _measures(
    document: Document,
    sentences: list[Sentence],
    around: list[Surroundings],
    dates: list[Dated],
    anchors: Anchors,
    told: list[_Told],
) -> Iterator[MeasureMention]:
    known = {_identity(one.mention.measure) for one in told}
    listed = ""
    for sentence, surrounding in zip(sentences, around, strict=True):
        # "Order 1; Order 2; and Order 3 shall no longer be in effect" is one statement about all of them.
        text = f"{listed} {sentence.text}" if listed.endswith(";") else sentence.text
        listed = text[-4000:]
        dated_end = any(one.sentence is sentence and one.mention.status in _ENDED for one in told)
        ended = told_end(sentence.text, document.title) if document.official and not dated_end else None
        recited = sentence.where == "text" and sentence.start + len(sentence.text) <= anchors.enacted_from
        status = ended or (None if recited else told_measure(sentence.text, official=document.official))
        about = subject(text if ended else sentence.text, 0, surrounding) if status else None
        if status is None or about is None or not about.near:
            continue
        days = (one.found.day for one in dates if one.sentence is sentence and one.found and one.tense == PAST)
        stated = next((day for day in days if day <= anchors.published), None)
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


def _unresolved(
    document: Document, sentences: list[Sentence], around: list[Surroundings], told: list[_Told]
) -> Iterator[Remark]:
    claimed = {id(one.sentence) for one in told}
    for sentence, surrounding in zip(sentences, around, strict=True):
        words = marked(sentence, len(sentence.dates))[0].replace("#", "@")
        event = EVENTS.first(words) if sentence.where == "text" else None
        if (
            event is None
            or (event.value.reason == NO_START and id(sentence) in claimed)
            or subject(words, 0, surrounding) is None
        ):
            continue
        quote, start, end = quoted(document, sentence, None)
        yield Remark(quote, start, end, event.value.reason, event.value.kind)


def _unclaimed(one: Dated, document: Document, why: str) -> list[Remark]:
    if one.sentence.where != "text" or (isinstance(one.expression.form, Count) and one.tense != FUTURE):
        return []
    start, end = one.expression.start, one.expression.end
    return [Remark(document.text[start:end], start, end, why)]
