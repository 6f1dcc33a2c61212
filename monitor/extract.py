"""Reads one document into deadlines, measures, and the dates nobody claims.

The stages, each a file of `monitor.grammar`:

1. `scan`: markup is blanked without moving a letter, the text cut into sentences; those with a sign of a date are searched.
2. `dates`, `relative`, `clock`, `compose`: date expressions as written ("Friday", "7 days after the date of this order").
3. `tense`, `resolve`: the governing verb says behind or ahead; an explicit anchor (publication, signing, dateline, the date
   named before) makes a day of it, with the arithmetic in words.
4. `cues`, `claims`: what the date is for (role), its status and firmness; or why it is no deadline.
5. `subject`: whose measure, on whom, of what family and rate. No measure of trade or sanctions, no deadline.
6. `events`, `enacted`: ends that hang on an event; measures told of without a deadline.
7. Here: the same deadline told twice becomes one mention, the surest; the rest of the dates are reported as unclaimed.

**Pure.**
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from monitor.grammar.calendar import add_months
from monitor.grammar.claims import Claim, claim, confidence_of, firmness_of, passed, status_of
from monitor.grammar.compose import Expression
from monitor.grammar.enacted import told_measure
from monitor.grammar.events import EVENTS
from monitor.grammar.forms import Clock, Count, Weekday
from monitor.grammar.measures import outside_trade
from monitor.grammar.quote import quoted
from monitor.grammar.resolve import FUTURE, PAST, Anchors, Resolved, resolved, timex
from monitor.grammar.scan import MOST_TEXT, ZONES, Sentence, anchors_of, is_dateline, marked, scanned
from monitor.grammar.subject import Subject, Surroundings, subject
from monitor.grammar.tense import tense
from monitor.types import DeadlineKind, Document, Due, Measure, MeasureKind, MeasureMention, Mention, Reading, Remark, Timex

_BEGINNING = re.compile(r"\b(?:beginning|starting|commencing)\b", re.IGNORECASE)
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
    begun: bool = False


def read(document: Document) -> Reading:
    """Everything that is read in a document; never raises on hostile text."""
    sentences = scanned(document)
    anchors = anchors_of(document, sentences)
    dates = list(_dates(document, sentences, anchors))
    in_scope = not outside_trade(document.title + "\n" + document.text[:6000])
    mentions: list[Mention] = []
    unclaimed: list[Remark] = []
    for dated in dates:
        told = _mentions(dated, document, anchors) if in_scope else "outside trade and sanctions"
        if isinstance(told, str):
            unclaimed += _unclaimed(dated, document, told)
        else:
            mentions += told
    kept = _merged(mentions)
    return Reading(
        mentions=tuple(kept),
        measures=tuple(_measures(document, sentences, dates, kept)) if in_scope else (),
        unresolved=tuple(_unresolved(document, sentences)) if in_scope else (),
        unclaimed=tuple(unclaimed),
        timexes=tuple(_timexes(dates)),
        truncated=len(document.text) > MOST_TEXT,
    )


# -- dates -------------------------------------------------------------------------------------------------------------
def _surroundings(document: Document, sentences: list[Sentence], index: int) -> Surroundings:
    before = [one.text for one in sentences[max(0, index - 3) : index] if one.where == sentences[index].where]
    title = "" if sentences[index].where == "title" else " ".join(one.text for one in sentences if one.where == "title")
    opening = " ".join(one.text for one in sentences[:6])[:1500]
    return Surroundings(tuple(reversed(before)), title, opening, document)


def _dates(document: Document, sentences: list[Sentence], anchors: Anchors) -> Iterator[Dated]:
    told: dict[int, date] = {}
    named: date | None = None
    lengths = {one.form for sentence in sentences if sentence.where == "text" for one in sentence.dates if isinstance(one.form, Count)}
    for number, sentence in enumerate(sentences):
        if not sentence.dates:
            continue
        around = _surroundings(document, sentences, number)
        in_sentence: date | None = None
        told_day: date | None = None
        begun = False
        for index, expression in enumerate(sentence.dates):
            if sentence.where == "title" and expression.form in lengths:
                continue  # the text tells from which day the length runs
            words, at = marked(sentence, index)
            when = tense(words[:at], words[at + 1 :])
            nearest = replace(anchors, named=in_sentence or named, told=told_day)
            if isinstance(expression.form, Clock) and in_sentence:
                nearest = replace(nearest, said=in_sentence)
            found = _same_weekday(expression, told, resolved(expression, nearest, when), anchors)
            if found and isinstance(expression.form, Weekday) and not expression.form.shift and when == PAST:
                told.setdefault(expression.form.weekday, found.day)
            if found:
                named = in_sentence = found.day
                told_day = found.day if when == PAST and found.day <= anchors.said else told_day
            if found and document.signed is None and _SIGNED_ON.search(words[:at][-20:]):
                anchors = replace(anchors, own=found.day)
            begun = begun or (found is not None and found.day < anchors.published)
            yield Dated(expression, sentence, around, words, at, when, found, begun)


def _same_weekday(expression: Expression, told: dict[int, date], found: Resolved | None, anchors: Anchors) -> Resolved | None:
    """A bare weekday that this text has just used for yesterday or the day before means that day again."""
    form = expression.form
    if found is None or not isinstance(form, Weekday) or form.shift or form.weekday not in told:
        return found
    day = told[form.weekday]
    recent = timedelta(0) <= anchors.said - day <= timedelta(days=2)
    if not recent or found.day - day != timedelta(days=7):
        return found
    return replace(found, day=day, trace=f"{day:%A} {day}, as told before in this text")


def _timexes(dates: Iterable[Dated]) -> Iterator[Timex]:
    for dated in dates:
        if dated.sentence.where == "text":
            yield timex(dated.expression, dated.found)


# -- deadlines ---------------------------------------------------------------------------------------------------------
def _mentions(dated: Dated, document: Document, anchors: Anchors) -> list[Mention] | str:
    """The mentions that this date makes, one for each rate; or why it makes none."""
    found = dated.found
    if found is None:
        return "no day can be told"
    if is_dateline(dated.sentence, dated.expression):
        return "dateline"
    says = claim(dated.words, dated.at)
    if says is None:
        return "no words make it a deadline"
    if says.cue.kind is None:
        return says.cue.refused
    if isinstance(dated.expression.form, Count) and dated.expression.form.sense == "ago":
        return "past event"
    found = _carried(found, says, dated)
    if passed(says.cue.kind, found, anchors.published, document.official, dated.tense):
        return "past"
    about = _about(dated, says, document)
    if about is None:
        return "no measure of trade or sanctions"
    mentions = [_mention(dated, found, says, measure, about, document, anchors) for measure in about.measures]
    start = _start_of(dated, found, says)
    if start:
        mentions += [_mention(dated, start[0], start[1], measure, about, document, anchors) for measure in about.measures]
    return mentions


def _start_of(dated: Dated, found: Resolved, says: Claim) -> tuple[Resolved, Claim] | None:
    """The start that a counted end names along with it: "suspended for 90 days beginning on April 10"."""
    between = dated.sentence.text[dated.expression.start - dated.sentence.start : dated.expression.end - dated.sentence.start]
    if found.origin is None or says.cue.kind is not DeadlineKind.EXPIRY or not _BEGINNING.search(between):
        return None
    return found.origin, replace(says, cue=replace(says.cue, kind=DeadlineKind.EFFECTIVE, inclusive=False))


def _carried(found: Resolved, says: Claim, dated: Dated) -> Resolved:
    """A term that must continue beyond a day runs as long again as the text says: for one year."""
    if not says.cue.years:
        return found
    day = add_months(found.day, 12 * says.cue.years)
    return replace(found, day=day, trace=f"{found.day} + {says.cue.years} year")


def _about(dated: Dated, says: Claim, document: Document) -> Subject | None:
    about = subject(dated.words, dated.at, dated.around)
    if about is not None and (about.near or document.official or dated.around.title == "" or not says.cue.politics):
        return about
    if not says.cue.politics:
        return about
    politics = subject("trade measure " + dated.words, dated.at, dated.around) if about is None else about
    if politics is None or not any(one.issuer and one.targets for one in politics.measures):
        return None
    return politics


def _mention(
    dated: Dated, found: Resolved, says: Claim, measure: Measure, about: Subject, document: Document, anchors: Anchors
) -> Mention:
    cue = says.cue
    assert cue.kind is not None
    quote, start, end = quoted(document, dated.sentence, dated.expression)
    zone = found.zone or document.zone or ZONES.get(measure.issuer or "", anchors.zone)
    return Mention(
        kind=cue.kind,
        due=_due(found, zone, cue.inclusive and found.clock is None),
        measure=measure,
        status=status_of(cue, found, dated.words, dated.at, anchors.published, document.official, dated.begun),
        firmness=firmness_of(document, dated.sentence.text),
        quote=quote,
        start=start,
        end=end,
        rule=f"{dated.expression.rule}/{says.rule}",
        confidence=confidence_of(cue, found, dated.expression.form, about.near, about.aimed),
        where=dated.sentence.where,
        alternatives=tuple(Due(day, zone, clock, inclusive=cue.inclusive and clock is None) for day, clock in found.others),
        warnings=found.warnings,
    )


def _due(found: Resolved, zone: str, inclusive: bool) -> Due:
    return Due(found.day, zone, found.clock, found.precision, found.latest, inclusive, found.trace)


def _merged(mentions: list[Mention]) -> list[Mention]:
    """One mention for each deadline: the one with a clock, a rate and the surest words; in the order of the text."""
    kept: list[Mention] = []
    for mention in mentions:
        twin = next((number for number, other in enumerate(kept) if _same(mention, other)), None)
        if twin is None:
            kept.append(mention)
        elif _worth(mention) > _worth(kept[twin]):
            kept[twin] = mention
    return kept


def _same(one: Mention, two: Mention) -> bool:
    if one.kind is not two.kind or not one.due.same_as(two.due):
        return False
    if one.kind in (DeadlineKind.ULTIMATUM, DeadlineKind.NEGOTIATION):
        return True
    a, b = one.measure, two.measure
    rates = {a.rate_percent, b.rate_percent} - {None}
    return a.kind is b.kind and a.issuer == b.issuer and (a.targets == b.targets or not a.targets or not b.targets) and len(rates) < 2


def _worth(mention: Mention) -> tuple[bool, bool, bool, float]:
    sure = mention.measure.kind is not MeasureKind.OTHER
    return (mention.due.clock is not None, sure, mention.measure.rate_percent is not None, mention.confidence)


# -- measures, events, leftovers ---------------------------------------------------------------------------------------
def _measures(document: Document, sentences: list[Sentence], dates: list[Dated], mentions: list[Mention]) -> Iterator[MeasureMention]:
    known = {_identity(mention.measure) for mention in mentions}
    for number, sentence in enumerate(sentences):
        status = told_measure(sentence.text)
        about = subject(sentence.text, 0, _surroundings(document, sentences, number)) if status else None
        if status is None or about is None or not about.near:
            continue
        measure = about.measures[0]
        if _identity(measure) in known or (measure.rate_percent is None and not about.aimed):
            continue
        known.add(_identity(measure))
        quote, start, end = quoted(document, sentence, None)
        said = (one.found.day for one in dates if one.sentence is sentence and one.found and one.tense == PAST)
        firmness = firmness_of(document, sentence.text)
        yield MeasureMention(measure, status, firmness, quote, start, end, next(said, None), sentence.where)


def _identity(measure: Measure) -> tuple[object, ...]:
    return measure.kind, measure.issuer, measure.targets, measure.rate_percent


def _unresolved(document: Document, sentences: list[Sentence]) -> Iterator[Remark]:
    for number, sentence in enumerate(sentences):
        words = marked(sentence, len(sentence.dates))[0].replace("#", "@") if sentence.dates else sentence.text
        event = EVENTS.first(words)
        if event is None or sentence.where != "text" or subject(words, 0, _surroundings(document, sentences, number)) is None:
            continue
        quote, start, end = quoted(document, sentence, None)
        yield Remark(quote, start, end, event.value.reason, event.value.kind)


def _unclaimed(dated: Dated, document: Document, why: str) -> list[Remark]:
    if dated.sentence.where != "text" or (isinstance(dated.expression.form, Count) and dated.tense != FUTURE):
        return []
    start, end = dated.expression.start, dated.expression.end
    return [Remark(document.text[start:end], start, end, why)]
