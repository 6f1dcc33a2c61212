"""`monitor ack`, `snooze`, `mute` and `wrong`: what readers say of a deadline, and how it is shown."""

import getpass
import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.cli import shell
from monitor.cli.documents import moment
from monitor.cli.keys import named
from monitor.errors import ReadError, UsageError
from monitor.notify.clean import cut, single_line
from monitor.notify.moments import instant_words, span
from monitor.pipeline.mark import Marked, lift
from monitor.pipeline.mark import mark as write_mark
from monitor.policy.marks import LONGEST_MUTE, MUTED_FOR
from monitor.shown.contract import Json, instant_text
from monitor.shown.timeline import heading, standing
from monitor.types import Deadline, Mark, MarkKind

LONGEST_NOTE = 500
UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class Said:
    """The words of the command line. `span`: 30m, 4h or 2d; `until`: a day or an instant; `lift`: it takes back what was said."""

    by: str | None
    note: str
    span: str | None = None
    until: str | None = None
    lift: bool = False


def mark(kind: MarkKind, key: str, said: Said, *, as_json: bool) -> None:
    """Writes it down; the daemon obeys from its next look on. Raises UsageError, and MonitorError where nothing can be put off."""
    found, now = shell.settings(), shell.now()
    until = _until(said, now, found.timezone)
    by, note = _author(said.by), cut(single_line(said.note), LONGEST_NOTE)
    with shell.opened_store(found) as store, store.begin() as tx:
        deadline = named(tx, key)
        if said.lift:
            marked = lift(tx, deadline, kind, now, by=by, note=note)
        else:
            marked = write_mark(tx, deadline, kind, now, by=by, note=note, until=until)
    if as_json:
        shell.print_json(_json(deadline, marked))
    else:
        rows = list(_rows(deadline, marked, found.timezone))
        shell.console().print(f"{heading(deadline)}: {_done(marked.mark)}", markup=False, highlight=False)
        shell.print_rows(("key", deadline.key), ("stands", standing(deadline)), *rows)


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


def mark_words(mark: Mark, zone: str = "UTC") -> str:
    """acknowledged by Ada on Sun 22 Nov 2026, 14:00 UTC: filed on Friday."""
    what = f"no longer {mark.kind}" if mark.lifts else "said to be wrong" if mark.kind is MarkKind.WRONG else mark.kind
    end = f" until {instant_words(mark.until, zone)}" if mark.until and not mark.lifts else ""
    note = f": {single_line(mark.note)}" if mark.note else ""
    return f"{what}{end} by {single_line(mark.by)} on {instant_words(mark.at, zone)}{note}"


def brief(marks: Sequence[Mark]) -> str:
    """The marks in force, as short as a table needs it: acknowledged; muted to 29 Nov."""
    return "; ".join(f"{mark.kind} to {mark.until:%d %b}" if mark.until else str(mark.kind) for mark in marks)


def _until(said: Said, now: datetime, zone: str) -> datetime | None:
    if said.span is not None and said.until is not None:
        raise UsageError("--for and --until say the same thing twice: leave one of them out")
    if said.lift and (said.span or said.until):
        raise UsageError("--lift takes back at once: leave out --for and --until")
    if said.span is not None:
        match = re.fullmatch(r"([1-9]\d{0,4})([mhd])", said.span)
        if match is None:
            raise UsageError(f"--for {said.span!r} is no length of time; write 30m, 4h or 2d")
        return now.replace(microsecond=0) + timedelta(**{UNITS[match[2]]: int(match[1])})
    if said.until is None:
        return None
    try:
        instant, day_only = moment(said.until)
    except ReadError as error:
        raise UsageError(str(error).replace("published", "--until")) from error
    return datetime.combine(instant.date(), time(0), ZoneInfo(zone)).astimezone(UTC) if day_only else instant


def _author(name: str | None) -> str:
    if name is not None:
        if not single_line(name):
            raise UsageError("--by must say who; left out, it is who you are on this machine")
        return cut(single_line(name), 80)
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody at the command line"


def _json(deadline: Deadline, marked: Marked) -> Json:
    return {
        "key": deadline.key,
        **mark_json(marked.mark),
        "shortened": marked.shortened,
        "withdrawn": marked.withdrawn,
        "settle": correction(deadline) if marked.mark.kind is MarkKind.WRONG else None,
    }


def correction(deadline: Deadline) -> str:
    """The command that sets the date right."""
    return f"monitor correct {shlex.quote(deadline.key)} --date DATE --by NAME --reason TEXT"


def _done(mark: Mark) -> str:
    if mark.lifts:
        return f"no longer {mark.kind}"
    return "noted as wrong" if mark.kind is MarkKind.WRONG else str(mark.kind)


def _rows(deadline: Deadline, marked: Marked, zone: str) -> Iterator[tuple[str, str]]:
    mark = marked.mark
    yield "by", mark.by + (f": {mark.note}" if mark.note else "")
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
        limits = f"{MUTED_FOR.days} days unless said otherwise, {LONGEST_MUTE.days} at most"
        yield "note", f"every mute ends: after {limits}; `monitor mute {deadline.key} --lift` ends it now"
        if mark.at < deadline.due.opens_at <= mark.until:
            yield "caution", "the date falls into the mute: nobody will be warned of it"
    elif mark.kind is MarkKind.WRONG:
        yield "then", "it stands in `monitor review`; the record itself is as it was, and reminders go on"
        yield "to mend", correction(deadline)
    if marked.withdrawn:
        many = marked.withdrawn > 1
        yield "withdrawn", f"{marked.withdrawn} reminder{'s' * many} that waited to be sent"
