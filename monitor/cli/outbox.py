"""`monitor outbox`: what waits for each receiver and how it is, and another try for what was given up."""

from datetime import datetime

from monitor.cli import shell
from monitor.errors import UsageError
from monitor.notify.clean import single_line
from monitor.policy import Circuit
from monitor.ports import Queue
from monitor.shown.contract import instant_text
from monitor.shown.receivers import circuit_words, lines_of
from monitor.types import plain_name


def outbox(*, as_json: bool, workspace: str | None = None) -> None:
    """Shows the receivers for which something waits or was given up, and those that are left alone."""
    now = shell.now()
    with shell.opened_room(shell.settings(), workspace) as store, store.read() as tx:
        lines = lines_of(tx)
    if as_json:
        shell.print_json([_json(queue, circuit, now) for queue, circuit in lines])
        return
    from rich.markup import escape
    from rich.table import Table

    table = Table("receiver", "waiting", "under way", "given up", "oldest", "note")
    for queue, circuit in lines:
        oldest = f"{queue.oldest_at:%d %b %H:%M}" if queue.oldest_at else ""
        counts = (str(queue.pending), str(queue.sending), str(queue.dead))
        table.add_row(
            escape(plain_name(queue.receiver)), *counts, oldest, escape(single_line(circuit_words(circuit, now)))
        )
    shell.console().print(table if lines else "nothing waits")
    if any(queue.dead for queue, _ in lines):
        shell.console().print(
            "`monitor alerts --state dead` shows what was given up, `monitor outbox retry ID` sends it again"
        )


def retry(names: list[str], workspace: str | None = None) -> None:
    """Makes alerts that were given up due again. Raises UsageError for a name under which nothing was given up."""
    count = 0
    with shell.opened_room(shell.settings(), workspace) as store, store.begin() as tx:
        for name in names:
            revived = tx.revive(name, shell.now())
            if not revived:
                raise UsageError(
                    f"{name}: nothing was given up under this id; `monitor alerts --state dead` shows what was"
                )
            count += revived
    print(f"ok: {count} {'alert waits' if count == 1 else 'alerts wait'} to be sent; the daemon sends them")  # noqa: T201


def _json(queue: Queue, circuit: Circuit, now: datetime) -> dict[str, object]:
    resting = circuit.until if circuit.resting(now) else None
    return {
        "receiver": plain_name(queue.receiver),
        "pending": queue.pending,
        "sending": queue.sending,
        "dead": queue.dead,
        "oldest_at": instant_text(queue.oldest_at) if queue.oldest_at else None,
        "failures": circuit.failures,
        "failing_since": instant_text(circuit.since) if circuit.since else None,
        "left_alone_until": instant_text(resting) if resting else None,
        "error": circuit.error or None,
    }
