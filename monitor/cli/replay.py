"""`monitor replay`."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from monitor import lexicon_file
from monitor.cli import shell
from monitor.cli.archive import Archive
from monitor.cli.waiting import Waiting
from monitor.errors import ReadError, UsageError
from monitor.notify.clean import single_line
from monitor.pipeline.replay import Event, events, final_state
from monitor.ports import Store
from monitor.shown.contract import deadline_json, event_json
from monitor.shown.said import moment
from monitor.types import Document, Lead, Watch

EVERYTHING = (
    Watch(
        "everything", ("console",), leads=(Lead(days=30), Lead(days=7), Lead(hours=48), Lead(hours=24), Lead(hours=4))
    ),
)


def replay(
    files: list[Path], published: str | None, watchlist: Path | None, until: str | None, *, as_json: bool
) -> None:
    """Plays the documents; a bad line is reported on standard error, and the exit status is then 1."""
    lexicon_file.prepare()
    watches = _watches(watchlist)
    with TemporaryDirectory(prefix="monitor-replay-") as name:
        archive = Archive(files, published, Path(name))
        for each in archive.broken:
            print(single_line(f"{each.id or '?'}: {each.error}"), file=sys.stderr)  # noqa: T201
        end = _end(until, archive.last_published)
        with _throwaway(Path(name)) as store:
            told = events(store, _shown(archive), watches, end)
            _print_json(told, store, Path(name)) if as_json else _print(told, store)
    sys.exit(1 if archive.broken else 0)


@contextmanager
def _throwaway(folder: Path) -> Iterator[Store]:
    from monitor.store import open_throwaway

    store = open_throwaway(folder)
    try:
        yield store
    finally:
        store.close()


def _shown(archive: Archive) -> Iterator[Document]:
    """The documents, with a bar on a terminal's standard error that shows how far the replay has come."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        yield from progress.track(archive.documents(), total=len(archive), description="replaying")


def _print_json(told: Iterable[Event], store: Store, folder: Path) -> None:
    """In order of time: what the clock had brought before its document came stands at the clock's instant.

    No later document can be ruled out to tell of such an instant, so the lines wait in a file.
    """
    waiting = Waiting(folder)
    for event in told:
        waiting.add(event.at, event_json(event))
    for value in waiting.in_order():
        shell.print_json(value)
    shell.print_json({"event": "state", "deadlines": [deadline_json(deadline) for deadline in final_state(store)]})


def _watches(path: Path | None) -> tuple[Watch, ...]:
    if path is None:
        return EVERYTHING
    from monitor.settings import load_watchlist

    return load_watchlist(path, os.environ, secrets=False).watches


def _end(until: str | None, last_published: datetime | None) -> datetime:
    """The instant at which the replay stops: the end of the day given (UTC), the instant given, or the last document."""
    if until is None:
        return last_published or datetime.min.replace(tzinfo=UTC)
    try:
        instant, day_only = moment(until)
        return datetime.combine(instant.date() + timedelta(days=1), time(0), UTC) if day_only else instant
    except ReadError as error:
        raise UsageError(str(error).replace("published", "--until")) from error
    except OverflowError as error:
        raise UsageError(f"--until {until}: there is no day after it") from error


def _print(told: Iterable[Event], store: Store) -> None:
    """For people, as it comes."""
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
    console.print(deadline_table(final_state(store), shell.now()))
