"""`monitor doctor`: asks each source once and says what is wrong with it. Nothing is stored, nothing is told."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from monitor.cli import shell
from monitor.cli.poll import chosen_sources
from monitor.listening import told
from monitor.pipeline.probe import Finding, probe
from monitor.shown.contract import instant_text
from monitor.types import Source

AT_ONCE = 8


def doctor(names: list[str], directory: Path | None, *, as_json: bool) -> None:
    """Probes the named sources, or all enabled ones. Exit 1 when one is not as it should be."""
    shell.log_faults_only()
    found = shell.settings()
    chosen = chosen_sources(shell.configuration(found, directory).sources, names)
    findings = asyncio.run(_probe_all(found.user_agent, found.allow_private_hosts, chosen))
    if as_json:
        for finding in findings:
            shell.print_json(_json(finding))
    else:
        _print(findings)
    sys.exit(1 if any(finding.status != "ok" for finding in findings) else 0)


async def _probe_all(user_agent: str, private: frozenset[str], chosen: Sequence[Source]) -> list[Finding]:
    from rich.progress import Progress

    from monitor.fetch import fetcher_for
    from monitor.parse.apart import ChildParser

    console, gate = shell.console(), asyncio.Semaphore(AT_ONCE)
    fetcher, parser = fetcher_for(chosen, user_agent, private), ChildParser()
    try:
        with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task("asking", total=len(chosen))

            async def one(source: Source) -> Finding:
                async with gate:
                    finding = await probe(fetcher, parser, source, user_agent, shell.now)
                progress.advance(task)
                return finding

            return list(await asyncio.gather(*(one(source) for source in chosen)))
    finally:
        await fetcher.close()
        await parser.close()


def _json(finding: Finding) -> dict[str, object]:
    return {
        "source": finding.source,
        "url": finding.url,
        "ok": finding.status == "ok",
        "status": finding.status,
        "error": finding.error or None,
        "http": finding.http,
        "bytes": finding.size,
        "items": finding.items,
        "dated": finding.dated,
        "newest": instant_text(finding.newest) if finding.newest else None,
        "validators": list(finding.validators),
        "robots": finding.robots,
        "page_length": finding.page_length,
        "seconds": round(finding.seconds, 3),
        "advice": finding.advice or None,
    }


def _print(findings: Sequence[Finding]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("source", "status", "items", "newest", "dated", "validators", "robots", "page", "time", "advice")
    now = shell.now()
    for finding in findings:
        well = finding.status == "ok"
        page = "" if finding.page_length is None else f"{finding.page_length:,}"
        newest = f"{told(max(now - finding.newest, now - now))} ago" if finding.newest else ""
        counts = (str(finding.items), newest, f"{finding.dated}/{finding.items}")
        rest = (", ".join(finding.validators) or "none", finding.robots, page, f"{finding.seconds:.1f} s")
        words = "; ".join(filter(None, (finding.error, finding.advice)))
        table.add_row(
            finding.source,
            Text(finding.status, style="" if well else "red"),
            *counts,
            *rest,
            Text(words, overflow="fold"),
        )
    console = shell.console()
    console.print(table)
    bad = sum(finding.status != "ok" for finding in findings)
    console.print(f"{len(findings) - bad} of {len(findings)} sources are well")
