"""`monitor ack`, `snooze`, `mute` and `wrong`: what readers say of a deadline."""

import getpass
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from monitor.cli import shell
from monitor.cli.keys import named
from monitor.errors import UsageError
from monitor.notify.clean import cut, single_line
from monitor.pipeline.mark import Marked, lift
from monitor.pipeline.mark import mark as write_mark
from monitor.shown.marks import LONGEST_NAME, LONGEST_NOTE, consequences, correction, done, marked_json
from monitor.shown.said import length, until_said
from monitor.shown.timeline import heading, standing
from monitor.types import Deadline, MarkKind


@dataclass(frozen=True, slots=True)
class Said:
    """The words of the command line. `span`: 30m, 4h or 2d; `until`: a day or an instant; `lift`: it takes back what was said.
    `workspace`: by the name that people give it.
    """

    by: str | None
    note: str
    span: str | None = None
    until: str | None = None
    lift: bool = False
    workspace: str | None = None


def mark(kind: MarkKind, key: str, said: Said, *, as_json: bool) -> None:
    """Writes it down; the daemon obeys from its next look on. Raises UsageError, and MonitorError where nothing can be put off."""
    found, now = shell.settings(), shell.now()
    until = _until(said, now, found.timezone)
    by, note = _author(said.by), cut(single_line(said.note), LONGEST_NOTE)
    with shell.opened_room(found, said.workspace) as store, store.begin() as tx:
        deadline = named(tx, key)
        if said.lift:
            marked = lift(tx, deadline, kind, now, by=by, note=note)
        else:
            marked = write_mark(tx, deadline, kind, now, by=by, note=note, until=until)
    if as_json:
        shell.print_json(marked_json(deadline, marked))
    else:
        rows = list(_rows(deadline, marked, found.timezone))
        shell.console().print(f"{heading(deadline)}: {done(marked.mark)}", markup=False, highlight=False)
        shell.print_rows(("key", deadline.key), ("stands", standing(deadline)), *rows)


def _until(said: Said, now: datetime, zone: str) -> datetime | None:
    if said.span is not None and said.until is not None:
        raise UsageError("--for and --until say the same thing twice: leave one of them out")
    if said.lift and (said.span or said.until):
        raise UsageError("--lift takes back at once: leave out --for and --until")
    if said.span is not None:
        return now.replace(microsecond=0) + length(said.span, "--for")
    return None if said.until is None else until_said(said.until, zone, "--until")


def _author(name: str | None) -> str:
    if name is not None:
        if not single_line(name):
            raise UsageError("--by must say who; left out, it is who you are on this machine")
        return cut(single_line(name), LONGEST_NAME)
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody at the command line"


def _rows(deadline: Deadline, marked: Marked, zone: str) -> Iterator[tuple[str, str]]:
    mark = marked.mark
    yield "by", mark.by + (f": {mark.note}" if mark.note else "")
    yield from consequences(deadline, marked, zone)
    if mark.kind is MarkKind.MUTED and not mark.lifts:
        room = f" --workspace {mark.workspace}" if mark.workspace else ""
        yield "to end", f"monitor mute {deadline.key} --lift{room}"
    if mark.kind is MarkKind.WRONG and not mark.lifts:
        yield "to mend", correction(deadline)
