"""`monitor simulate`: what a watchlist would have sent since a day, beside what was sent. Sends nothing, writes nothing."""

import os
from collections import Counter
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from monitor.cli import shell
from monitor.cli.waiting import Waiting
from monitor.errors import ReadError, UsageError
from monitor.notify.message import render
from monitor.pipeline.simulate import Difference, Simulated, simulated
from monitor.shown.contract import Json, instant_text
from monitor.shown.said import moment
from monitor.types import Watch, plain_name

if TYPE_CHECKING:
    from monitor.settings import Settings

SIGNS = {Difference.NEW: "+", Difference.GONE: "-", Difference.SAME: "="}


def simulate(
    since: str, watchlist: Path | None, directory: Path | None, *, as_json: bool, workspace: str | None = None
) -> None:
    """Shows each alert that would have been sent, or was and would not be, in order of time. Raises ConfigError, UsageError, StoreError."""
    found, now = shell.settings(), shell.now()
    begins = _since(since, now)
    own = shell.workspace_named(found, workspace, directory)
    watches = _watches(found, watchlist, directory, own)
    counts: Counter[str] = Counter()
    with shell.opened_store(found) as store, TemporaryDirectory(prefix="monitor-simulate-") as folder:
        waiting = Waiting(Path(folder))
        for one in simulated(store.within(own), watches, begins, now):
            counts[one.difference] += 1
            waiting.add(one.at, _json(one))
        for line in waiting.in_order():
            _show(line, as_json=as_json)
    _show_sum(counts, begins, as_json=as_json)


def _since(words: str, now: datetime) -> datetime:
    try:
        instant, day_only = moment(words)
    except ReadError as error:
        raise UsageError(str(error).replace("published", "--since")) from error
    begins = instant.replace(hour=0, minute=0) if day_only else instant
    if begins > now:
        raise UsageError(f"--since {words} lies ahead")
    return begins


def _watches(found: "Settings", path: Path | None, directory: Path | None, workspace: str) -> tuple[Watch, ...]:
    if path is None:
        return shell.configuration(found, directory, secrets=False).within(workspace).watches
    from monitor.settings import load_watchlist

    return load_watchlist(path, os.environ, secrets=False, workspace=workspace).watches


def _json(one: Simulated) -> Json:
    alert = one.alert
    return {
        "at": instant_text(one.at),
        "event": "alert",
        "difference": one.difference,
        "reason": alert.change or alert.reason,
        "lead": alert.lead.iso if alert.lead else None,
        "watch": ", ".join(name for name, _ in alert.watches),
        "receiver": plain_name(alert.receiver),
        "key": alert.key,
        "subject": render(alert, now=one.at).subject,
        "id": alert.id,
        "state": one.state,
    }


def _show(line: Json, *, as_json: bool) -> None:
    if as_json:
        shell.print_json(line)
    elif line["difference"] != Difference.SAME:
        at = datetime.fromisoformat(line["at"]).strftime("%a %d %b %Y %H:%M UTC")
        words = f"{SIGNS[Difference(line['difference'])]} {at}  -> {line['receiver']}: {line['subject']}"
        shell.console().print(words, markup=False, highlight=False, soft_wrap=True)


def _show_sum(counts: Counter[str], since: datetime, *, as_json: bool) -> None:
    new, gone, same = (counts[each] for each in (Difference.NEW, Difference.GONE, Difference.SAME))
    if as_json:
        sums = {"would": new + same, "was": gone + same, "new": new, "gone": gone, "same": same}
        shell.print_json({"event": "sum", "since": instant_text(since), **sums})
        return
    words = f"would have sent {new + same} alert{'s' * (new + same != 1)} since {since:%d %b %Y} (was {gone + same})"
    shell.console().print(f"{words}: +{new} new, -{gone} gone; nothing was sent", markup=False, highlight=False)
