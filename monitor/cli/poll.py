"""`monitor poll`: sources once, now, in the foreground."""

import asyncio
import difflib
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from monitor import lexicon_file
from monitor.cli import shell
from monitor.errors import UsageError
from monitor.pipeline.poll import Poll
from monitor.pipeline.poll import poll as poll_source
from monitor.pipeline.recording import Playback, Recorder
from monitor.pipeline.world import World
from monitor.shown.contract import deadline_json
from monitor.types import Source


def poll(
    names: list[str], directory: Path | None, record: Path | None = None, play: Path | None = None, *, as_json: bool
) -> None:
    """Polls the named sources, or all enabled ones, whether or not their time has come. Exit 1 when one failed.

    `record`: a folder in which each answer is saved; `play`: one from which saved answers are read instead of the network.
    """
    if record is not None and play is not None:
        raise UsageError("--record saves answers from the network, --from asks nobody: give one of them")
    shell.log_faults_only()
    found = shell.settings()
    config = shell.configuration(found, directory)
    chosen = chosen_sources(config.sources, names)
    playback = None if play is None else Playback(play)
    lexicon_file.prepare()
    world = shell.world(found, config)
    if record is not None:
        world = replace(world, fetcher=Recorder(world.fetcher, record, shell.now))
    results = asyncio.run(_poll_all(world if playback is None else replace(world, fetcher=playback), chosen))
    if as_json:
        for result in results:
            shell.print_json(_json(result))
    else:
        _print(results)
    sys.exit(1 if any(result.error for result in results) else 0)


def chosen_sources(listed: Sequence[Source], names: Sequence[str]) -> list[Source]:
    """The sources named, or all enabled ones. Raises UsageError with the nearest name for one that is not listed."""
    known = {source.name: source for source in listed}
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]}?" if near else f"; sources.yaml lists {', '.join(sorted(known))}"
            raise UsageError(f"no source is called {name!r}{hint}")
    return [known[name] for name in dict.fromkeys(names)] if names else [source for source in listed if source.enabled]


async def _poll_all(world: World, chosen: Sequence[Source]) -> list[Poll]:
    from rich.progress import Progress

    console = shell.console()
    gate = asyncio.Semaphore(8)
    try:
        with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task("polling", total=len(chosen))

            async def one(source: Source) -> Poll:
                async with gate:
                    result = await poll_source(world, source)
                progress.advance(task)
                return result

            return list(await asyncio.gather(*(one(source) for source in chosen)))
    finally:
        await world.close()


def _json(result: Poll) -> dict[str, object]:
    return {
        "source": result.source,
        "items": result.items,
        "unchanged": result.unchanged,
        "documents": result.learnt.documents,
        "quarantined": result.quarantined,
        "alerts": len(result.learnt.alerts),
        "error": result.error or None,
        "changes": [{"reason": change.reason, **deadline_json(change.new)} for change in result.learnt.changes],
    }


def _print(results: Sequence[Poll]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("source", "items", "new documents", "changes", "alerts", "result")
    for result in results:
        outcome = result.error or ("nothing new" if result.unchanged else "ok")
        learnt = result.learnt
        counts = (result.items, learnt.documents, len(learnt.changes), len(learnt.alerts))
        table.add_row(result.source, *map(str, counts), Text(outcome, style="red" if result.error else ""))
    shell.console().print(table)
