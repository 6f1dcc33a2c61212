"""A record's revisions in words: when it was said, when we learnt it, from what to what, on whose words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.notify.clean import link, single_line
from monitor.notify.moments import due_words, in_utc, span
from monitor.notify.rows import differences
from monitor.notify.words import CHANGES, FIRMNESS, ROLES, STATUSES, measure_words, rank_words, topic
from monitor.types import Change, ChangeReason, Deadline, Revision

LATE = timedelta(hours=1)
"""From here on it is told how much later than it was said we learnt of it."""
BY_THE_CLOCK = frozenset({ChangeReason.IN_FORCE, ChangeReason.RESUMED, ChangeReason.EXPIRED, ChangeReason.LAPSED})

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision as people read it. `rows`: what it says, each with its label; `link`: fit to be followed, or None."""

    number: int
    reason: str
    date: str
    rows: tuple[Row, ...]
    link: str | None


def entries(revisions: Sequence[Revision]) -> list[Entry]:
    """One entry a revision, in their order."""
    return [_entry(revision) for revision in revisions]


def heading(deadline: Deadline) -> str:
    """US 50% tariff on Canada begins."""
    return f"{topic(deadline)} {ROLES[deadline.kind].verb}"


def standing(deadline: Deadline, *, withdrawn: bool = False) -> str:
    """The date and the state in one phrase."""
    return f"{due_words(deadline.due)}; {state(deadline, withdrawn=withdrawn)}"


def state(deadline: Deadline, *, withdrawn: bool = False) -> str:
    """The status, since when it has ended, and how firm the words are."""
    ended = f", ended {deadline.ended_day}" if deadline.ended_day else ""
    told = "; withdrawn: no text tells it any more" if withdrawn else ""
    return f"{STATUSES[deadline.status]}{ended}; {FIRMNESS[deadline.firmness]}{told}"


def _entry(revision: Revision) -> Entry:
    new = revision.change.new
    reason = "WITHDRAWN" if revision.withdrawn else CHANGES[revision.change.reason]
    return Entry(new.revision, reason, due_words(new.due), tuple(_rows(revision)), link(new.evidence.url))


def _rows(revision: Revision) -> Iterator[Row]:
    change = revision.change
    if change.old is None:
        yield "opened", f"{measure_words(change.new.measure)}; {state(change.new)}"
    else:
        label = "changed"
        for line in differences(change.old, change.new):
            yield label, single_line(line)
            label = ""
    if revision.withdrawn:
        yield "withdrawn", "no text tells this record any more, now that an earlier one has come to light"
    yield from _times(revision)
    if has_new_words(revision):
        yield from _words(change)
    yield from _cautions(revision)


def has_new_words(revision: Revision) -> bool:
    """Does it rest on other words than the revision before? What the clock brings does not, nor does a dispute."""
    old, new = revision.change.old, revision.change.new.evidence
    return old is None or (old.evidence.document, old.evidence.quote) != (new.document, new.quote)


def _times(revision: Revision) -> Iterator[Row]:
    change = revision.change
    said_at: datetime | None = None
    if has_new_words(revision):
        said_at = change.new.evidence.published
        yield "said", in_utc(said_at)
    elif change.reason in BY_THE_CLOCK:
        said_at = change.at
        yield "when", f"{in_utc(said_at)}, by the calendar and not by a new document"
    late = revision.learnt_at - said_at if said_at is not None else timedelta(0)
    yield "learnt", in_utc(revision.learnt_at) + (f", {span(late)} later" if late >= LATE else "")


def _words(change: Change) -> Iterator[Row]:
    new, old, evidence = change.new, change.old, change.new.evidence
    if evidence.quote:
        yield "words", f'"{single_line(evidence.quote)}"'
    yield "source", f"{single_line(evidence.source)} ({rank_words(evidence.rank)})"
    if evidence.title:
        yield "", single_line(evidence.title)
    if evidence.url:
        yield "link", link(evidence.url) or "withheld: what the source gave is no plain web address"
    if new.due.trace and (old is None or old.due != new.due):
        yield "reckoned", single_line(new.due.trace)
    if evidence.because and change.reason is ChangeReason.SUPERSEDED:
        yield "replaced", single_line(evidence.because)
    elif evidence.because:
        yield "match", f"taken for this deadline because: {single_line(evidence.because)}"
    if evidence.confidence < 1:
        yield "certainty", f"{evidence.confidence:.0%}"
    for other in evidence.alternatives:
        yield "or else", f"the same words can mean {due_words(other)}"


def _cautions(revision: Revision) -> Iterator[Row]:
    """What is noted beside the words: where they are those of the revision before, only what is new."""
    old = revision.change.old
    known = () if old is None or has_new_words(revision) else old.evidence.warnings
    for warning in revision.change.new.evidence.warnings:
        if warning not in known:
            yield "caution", single_line(warning)
