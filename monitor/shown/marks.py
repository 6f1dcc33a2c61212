"""What readers said of a deadline, and what follows from it, in words and as JSON."""

import shlex
from collections.abc import Iterator, Sequence

from monitor.notify.clean import single_line
from monitor.notify.moments import instant_words, span
from monitor.pipeline.mark import Marked
from monitor.policy.marks import LONGEST_MUTE, MUTED_FOR
from monitor.shown.contract import Json, instant_text
from monitor.types import Deadline, Mark, MarkKind

LONGEST_NOTE, LONGEST_NAME = 500, 80


def mark_json(mark: Mark) -> Json:
    """One mark, as `history`, `deadlines` and the commands themselves show it."""
    return {
        "mark": mark.kind,
        "by": mark.by,
        "at": instant_text(mark.at),
        "until": instant_text(mark.until) if mark.until else None,
        "note": mark.note or None,
        "lifted": mark.lifts,
    }


def marked_json(deadline: Deadline, marked: Marked) -> Json:
    """What came of a mark."""
    return {
        "key": deadline.key,
        **mark_json(marked.mark),
        "shortened": marked.shortened,
        "withdrawn": marked.withdrawn,
        "settle": correction(deadline) if marked.mark.kind is MarkKind.WRONG else None,
    }


def mark_words(mark: Mark, zone: str = "UTC") -> str:
    """acknowledged by Ada on Sun 22 Nov 2026, 14:00 UTC: filed on Friday."""
    what = f"no longer {mark.kind}" if mark.lifts else "said to be wrong" if mark.kind is MarkKind.WRONG else mark.kind
    end = f" until {instant_words(mark.until, zone)}" if mark.until and not mark.lifts else ""
    note = f": {single_line(mark.note)}" if mark.note else ""
    return f"{what}{end} by {single_line(mark.by)} on {instant_words(mark.at, zone)}{note}"


def brief(marks: Sequence[Mark]) -> str:
    """The marks in force, as short as a table needs it: acknowledged; muted to 29 Nov."""
    return "; ".join(brief_mark(mark) for mark in marks)


def brief_mark(mark: Mark) -> str:
    """One mark: muted to 29 Nov."""
    return f"{mark.kind} to {mark.until:%d %b}" if mark.until else str(mark.kind)


def done(mark: Mark) -> str:
    """What has just been done."""
    if mark.lifts:
        return f"no longer {mark.kind}"
    return "noted as wrong" if mark.kind is MarkKind.WRONG else str(mark.kind)


def correction(deadline: Deadline) -> str:
    """The command that sets the date right."""
    return f"monitor correct {shlex.quote(deadline.key)} --date DATE --by NAME --reason TEXT"


def consequences(deadline: Deadline, marked: Marked, zone: str) -> Iterator[tuple[str, str]]:
    """What follows from the mark, each with its label."""
    mark = marked.mark
    if mark.lifts:
        yield (
            "then",
            "told as if it had never been said" if mark.kind is not MarkKind.WRONG else "no doubt of yours is left",
        )
    elif mark.kind is MarkKind.ACKNOWLEDGED:
        yield "then", "no more reminders of this date; changes are told, and a new date is reminded of again"
    elif mark.kind is MarkKind.SNOOZED and mark.until is not None:
        yield "until", f"{instant_words(mark.until, zone)}: then it reminds again; changes are told meanwhile"
        if marked.shortened:
            left = span(deadline.due.opens_at - mark.until)
            yield "note", f"shorter than asked: no snooze passes a date without a warning, this one comes {left} before"
    elif mark.kind is MarkKind.MUTED and mark.until is not None:
        yield (
            "until",
            f"{instant_words(mark.until, zone)}: till then nothing is told, changes neither; after that, what changed",
        )
        yield "note", f"every mute ends: after {MUTED_FOR.days} days unless said otherwise, {LONGEST_MUTE.days} at most"
        if mark.at < deadline.due.opens_at <= mark.until:
            yield "caution", "the date falls into the mute: nobody will be warned of it"
    elif mark.kind is MarkKind.WRONG:
        yield "then", "it is listed for review; the record itself is as it was, and reminders go on"
    if marked.withdrawn:
        many = marked.withdrawn > 1
        yield "withdrawn", f"{marked.withdrawn} reminder{'s' * many} that waited to be sent"
