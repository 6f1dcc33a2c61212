"""`monitor sources`: how each source is, when it is asked next, and how long it has been silent."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from monitor import listening
from monitor.cli import shell
from monitor.shown.contract import instant_text
from monitor.types import Source, SourceState

Row = tuple[Source, SourceState | None, listening.Health]


def sources(directory: Path | None, *, as_json: bool) -> None:
    """Lists all configured sources. Exit 1 when one is ill."""
    found = shell.settings()
    listed = shell.configuration(found, directory).sources
    with shell.opened_store(found) as store, store.read() as tx:
        states = tx.source_states([source.name for source in listed])
    now = shell.now()
    rows = [
        (source, states.get(source.name), listening.health(source, states.get(source.name), now)) for source in listed
    ]
    if as_json:
        for row in rows:
            shell.print_json(_json(*row))
    else:
        _print(rows, now)
    sys.exit(1 if any(health.word == "ill" for _, _, health in rows) else 0)


def _json(source: Source, state: SourceState | None, health: listening.Health) -> dict[str, object]:
    state = state or SourceState(source.name, shell.now())
    return {
        "source": source.name,
        "url": source.url,
        "enabled": source.enabled,
        "health": health.word,
        "faults": [{"ailment": fault.ailment, "words": fault.words} for fault in health.faults],
        "next_poll": _instant(state.next_poll_at) if health.word not in ("off", "new") else None,
        "last_success": _instant(state.last_ok_at),
        "failures": state.failures,
        "failing_since": _instant(state.failing_since),
        "error": state.error or None,
        "items": state.items,
        "newest_item": _instant(state.last_item_at),
        "silent_seconds": None if health.silent_for is None else round(health.silent_for.total_seconds()),
        "usual_gap_seconds": None if state.usual_gap is None else round(state.usual_gap.total_seconds()),
        "silent_limit_seconds": None if health.silent_limit is None else round(health.silent_limit.total_seconds()),
        "every_seconds": round(source.every.total_seconds()),
        "rank": source.rank,
        "issuer": source.issuer,
    }


def _instant(moment: datetime | None) -> str | None:
    return None if moment is None else instant_text(moment)


def _print(rows: Sequence[Row], now: datetime) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("source", "health", "next poll", "last success", "items", "silent for", "usual gap", "what is wrong")
    styles = {"ill": "red", "failing": "yellow", "off": "dim"}
    for source, state, health in rows:
        wrong = "; ".join(fault.words for fault in health.faults) or (state.error if state else "")
        known = state is not None and health.word not in ("off", "new")
        table.add_row(
            source.name,
            Text(health.word, style=styles.get(health.word, "")),
            _ahead(state.next_poll_at, now) if state and known else "",
            f"{listening.told(now - state.last_ok_at)} ago" if state and state.last_ok_at else "",
            str(state.items) if state and known else "",
            listening.told(health.silent_for) if health.silent_for is not None else "",
            listening.told(state.usual_gap) if state and state.usual_gap is not None else "",
            Text(wrong if known else "", overflow="fold"),
        )
    shell.console().print(table)


def _ahead(moment: datetime, now: datetime) -> str:
    return f"in {listening.told(moment - now)}" if moment > now else "now"
