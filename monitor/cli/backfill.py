"""`monitor backfill`: what a source published since a day of the past."""

import asyncio
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from monitor import lexicon_file
from monitor.cli import shell
from monitor.cli.poll import chosen_sources
from monitor.errors import FetchError, MonitorError, UsageError
from monitor.listening import told
from monitor.pipeline.backfill import REST, Backfilling, Progress
from monitor.pipeline.world import World
from monitor.shown.contract import instant_text
from monitor.types import Backfill, Source

if TYPE_CHECKING:
    from monitor.settings import Config, Settings


def backfill(name: str, since: str, directory: Path | None, *, queued: bool, as_json: bool) -> None:
    """Fetches page after page back to `since`. Exit 1 when it stopped before: the next run goes on there.

    `queued`: leaves that to the workers.
    """
    shell.log_faults_only()
    found = shell.settings()
    config = shell.configuration(found, directory)
    [source] = chosen_sources(config.sources, [name])
    day = _day(since)
    if queued:
        _queue(found, config, source, day, as_json=as_json)
        return
    lexicon_file.prepare()
    error = asyncio.run(_fetch(shell.world(found, config), source, day, as_json=as_json))
    if error:
        print(error, file=sys.stderr)  # noqa: T201
    sys.exit(1 if error else 0)


def _queue(found: "Settings", config: "Config", source: Source, since: date, *, as_json: bool) -> None:
    from monitor.engine import connection_address, refuse_unless_possible

    address = found.database_url.get_secret_value()
    refuse_unless_possible(address)
    from monitor.engine.acts import begin_backfill
    from monitor.engine.jobs import install

    async def begin() -> Backfill:
        world = shell.world(found, config)
        try:
            await install(connection_address(address))
            return await begin_backfill(world, source, since)
        finally:
            await world.close()

    state = asyncio.run(begin())
    if as_json:
        shell.print_json({"source": source.name, "queued": True, "page": state.page})
    else:
        print(f"queued: the workers fetch {source.name} from page {state.page} on")  # noqa: T201


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--since {text!r} is no day; it must look like 2026-01-31") from None
    if day > shell.now().date():
        raise UsageError(f"--since {text} lies ahead")
    return day


async def _fetch(world: World, source: Source, since: date, *, as_json: bool) -> str:
    """Why it stopped before the day was reached, or nothing."""
    work = Backfilling(world, source, since)
    try:
        state = await work.begin()
        while True:
            progress = await work.page(state)
            state = progress.backfill
            _tell(progress, as_json=as_json)
            if progress.done:
                reached = state.oldest is not None and state.oldest.date() <= since
                return "" if reached else f"{source.name}: {since} was not reached: {progress.done}"
            await work.rest(REST)
    except MonitorError as error:
        asked = error.retry_after if isinstance(error, FetchError) else None
        wait = f"; it asks for a rest of {told(asked)}" if asked else ""
        return f"{source.name}: stopped: {error}{wait}; run the same command again to go on"
    finally:
        await world.close()


def _tell(progress: Progress, *, as_json: bool) -> None:
    state = progress.backfill
    if as_json:
        shell.print_json(
            {
                "source": state.source,
                "page": state.page - 1,
                "oldest": instant_text(state.oldest) if state.oldest else None,
                "items": state.items,
                "documents": progress.documents,
                "failed": progress.failed,
                "done": progress.done or None,
            }
        )
        return
    oldest = f"back to {state.oldest:%Y-%m-%d}" if state.oldest else "no dates"
    failed = f", {progress.failed} could not be read" if progress.failed else ""
    print(f"page {state.page - 1}: {oldest}; {progress.documents} new documents{failed}", flush=True)  # noqa: T201
    if progress.done:
        print(f"done: {progress.done}")  # noqa: T201
