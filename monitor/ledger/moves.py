"""When another date for the same measure is a move of a known record, and when it is a date of its own.

A false move hides a deadline, a false sibling only adds one: in doubt, these rules say no. **Pure.**
"""

from datetime import timedelta

from monitor.ledger.identity import ALL, Targets, only_words, same_date
from monitor.ledger.precedence import overrules
from monitor.ledger.sitting import Pair
from monitor.ledger.statements import ENDED, PASSED
from monitor.types import Deadline, DeadlineKind, Document, Firmness, MeasureKind, Status

ADJACENT = timedelta(days=1)
"""The end of a pause and the start of the measure are told a day apart, and both are dates of their own."""
NEW_START = timedelta(days=14)
"""A start this soon after a pause's end, or after a threatened date, is that measure's start put off."""
WORDS_HORIZON, EXTENSION_HORIZON, AMENDMENT_HORIZON = timedelta(days=200), timedelta(days=800), timedelta(days=60)
"""How far a date may move: by mere words, by words of extension or pause, by an act that only states another date."""
MEMORY = timedelta(days=120)
"""How long after its end a lapsed or expired record may be dated anew."""

STARTS = frozenset({DeadlineKind.EFFECTIVE, DeadlineKind.SUSPENSION_END})
SPOKEN = frozenset({DeadlineKind.EFFECTIVE, DeadlineKind.ULTIMATUM, DeadlineKind.NEGOTIATION})
"""Roles whose date a mere statement can replace while it rests on words."""


def may_replace(pair: Pair) -> bool:
    """Does the statement name this record's date as the one it replaces?"""
    said, record, alike = pair.said, pair.record, pair.alike
    if said.previous is None or not same_date(said.previous, record.due) or not _may_be_dated(pair):
        return False
    spoken = only_words(record.status, record.firmness)
    if alike.conflicts - ({"rate"} if spoken else set()):
        return False
    return alike.targets is not Targets.WITHIN and (alike.targets is not Targets.COVERS or spoken or bool(alike.ties))


def may_move(pair: Pair, document: Document) -> bool:
    """Does the statement, which names no date it replaces, give this record another date?"""
    said, record, alike = pair.said, pair.record, pair.alike
    if said.previous is not None or not _may_be_dated(pair) or same_date(said.due, record.due):
        return False
    if alike.targets is Targets.COVERS:
        return _act_for_all(pair)
    if alike.targets is Targets.WITHIN or (alike.targets is Targets.PARTLY and not alike.ties):
        return False
    if said.kind is DeadlineKind.SUSPENSION_END or record.kind is DeadlineKind.SUSPENSION_END:
        return _moves_a_pause(pair)
    if record.kind is DeadlineKind.EFFECTIVE and record.status is Status.IN_FORCE:
        # What has begun is history.
        return False
    if record.closed and not _remembered(pair, document):
        return False
    if not overrules(document, said.firmness, record) and _speaks_of(pair):
        return True
    if _is_edited(pair, document):
        return True
    return _moves_words(pair) if only_words(record.status, record.firmness) else _moves_an_act(pair)


def is_twin(record: Deadline, other: Deadline) -> bool:
    """Are these the end of a pause and the start of the measure, told a day apart?"""
    both = {record.kind, other.kind} == STARTS
    return both and abs(record.due.opens_at - other.due.opens_at) <= 2 * ADJACENT


def _may_be_dated(pair: Pair) -> bool:
    record = pair.record
    if record.status in ENDED or not pair.same_role:
        return False
    return not record.closed or record.status in PASSED


def _speaks_of(pair: Pair) -> bool:
    """Is a text that can only dispute about this date? It changes nothing, so less is asked than of a move."""
    alike = pair.alike
    named = alike.targets is Targets.EQUAL and ALL not in pair.said.measure.targets
    near = _days_apart(pair) <= (AMENDMENT_HORIZON if alike.ties else NEW_START)
    return pair.said.kind in SPOKEN and near and not alike.conflicts and (named or bool(alike.ties - {"rate"}))


def _is_edited(pair: Pair, document: Document) -> bool:
    """Is this a later version of the very page that gave the record its date? Where it no longer tells that date, it tells another."""
    said, record, evidence = pair.said, pair.record, pair.record.evidence
    same_page = (document.source, document.url) == (evidence.source, evidence.url) and document.id != evidence.document
    alike = said.kind is record.kind and pair.alike.targets is Targets.EQUAL and not pair.alike.conflicts
    return same_page and alike and _days_apart(pair) <= WORDS_HORIZON


def _moves_words(pair: Pair) -> bool:
    """A record of mere words follows the newest words about the same targets; about everybody, only with a detail in common."""
    alike = pair.alike
    if alike.conflicts - ({"rate"} if alike.targets is Targets.EQUAL else set()) or _days_apart(pair) > WORDS_HORIZON:
        return False
    told = pair.said.status is Status.EXTENDED or bool(alike.ties)
    return told or (
        alike.targets is Targets.EQUAL and pair.said.kind in SPOKEN and ALL not in pair.said.measure.targets
    )


def _moves_an_act(pair: Pair) -> bool:
    """An act's date moves by words of extension, or by a later act on the same instrument, or the same goods and rate."""
    alike = pair.alike
    if alike.conflicts:
        return False
    if pair.said.status is Status.EXTENDED:
        sure = alike.targets is Targets.EQUAL or bool(alike.ties)
        return sure and _days_apart(pair) <= EXTENSION_HORIZON
    if "instrument" in alike.ties and pair.said.measure.kind is MeasureKind.LICENCE:
        # A licence reissued under the next letter runs to its new date, whether or not it says "extended".
        return _days_apart(pair) <= EXTENSION_HORIZON
    return ("instrument" in alike.ties or alike.ties >= {"scope", "rate"}) and _days_apart(pair) <= AMENDMENT_HORIZON


def _moves_a_pause(pair: Pair) -> bool:
    """Pauses prolonged, measures paused, and the start that follows a pause."""
    said, record, alike = pair.said, pair.record, pair.alike
    later = said.due.opens_at - record.due.opens_at
    if alike.conflicts - ({"rate"} if alike.targets is Targets.EQUAL else set()):
        return False
    if record.kind is DeadlineKind.SUSPENSION_END and said.kind is DeadlineKind.EFFECTIVE:
        limit = EXTENSION_HORIZON if said.status is Status.EXTENDED else NEW_START
        return record.status is Status.SUSPENDED and ADJACENT < _calendar(pair) <= limit
    if record.kind is DeadlineKind.SUSPENSION_END:
        telling = said.kind is DeadlineKind.SUSPENSION_END or said.status is Status.EXTENDED
        return telling and later <= EXTENSION_HORIZON and (later > timedelta(0) or bool(alike.ties))
    stops = said.status is Status.SUSPENDED and record.kind is DeadlineKind.EFFECTIVE and not record.closed
    known = alike.targets is Targets.EQUAL or bool(alike.ties)
    return stops and known and ADJACENT < _calendar(pair) <= EXTENSION_HORIZON


def _act_for_all(pair: Pair) -> bool:
    """An act for all partners, dated soon after what was said to one of them."""
    said, record = pair.said, pair.record
    starts = said.kind is record.kind is DeadlineKind.EFFECTIVE and not record.closed
    act = said.firmness.at_least(Firmness.SIGNED) and said.status in (Status.ANNOUNCED, Status.EXTENDED)
    spoken = only_words(record.status, record.firmness) and record.status is not Status.SUSPENDED
    return starts and act and spoken and not pair.alike.conflicts and timedelta(0) < _calendar(pair) <= NEW_START


def _remembered(pair: Pair, document: Document) -> bool:
    """Is a closed record recent, or named so clearly, that a new date reopens it?"""
    said, record, ties = pair.said, pair.record, pair.alike.ties
    if "instrument" in ties:
        return True
    ended = record.ended_day or record.due.last_day
    recent = document.published.date() - ended <= MEMORY
    return recent and (said.kind in SPOKEN or said.status is Status.EXTENDED or "scope" in ties)


def _days_apart(pair: Pair) -> timedelta:
    return abs(pair.said.due.opens_at - pair.record.due.opens_at)


def _calendar(pair: Pair) -> timedelta:
    """From the record's date to the statement's, in whole days."""
    return pair.said.due.day - pair.record.due.last_day
