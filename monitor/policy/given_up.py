"""What every other receiver is told when a message could not be delivered. **Pure.**"""

from collections.abc import Iterable
from itertools import islice

from monitor.types import Alert, AlertReason, Parcel, ServiceNote, Urgency, Watch, plain_name, workspace_of

NAMED = 5
"""How many of the alerts of one message are named."""


def given_up_alerts(parcel: Parcel, error: str, watches: Iterable[Watch]) -> list[Alert]:
    """One note to each receiver of any watch of the same workspace but the one that took nothing.

    None of a note about a note: they would breed.
    """
    if any(alert.reason is AlertReason.SERVICE for alert in parcel.alerts):
        return []
    homes: dict[str, Watch] = {}
    own = workspace_of(parcel.receiver)
    for watch in (each for each in watches if each.workspace == own):
        for receiver in watch.receivers:
            homes.setdefault(receiver, watch)
    homes.pop(parcel.receiver, None)
    urgency = Urgency.CRITICAL if any(a.urgency is Urgency.CRITICAL for a in parcel.alerts) else Urgency.NORMAL
    note = _note(parcel, error)
    return [
        Alert(
            AlertReason.SERVICE,
            name,
            (),
            home.zone,
            urgency=urgency,
            quiet=home.quiet,
            language=home.language,
            service=note,
        )
        for name, home in homes.items()
    ]


def _note(parcel: Parcel, error: str) -> ServiceNote:
    count = len(parcel.alerts)
    what = "1 alert was" if count == 1 else f"{count} alerts were"
    named = [(("Alerts" if n == 0 else ""), alert.id) for n, alert in enumerate(islice(parcel.alerts, NAMED))]
    more = [("", f"and {count - NAMED} more")] if count > NAMED else []
    own, name = workspace_of(parcel.receiver), plain_name(parcel.receiver)
    again = f"monitor outbox retry {f'--workspace {own} ' if own else ''}'{parcel.id}'"
    return ServiceNote(
        f"given-up:{parcel.id}",
        f"NOT DELIVERED: {what} given up; {name} did not take {'it' if count == 1 else 'them'}",
        (("Receiver", name), ("Why", error), *named, *more, ("Try again", again)),
    )
