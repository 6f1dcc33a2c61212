"""`monitor history`: how one deadline came to be what it is, on both axes of time."""

from collections.abc import Sequence

from monitor.cli import shell
from monitor.cli.keys import unknown
from monitor.shown.contract import revision_json
from monitor.shown.timeline import entries, heading, standing
from monitor.types import Revision


def history(key: str, *, as_json: bool) -> None:
    """Shows all revisions of one deadline, oldest first. Raises UsageError with near keys when there is none."""
    with shell.opened_store(shell.settings()) as store, store.read() as tx:
        revisions = tx.history(key)
        if not revisions:
            raise unknown(tx, key)
    if as_json:
        shell.print_json([revision_json(revision) for revision in revisions])
    else:
        _print(key, revisions)


def _print(key: str, revisions: Sequence[Revision]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console, last = shell.console(), revisions[-1]
    console.print(Text(heading(last.change.new), "bold"))
    shell.print_rows(("key", key), ("now", standing(last.change.new, withdrawn=last.withdrawn)))
    for entry in entries(revisions):
        title = Text.assemble((f"{entry.number:>2}  ", "dim"), (entry.reason, "bold"), f"  {entry.date}")
        console.print(Padding(title, (1, 0, 0, 0)))
        shell.print_rows(*entry.rows)
