"""A record's revisions in words: when it was said, when we learnt it, from what to what, on whose words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.notify.clean import link, single_line
from monitor.notify.message import differences
from monitor.notify.moments import due_words, in_utc, span
from monitor.notify.words import CHANGES, FIRMNESS, ROLES, STATUSES, measure_words, rank_words, topic
from monitor.types import ChangeReason, Deadline, Evidence, Revision

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
    ended = f", ended {deadline.ended_day}" if deadline.ended_day else ""
    told = "; withdrawn: no text tells it any more" if withdrawn else ""
    return f"{due_words(deadline.due)}; {STATUSES[deadline.status]}{ended}; {FIRMNESS[deadline.firmness]}{told}"


def _entry(revision: Revision) -> Entry:
    new = revision.change.new
    reason = "WITHDRAWN" if revision.withdrawn else CHANGES[revision.change.reason]
    return Entry(new.revision, reason, due_words(new.due), tuple(_rows(revision)), link(new.evidence.url))


def _rows(revision: Revision) -> Iterator[Row]:
    change, evidence = revision.change, revision.change.new.evidence
    if change.old is None:
        yield "opened", f"{measure_words(change.new.measure)}; {standing(change.new).split('; ', 1)[1]}"
    else:
        label = "changed"
        for line in differences(change.old, change.new):
            yield label, single_line(line)
            label = ""
    if revision.withdrawn:
        yield "withdrawn", "no text tells this record any more, now that an earlier one has come to light"
    yield from _times(revision)
    if not brought_by_the_clock(revision):
        yield from _words(change.new, change.old)
    yield from _cautions(change.old.evidence if change.old else None, evidence)


def brought_by_the_clock(revision: Revision) -> bool:
    """Did time alone bring it, and no new words?"""
    change = revision.change
    return change.reason in BY_THE_CLOCK and change.old is not None and change.old.evidence == change.new.evidence


def _times(revision: Revision) -> Iterator[Row]:
    evidence = revision.change.new.evidence
    if brought_by_the_clock(revision):
        said_at = revision.change.at
        yield "when", f"{in_utc(said_at)}, by the calendar and not by a new document"
    else:
        said_at = evidence.published
        yield "said", in_utc(said_at)
    late = revision.learnt_at - said_at
    yield "learnt", in_utc(revision.learnt_at) + (f", {span(late)} later" if late >= LATE else "")


def _words(new: Deadline, old: Deadline | None) -> Iterator[Row]:
    evidence = new.evidence
    if evidence.quote:
        yield "words", f'"{single_line(evidence.quote)}"'
    yield "source", f"{single_line(evidence.source)} ({rank_words(evidence.rank)})"
    if evidence.title:
        yield "", single_line(evidence.title)
    if evidence.url:
        yield "link", link(evidence.url) or "withheld: what the source gave is no plain web address"
    if new.due.trace and (old is None or old.due != new.due):
        yield "reckoned", single_line(new.due.trace)
    if evidence.because:
        yield "match", f"taken for this deadline because: {single_line(evidence.because)}"
    if evidence.confidence < 1:
        yield "certainty", f"{evidence.confidence:.0%}"
    for other in evidence.alternatives:
        yield "or else", f"the same words can mean {due_words(other)}"


def _cautions(before: Evidence | None, evidence: Evidence) -> Iterator[Row]:
    """What is noted beside the words, once: where they are those of the revision before, only what is new."""
    known = before.warnings if before is not None and before.document == evidence.document else ()
    for warning in evidence.warnings:
        if warning not in known:
            yield "caution", single_line(warning)
