"""`monitor replay`."""

import os
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.cli import shell
from monitor.cli.contract import deadline_json, event_json
from monitor.cli.documents import Broken, documents, moment
from monitor.errors import ReadError, UsageError
from monitor.notify.clean import single_line
from monitor.pipeline.replay import Event, events, final_state
from monitor.ports import Store
from monitor.types import Document, Lead, Watch

if TYPE_CHECKING:
    from monitor.types import Deadline

EVERYTHING = (
    Watch(
        "everything", ("console",), leads=(Lead(days=30), Lead(days=7), Lead(hours=48), Lead(hours=24), Lead(hours=4))
    ),
)


def replay(
    files: list[Path], published: str | None, watchlist: Path | None, until: str | None, *, as_json: bool
) -> None:
    """Plays the documents; a bad line is reported on standard error, and the exit status is then 1."""
    from monitor.store import open_store

    read = list(documents(files, published))
    good = [each for each in read if isinstance(each, Document)]
    broken = [each for each in read if isinstance(each, Broken)]
    for each in broken:
        print(single_line(f"{each.id or '?'}: {each.error}"), file=sys.stderr)  # noqa: T201
    store = open_store("sqlite://")
    try:
        told = sorted(_played(store, good, _watches(watchlist), _end(until, good)), key=lambda event: event.at)
        state = final_state(store)
    finally:
        store.close()
    if as_json:
        for event in told:
            shell.print_json(event_json(event))
        shell.print_json({"event": "state", "deadlines": [deadline_json(deadline) for deadline in state]})
    else:
        _print(told, state)
    sys.exit(1 if broken else 0)


def _played(store: Store, read: Sequence[Document], watches: tuple[Watch, ...], until: datetime) -> Iterator[Event]:
    """The events, with a bar on a terminal's standard error that shows how far the simulated clock has come."""
    from rich.console import Console
    from rich.progress import Progress

    published = sorted(document.published for document in read)
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("replaying", total=len(published))
        for event in events(store, read, watches, until):
            progress.update(task, completed=bisect_right(published, event.at))
            yield event


def _watches(path: Path | None) -> tuple[Watch, ...]:
    if path is None:
        return EVERYTHING
    from monitor.settings import load_watchlist

    return load_watchlist(path, os.environ, secrets=False).watches


def _end(until: str | None, read: Sequence[Document]) -> datetime:
    """The instant at which the replay stops: the end of the day given (UTC), the instant given, or the last document."""
    if until is None:
        return max((document.published for document in read), default=datetime.min.replace(tzinfo=UTC))
    try:
        instant, day_only = moment(until)
        return datetime.combine(instant.date() + timedelta(days=1), time(0), UTC) if day_only else instant
    except ReadError as error:
        raise UsageError(str(error).replace("published", "--until")) from error
    except OverflowError as error:
        raise UsageError(f"--until {until}: there is no day after it") from error


def _print(told: Sequence[Event], state: Sequence["Deadline"]) -> None:
    from monitor.cli.deadlines import deadline_table
    from monitor.notify.message import render

    console = shell.console()
    for event in told:
        at = event.at.strftime("%a %d %b %Y %H:%M UTC")
        if event.change is not None:
            line = event_json(event)
            moved = f" (was {line['previous']})" if line["previous"] else ""
            console.print(f"{at}  {line['reason']}: {line['key']} {line['date']}{moved}", markup=False, highlight=False)
        elif event.alert is not None:
            subject = render(event.alert, now=event.at).subject
            console.print(f"{at}    -> {event.alert.receiver}: {subject}", markup=False, highlight=False)
    console.print(deadline_table(state, shell.now()))
