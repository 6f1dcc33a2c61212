"""The mentions that each date of a document makes. **Pure.**"""

import re
from dataclasses import replace
from datetime import date, timedelta

from monitor.extract.told import Outcome, Told
from monitor.grammar.calendar import add_months
from monitor.grammar.claims import Claim, claim, confidence_of, firmness_of, passed, status_of
from monitor.grammar.cues import LENGTH, Cue
from monitor.grammar.dated import Dated
from monitor.grammar.forms import Clock, Count, Period
from monitor.grammar.goods import scope_of
from monitor.grammar.hedges import hedged
from monitor.grammar.idle import idle
from monitor.grammar.quote import quoted
from monitor.grammar.resolve import Anchors, Resolved, shifted
from monitor.grammar.scan import ZONES, is_dateline
from monitor.grammar.subject import Subject, subject
from monitor.types import (
    DeadlineKind,
    Document,
    Due,
    Measure,
    MeasureKind,
    Mention,
    Status,
)

_BEGINNING = re.compile(r"\b(?:beginning|starting|commencing|effective|from|as of)\b", re.IGNORECASE)
_OPENS = re.compile(r"\b(?:beginning|starting|commencing|effective|on\s+or\s+after|from\s+[@#])", re.IGNORECASE)
_COMMENTS = re.compile(r"\bcomments?\b", re.IGNORECASE)
_AT_ONCE = ("at_once", "immediate")
_FAR_START = timedelta(days=240)
"""A date struck out so far from a start was another term of the clause."""
_JUST_PAST = timedelta(days=7)
_TIED = (
    DeadlineKind.COMMENT_CLOSE, DeadlineKind.HEARING, DeadlineKind.WIND_DOWN_END, DeadlineKind.IN_TRANSIT_LOAD_BY,
    DeadlineKind.IN_TRANSIT_ENTER_BY,
)  # fmt: skip
_PUT_OFF = (DeadlineKind.EXPIRY, DeadlineKind.COMMENT_CLOSE, DeadlineKind.COMPLIANCE)
"""What is extended when a later day takes the place of an earlier."""
Given = list[tuple[int, Resolved]]
"""The dates that a sentence gives up, and where it names them."""
_MOST_TOLD = 1000
"""Mentions that are made of one document, each compared with those before it; the longest orders make some thirty."""


def outcomes(dates: list[Dated], document: Document, anchors: Anchors) -> list[Outcome]:
    """What becomes of each date."""
    found: list[Outcome] = []
    replaced: dict[int, Given] = {}
    made = 0
    recited: list[Resolved] = []
    for one in dates:
        earlier = _last(replaced.get(id(one.sentence)))
        says = _reaching(one, claim(one.words, one.at), earlier)
        if says and one.found and says.cue.kind is DeadlineKind.EXPIRY and _recited(one, anchors):
            recited += [one.found] if _still_open(one, one.found, anchors) else []
        if says and says.cue.replaced and one.found:
            replaced.setdefault(id(one.sentence), []).append((one.at, one.found))
        longer = _lengthened(one, says, earlier, anchors)
        result = _mentions(longer, says, document, anchors) if made < _MOST_TOLD else "too many deadlines"
        made += 0 if isinstance(result, str) else len(result)
        found.append(Outcome(one, says, result) if isinstance(result, str) else Outcome(one, says, "", tuple(result)))
    apart = _without_restated(found, anchors.published)
    firsts = _first_new(apart)
    return [_after_recitals(_with_replaced(outcome, replaced, firsts), recited) for outcome in apart]


def _without_restated(outcomes: list[Outcome], published: date) -> list[Outcome]:
    """Leaves out old starts, before the day of publication, that a clause, written out anew, repeats beside the start it adds."""
    starts: dict[int, list[Told]] = {}
    for outcome in outcomes:
        if new := [told for told in outcome.told if _new_start(told)]:
            starts.setdefault(id(outcome.one.sentence), []).extend(new)

    def restated(told: Told) -> bool:
        mention = told.mention
        old = mention.due.day < published and mention.status is Status.IN_FORCE
        return (
            old
            and mention.kind is DeadlineKind.EFFECTIVE
            and any(
                other.mention.due.day > mention.due.day
                and other.mention.measure.rate_percent == mention.measure.rate_percent
                for other in starts.get(id(told.sentence), ())
            )
        )

    return [_without(outcome, [told for told in outcome.told if not restated(told)]) for outcome in outcomes]


def _new_start(told: Told) -> bool:
    return told.mention.kind is DeadlineKind.EFFECTIVE and told.mention.status is not Status.IN_FORCE


def _without(outcome: Outcome, kept: list[Told]) -> Outcome:
    if len(kept) == len(outcome.told):
        return outcome
    why = outcome.why if kept or not outcome.told else "an old start written out anew"
    return replace(outcome, told=tuple(kept), why=why)


def _recited(one: Dated, anchors: Anchors) -> bool:
    return one.sentence.where == "text" and one.expression.start < anchors.enacted_from


def _still_open(one: Dated, found: Resolved, anchors: Anchors) -> bool:
    """Was this end still to come, or just past, when the act was published?"""
    return not one.length and found.day >= anchors.published - _JUST_PAST


def _after_recitals(outcome: Outcome, recited: list[Resolved]) -> Outcome:
    return replace(outcome, told=tuple(_after_recital(told, recited) for told in outcome.told)) if recited else outcome


def _after_recital(told: Told, recited: list[Resolved]) -> Told:
    """A pause that an act sets anew replaces the one earlier end that its recitals name."""
    mention = told.mention
    renewed = mention.kind is DeadlineKind.EXPIRY and mention.status in (Status.SUSPENDED, Status.EXTENDED)
    earlier = {old.day: old for old in recited if old.day < mention.due.day}
    if not renewed or mention.previous is not None or len(earlier) != 1:
        return told
    return _with_previous(told, next(iter(earlier.values())))


def _last(given: Given | None) -> Resolved | None:
    return given[-1][1] if given else None


def _first_new(outcomes: list[Outcome]) -> dict[int, int]:
    """Where each sentence names its first date that counts."""
    return {id(each.one.sentence): each.one.at for each in reversed(outcomes) if each.told}


def _with_replaced(outcome: Outcome, replaced: dict[int, Given], firsts: dict[int, int]) -> Outcome:
    given = replaced.get(id(outcome.one.sentence))
    if not given or not outcome.told:
        return outcome
    old = _own_old(given, outcome.one.at, led=firsts[id(outcome.one.sentence)] > given[0][0])
    return replace(outcome, told=tuple(_with_previous(told, old) for told in outcome.told))


def _own_old(given: Given, at: int, *, led: bool) -> Resolved:
    """Which of the dates given up in a sentence this one replaces: "from A to B and from C to D", "to B from A and to D from C".

    `led`: the sentence names the old date before the new.
    """
    before = [old for place, old in given if place < at]
    after = [old for place, old in given if place > at]
    if led:
        return (before[-1:] or after)[0]
    return (after or before[-1:])[0]


def _with_previous(told: Told, old: Resolved) -> Told:
    """The date that the same sentence says is replaced goes beside the new one, and says that it moved."""
    mention = told.mention
    if mention.kind is DeadlineKind.REPORT_DUE:
        return told
    if mention.kind is DeadlineKind.EFFECTIVE and abs(old.day - mention.due.day) > _FAR_START:
        return told
    previous = Due(old.day, mention.due.zone, old.clock, old.precision, old.latest, mention.due.inclusive, old.trace)
    moved = mention.kind in _PUT_OFF and old.day < mention.due.day
    return replace(
        told, mention=replace(mention, previous=previous, status=Status.EXTENDED if moved else mention.status)
    )


def _mentions(one: Dated, says: Claim | None, document: Document, anchors: Anchors) -> list[Told] | str:
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
    if says.cue.general and not _pointed(one, says):
        return "no words make it a deadline"
    if isinstance(one.expression.form, Count) and one.expression.form.sense == "ago":
        return "past event"
    if one.expression.rule in _AT_ONCE and not document.official:
        return "told of as done at once"  # A post that says so is no act yet.
    form = one.expression.form
    if not document.official and (unfit := idle(one.words, one.at, form, one.found, anchors.published)):
        return unfit
    if not document.official and says.cue.status is Status.EXTENDED and hedged(one.words, one.at):
        return "a hedge"
    found = _carried(one.found, says)
    back = says.cue.back or _retroactive(one, says, document)
    if not back and passed(says.cue, found, anchors.published, document.official):
        return "past"
    talks, tied = says.cue.kind is DeadlineKind.NEGOTIATION, says.cue.kind in _TIED
    about = subject(one.words, one.at, one.around, says.cue.politics, talks, tied, found.zone)
    if about is None:
        return "no measure of trade or sanctions"
    begun = [
        start
        for start in _start_of(one, found, says)
        if not passed(start[1].cue, start[0], anchors.published, document.official)
    ]
    readings = [(found, says), *begun]
    return [
        _told(one, *reading, measure, about, document, anchors) for reading in readings for measure in about.measures
    ]


def _pointed(one: Dated, says: Claim) -> bool:
    """Does the text give a day or a month? A bare length or "this year" needs a rule that knows its wording."""
    form = one.expression.form
    loose = isinstance(form, Count) and form.anchor in ("now", "that", "none")
    counted = one.length or (loose and says.rule == "governed_on")
    return not isinstance(form, Period) and (not counted or says.rule == "governed_term")


def _reaching(one: Dated, says: Claim | None, old: Resolved | None) -> Claim | None:
    """A term extended "by six months from 14 May" has an end, as the day is named from which it is counted; `old`: the end given up."""
    form = one.expression.form
    counted = isinstance(form, Count) and (form.anchor == "date" or (old is not None and form.anchor == "none"))
    if not (says and says.cue.refused == LENGTH and counted):
        return says
    heard = _COMMENTS.search(one.words[: one.at])
    kind = DeadlineKind.COMMENT_CLOSE if heard else DeadlineKind.EXPIRY
    return replace(says, cue=Cue(kind, Status.EXTENDED, inclusive=True))


def _retroactive(one: Dated, says: Claim, document: Document) -> bool:
    """Does an act say in so many words that it reaches back?"""
    return document.official and says.cue.kind is DeadlineKind.EFFECTIVE and "retroactiv" in one.words.lower()


def _lengthened(one: Dated, says: Claim | None, old: Resolved | None, anchors: Anchors) -> Dated:
    """A pause that is extended "by 90 days" runs so much longer than the end that the sentence says is replaced."""
    form = one.expression.form
    if not (
        old and one.found and one.length and says and says.cue.status is Status.EXTENDED and isinstance(form, Count)
    ):
        return one
    trace = f"{old.day} + {form.number} {form.unit}s"
    return replace(one, found=replace(one.found, day=shifted(old.day, form.number, form, anchors.zone), trace=trace))


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
    if says.cue.status in (Status.EXTENDED, Status.REVOKED, Status.STRUCK_DOWN):
        return []
    return [(found.origin, replace(says, cue=replace(says.cue, kind=DeadlineKind.EFFECTIVE, inclusive=False)))]


def _standing(status: Status, kind: DeadlineKind, measure: Measure, one: Dated) -> Status:
    """A licence runs from its issue, whatever else its sentence dates, unless it says from when."""
    ends = (
        kind is DeadlineKind.EXPIRY
        and measure.kind is MeasureKind.LICENCE
        and status is Status.ANNOUNCED
        and one.around.document.official
    )
    return Status.IN_FORCE if ends and not _OPENS.search(one.words[: one.at]) else status


def _told(
    one: Dated, found: Resolved, says: Claim, measure: Measure, about: Subject, document: Document, anchors: Anchors
) -> Told:
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
        status=_standing(
            status_of(cue, found, one.words, one.at, anchors.published, document.official, one.begun),
            cue.kind,
            measure,
            one,
        ),
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
    return Told(mention, one.sentence, about.aimed, one.length)
