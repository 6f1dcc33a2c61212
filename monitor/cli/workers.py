"""`monitor workers`: the processes that share the work, what each does, and what waits."""

import sys
from datetime import datetime

from monitor.cli import shell
from monitor.listening import told
from monitor.ports import Depth, Presence
from monitor.shown.contract import instant_text
from monitor.shown.workers import lives

SHOWN = 5
"""Jobs named of one process."""


def workers(*, as_json: bool) -> None:
    """Prints who lives and what waits. Exit 1 when nobody leads, or nobody works."""
    now = shell.now()
    with shell.opened_store(shell.settings()) as store, store.read() as tx:
        known, depths = tx.presences(), tx.depths()
    alive = [each for each in known if lives(each, now)]
    if as_json:
        shell.print_json(
            {"workers": [_json(each, now) for each in known], "queue": [_depth_json(depth) for depth in depths]}
        )
    else:
        _print(known, depths, now)
    sys.exit(0 if any(each.leads for each in alive) and any(each.role == "worker" for each in alive) else 1)


def _json(each: Presence, now: datetime) -> dict[str, object]:
    return {
        "name": each.name,
        "role": each.role,
        "host": each.host,
        "pid": each.pid,
        "version": each.version,
        "started_at": instant_text(each.started_at),
        "seen_at": instant_text(each.seen_at),
        "alive": lives(each, now),
        "leads": each.leads,
        "doing": list(each.doing),
    }


def _depth_json(depth: Depth) -> dict[str, object]:
    return {
        "kind": depth.kind,
        "waiting": depth.waiting,
        "held": depth.held,
        "doing": depth.doing,
        "lag_seconds": round(depth.lag.total_seconds(), 1),
    }


def _print(known: list[Presence], depths: list[Depth], now: datetime) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table("role", "host", "process", "version", "runs for", "seen", "does")
    for each in known:
        alive = lives(each, now)
        more = f" and {len(each.doing) - SHOWN} more" if len(each.doing) > SHOWN else ""
        does = "leads" if each.leads else ", ".join(each.doing[:SHOWN]) + more
        style = "" if alive else "red"
        table.add_row(
            each.role,
            each.host,
            str(each.pid),
            each.version,
            told(now - each.started_at),
            Text(f"{told(now - each.seen_at)} ago" + ("" if alive else ", gone"), style=style),
            Text(does, overflow="fold"),
        )
    queue = Table("jobs", "wait", "for later", "under way", "lag")
    for depth in depths:
        queue.add_row(depth.kind, str(depth.waiting), str(depth.held), str(depth.doing), told(depth.lag))
    console = shell.console()
    console.print(table if known else "no process has a role here: `monitor run` does all in one")
    console.print(queue if depths else "no job waits")
