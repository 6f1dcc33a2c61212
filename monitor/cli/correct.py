"""`monitor correct`: what a person knows better."""

from pathlib import Path

from monitor.cli import shell
from monitor.cli.keys import named
from monitor.notify.clean import single_line
from monitor.notify.rows import differences
from monitor.pipeline.learn import Learnt
from monitor.shown.contract import corrected_json
from monitor.shown.said import Correcting
from monitor.shown.said import correct as write_correction
from monitor.shown.timeline import standing


def correct(key: str, said: Correcting, directory: Path | None, *, as_json: bool) -> None:
    """Writes the correction down and queues its alerts; the daemon sends them. Raises UsageError with near keys for an unknown one."""
    found = shell.settings()
    watches = shell.configuration(found, directory).all_watches
    with shell.opened_store(found) as store, store.begin() as tx:
        record = named(tx, key)
        learnt = write_correction(tx, record, said, watches, shell.now(), sign="--")
    if as_json:
        shell.print_json(corrected_json(record, learnt))
    else:
        _print(learnt)


def _print(learnt: Learnt) -> None:
    from rich.text import Text

    console, new = shell.console(), learnt.changes[-1].new
    console.print(Text(f"corrected: {new.key}"))
    for change in learnt.changes:
        for line in differences(change.old, change.new) if change.old else ():
            console.print(Text(f"  {single_line(line)}"))
    console.print(Text(f"  now: {standing(new)} (revision {new.revision})"))
    waiting = len(learnt.alerts)
    sent = "the daemon sends it" if waiting == 1 else "the daemon sends them"
    told = (
        f"{waiting} alert{'s' * (waiting != 1)} queued: {sent}"
        if waiting
        else "no alert: no watch asks for it, or its date is long past"
    )
    console.print(Text(f"  {told}"))
