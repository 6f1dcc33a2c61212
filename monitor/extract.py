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
from datetime import date, timedelta

from monitor.grammar.calendar import add_months
from monitor.grammar.claims import Claim, claim, confidence_of, firmness_of, passed, status_of
from monitor.grammar.clean import cleaned
from monitor.grammar.compose import Expression
from monitor.grammar.dated import Dated, dated, surroundings
from monitor.grammar.enacted import told_measure
from monitor.grammar.ends_told import told_end
from monitor.grammar.events import EVENTS, NO_START
from monitor.grammar.fields import another_field
from monitor.grammar.forms import Clock, Count
from monitor.grammar.goods import scope_of
from monitor.grammar.known import ended_acts
from monitor.grammar.measures import outside_trade, outside_trade_title
from monitor.grammar.quote import quoted
from monitor.grammar.recitals import enacted_from
from monitor.grammar.resolve import FUTURE, PAST, Anchors, Resolved, shifted, timex
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
_TIED = (
    DeadlineKind.COMMENT_CLOSE, DeadlineKind.HEARING, DeadlineKind.WIND_DOWN_END, DeadlineKind.IN_TRANSIT_LOAD_BY,
    DeadlineKind.IN_TRANSIT_ENTER_BY,
)  # fmt: skip
_DEMANDS = (DeadlineKind.ULTIMATUM, DeadlineKind.NEGOTIATION)
_MOST_TOLD = 1000
"""Mentions that are made of one document, each compared with those before it; the longest orders make some thirty."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A mention, and where it came from. `aimed`: its sentence names whom it hits; `length`: from a bare length."""

    mention: Mention
    sentence: Sentence
    aimed: bool
    length: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """How one date expression was read. `start` and `end`: its place in the title or text (`where`), in code points.

    `resolved`: None where no day can be told. `claim`: the cue that says what it is for. `why`: the reason it makes no mention, else empty.
    """

    words: str
    where: str
    start: int
    end: int
    rule: str
    form: str
    resolved: Resolved | None
    claim: Claim | None
    why: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a date: the mentions it made, or `why` it made none."""

    one: Dated
    says: Claim | None
    why: str
    told: tuple[_Told, ...] = ()


def read(document: Document) -> Reading:
    """Everything that is read in a document. Too long a text is read in part and marked so; hostile text never raises."""
    return _read(document)[0]


def explained(document: Document) -> tuple[Reading, tuple[Explained, ...]]:
    """The reading, and for every date expression, in the order of the text, how it came about."""
    reading, outcomes = _read(document)
    return reading, tuple(_explained(document, outcome) for outcome in outcomes)


def _explained(document: Document, outcome: _Outcome) -> Explained:
    one, expression = outcome.one, outcome.one.expression
    raw = document.title if one.sentence.where == "title" else document.text
    return Explained(
        words=raw[expression.start : expression.end],
        where=one.sentence.where,
        start=expression.start,
        end=expression.end,
        rule=expression.rule,
        form=_as_written(expression),
        resolved=one.found,
        claim=outcome.says,
        why=outcome.why,
        mentions=tuple(told.mention for told in outcome.told),
    )


def _as_written(expression: Expression) -> str:
    parts = dict.fromkeys(str(part) for part in (expression.form, expression.clock) if part is not None)
    return " ".join(parts) + (f" of {_as_written(expression.base)}" if expression.base else "")


def _read(document: Document) -> tuple[Reading, list[_Outcome]]:
    sentences, truncated = scanned(document)
    around = surroundings(document, sentences)
    anchors = replace(
        anchors_of(document, sentences),
        enacted_from=enacted_from(cleaned(document.text[:MOST_TEXT])) if document.official else 0,
    )
    dates = list(dated(document, sentences, around, anchors))
    timexes = tuple(timex(one.expression, one.found) for one in dates if one.sentence.where == "text")
    elsewhere = (
        outside_trade_title(document.title) if document.official else another_field(document.title, document.text)
    )
    if elsewhere or outside_trade(document.title + "\n" + document.text[:6000]):
        outcomes = [_Outcome(one, None, "outside trade and sanctions") for one in dates]
        leftovers = tuple(_unclaimed(document, outcomes))
        return Reading(unclaimed=leftovers, timexes=timexes, truncated=truncated), outcomes
    outcomes = _sorted_out(dates, document, anchors)
    told = [each for outcome in outcomes for each in outcome.told]
    kept = _merged(told)
    reading = Reading(
        mentions=tuple(one.mention for one in kept),
        measures=tuple(_measures(document, sentences, around, dates, anchors, kept)),
        unresolved=tuple(_unresolved(document, sentences, around, told)),
        unclaimed=tuple(_unclaimed(document, outcomes)),
        timexes=timexes,
        truncated=truncated,
    )
    return reading, outcomes


# -- deadlines ---------------------------------------------------------------------------------------------------------
def _sorted_out(dates: list[Dated], document: Document, anchors: Anchors) -> list[_Outcome]:
    """What becomes of each date."""
    outcomes: list[_Outcome] = []
    replaced: dict[int, Resolved] = {}
    made = 0
    recited: list[Resolved] = []
    for one in dates:
        says = claim(one.words, one.at)
        if says and one.found and says.cue.kind is DeadlineKind.EXPIRY and _recited(one, anchors):
            recited += [one.found] if _still_open(one, one.found, anchors) else []
        if says and says.cue.replaced and one.found:
            replaced[id(one.sentence)] = one.found
        longer = _lengthened(one, says, replaced.get(id(one.sentence)))
        result = _mentions(longer, says, document, anchors) if made < _MOST_TOLD else "too many deadlines"
        made += 0 if isinstance(result, str) else len(result)
        outcomes.append(
            _Outcome(one, says, result) if isinstance(result, str) else _Outcome(one, says, "", tuple(result))
        )
    return [_after_recitals(_with_replaced(outcome, replaced), recited) for outcome in _without_restated(outcomes)]


def _without_restated(outcomes: list[_Outcome]) -> list[_Outcome]:
    """Leaves out old starts that a clause, written out anew, repeats beside the start it adds."""
    starts: dict[int, list[_Told]] = {}
    for outcome in outcomes:
        if new := [told for told in outcome.told if _new_start(told)]:
            starts.setdefault(id(outcome.one.sentence), []).extend(new)

    def restated(told: _Told) -> bool:
        mention = told.mention
        return (mention.kind, mention.status) == (DeadlineKind.EFFECTIVE, Status.IN_FORCE) and any(
            other.mention.due.day > mention.due.day
            and other.mention.measure.rate_percent == mention.measure.rate_percent
            for other in starts.get(id(told.sentence), ())
        )

    return [_without(outcome, [told for told in outcome.told if not restated(told)]) for outcome in outcomes]


def _new_start(told: _Told) -> bool:
    return told.mention.kind is DeadlineKind.EFFECTIVE and told.mention.status is not Status.IN_FORCE


def _without(outcome: _Outcome, kept: list[_Told]) -> _Outcome:
    why = outcome.why if kept or not outcome.told else "an old start written out anew"
    return replace(outcome, told=tuple(kept), why=why)


def _recited(one: Dated, anchors: Anchors) -> bool:
    return one.sentence.where == "text" and one.expression.start < anchors.enacted_from


def _still_open(one: Dated, found: Resolved, anchors: Anchors) -> bool:
    """Was this end still to come, or just past, when the act was published?"""
    return not one.length and found.day >= anchors.published - _JUST_PAST


def _after_recitals(outcome: _Outcome, recited: list[Resolved]) -> _Outcome:
    return replace(outcome, told=tuple(_after_recital(told, recited) for told in outcome.told)) if recited else outcome


def _after_recital(told: _Told, recited: list[Resolved]) -> _Told:
    """A pause that an act sets anew replaces the one earlier end that its recitals name."""
    mention = told.mention
    renewed = mention.kind is DeadlineKind.EXPIRY and mention.status in (Status.SUSPENDED, Status.EXTENDED)
    earlier = {old.day: old for old in recited if old.day < mention.due.day}
    if not renewed or mention.previous is not None or len(earlier) != 1:
        return told
    return _with_previous(told, next(iter(earlier.values())))


def _with_replaced(outcome: _Outcome, replaced: dict[int, Resolved]) -> _Outcome:
    old = replaced.get(id(outcome.one.sentence))
    if old is None or not outcome.told:
        return outcome
    return replace(outcome, told=tuple(_with_previous(told, old) for told in outcome.told))


def _with_previous(told: _Told, old: Resolved) -> _Told:
    """The date that the same sentence says is replaced goes beside the new one, and says that it moved."""
    mention = told.mention
    if mention.kind is DeadlineKind.REPORT_DUE:
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
    back = says.cue.back or _retroactive(one, says, document)
    if not back and passed(says.cue.kind, found, anchors.published, document.official):
        return "past"
    talks, tied = says.cue.kind is DeadlineKind.NEGOTIATION, says.cue.kind in _TIED
    about = subject(one.words, one.at, one.around, says.cue.politics, talks, tied, found.zone)
    if about is None:
        return "no measure of trade or sanctions"
    readings = [(found, says), *_start_of(one, found, says)]
    return [
        _told(one, *reading, measure, about, document, anchors) for reading in readings for measure in about.measures
    ]


def _retroactive(one: Dated, says: Claim, document: Document) -> bool:
    """Does an act say in so many words that it reaches back?"""
    return document.official and says.cue.kind is DeadlineKind.EFFECTIVE and "retroactiv" in one.words.lower()


def _lengthened(one: Dated, says: Claim | None, old: Resolved | None) -> Dated:
    """A pause that is extended "by 90 days" runs so much longer than the end that the sentence says is replaced."""
    form = one.expression.form
    if not (
        old and one.found and one.length and says and says.cue.status is Status.EXTENDED and isinstance(form, Count)
    ):
        return one
    trace = f"{old.day} + {form.number} {form.unit}s"
    return replace(one, found=replace(one.found, day=shifted(old.day, form.number, form), trace=trace))


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
    # A newspaper's zone is where it is read, not where the measure counts its days.
    own = document.zone if document.official else None
    zone = found.zone or own or ZONES.get(measure.issuer or "") or document.zone or anchors.zone
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


def _unresolved(
    document: Document, sentences: list[Sentence], around: list[Surroundings], told: list[_Told]
) -> Iterator[Remark]:
    claimed = {id(one.sentence) for one in told}
    for sentence, surrounding in zip(sentences, around, strict=True):
        if sentence.where != "text" or not EVENTS.candidates(sentence.text, "@"):
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


def _unclaimed(document: Document, outcomes: list[_Outcome]) -> Iterator[Remark]:
    for outcome in outcomes:
        one, expression = outcome.one, outcome.one.expression
        if not outcome.why or one.sentence.where != "text":
            continue
        if not isinstance(expression.form, Count) or one.tense == FUTURE:
            start, end = expression.start, expression.end
            yield Remark(document.text[start:end], start, end, outcome.why)
