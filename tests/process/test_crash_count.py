"""What the crash test counts: it must see what it is there to see."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

sys.path.append(str(Path(__file__).parents[2] / "bench"))

from crash_count import Reckoning, reckoned
from crash_servers import Arrival
from crash_stories import Wire

from monitor.ports import OutboxRow
from monitor.types import Alert, AlertReason, digest_of

NOW = datetime(2026, 8, 3, 12, tzinfo=UTC)


def alert(receiver: str) -> Alert:
    return Alert(AlertReason.TEST, receiver, (), "UTC")


def row(receiver: str, state: str = "sent") -> OutboxRow:
    return OutboxRow(alert(receiver).id, alert(receiver), state, 1, NOW, None, NOW, "")


def bill(receiver: str, at: float, *, repeat: bool = False, alerts: tuple[str, ...] = ()) -> dict[str, Any]:
    held = list(alerts) or [alert(receiver).id]
    return {"parcel": f"p-{receiver}", "receiver": receiver, "alerts": held, "repeat": repeat, "at": at}


def post(at: float) -> Arrival:
    return Arrival("slack-a", at, "p-slack-a")


def hooked(at: float, *, repeat: bool = False) -> Arrival:
    told = {
        "id": "p-hook-a",
        "alerts": [{"id": alert("hook-a").id}],
        "more": [],
        "possible_repeat": repeat,
    }
    return Arrival("hook-a", at, told)


def mailed(at: float, *, repeat: bool = False) -> Arrival:
    words = "Repeat    possible repeat: an earlier try may have reached you\n" if repeat else ""
    head = f"Message-ID: <{digest_of('p-mail-a')[:32]}@example.org>\nContent-Type: text/plain\n\n"
    return Arrival("mail-a", at, f"{head}{words}Id        {alert('mail-a').id}\n".encode())


def count(arrivals: list[Arrival], bills: list[dict[str, Any]], rows: list[OutboxRow]) -> Reckoning:
    return reckoned(arrivals, bills, rows, Wire(Random(1), NOW), [], NOW)


def test_all_that_arrived_once_is_well() -> None:
    names = ("slack-a", "hook-a", "mail-a")
    found = count([post(2), hooked(2), mailed(2)], [bill(name, 1) for name in names], [row(name) for name in names])
    assert (found.arrived, found.lost, found.repeated_askable, found.repeated_unmarked, found.odd) == (
        3,
        [],
        [],
        [],
        [],
    )


def test_what_did_not_arrive_is_lost_whatever_its_state_says() -> None:
    assert count([], [], [row("slack-a")]).lost == [f"{alert('slack-a').id} (sent)"]


def test_what_arrived_and_was_never_written_is_counted_too() -> None:
    assert len(count([post(2)], [bill("slack-a", 1)], []).lost) == 1


def test_a_second_post_is_a_repeat_marked_or_not() -> None:
    bills = [bill("slack-a", 1), bill("slack-a", 3, repeat=True)]
    assert len(count([post(2), post(4)], bills, [row("slack-a")]).repeated_askable) == 1


def test_elsewhere_a_repeat_must_say_so() -> None:
    for arrived in (hooked, mailed):
        name = arrived(1).receiver
        bills = [bill(name, 1), bill(name, 3)]
        silent = count([arrived(2), arrived(4)], bills, [row(name)])
        marked = count([arrived(2), arrived(4, repeat=True)], bills, [row(name)])
        assert (len(silent.repeated_unmarked), silent.repeated_marked) == (1, 0)
        assert (len(marked.repeated_unmarked), marked.repeated_marked) == (0, 1)


def test_an_alert_told_alone_and_again_in_a_list_is_a_repeat() -> None:
    both = bill("slack-a", 3, alerts=(alert("slack-a").id, "another"))
    listed = Arrival("slack-a", 4, "list")
    found = count([post(2), listed], [bill("slack-a", 1), {**both, "parcel": "list"}], [row("slack-a")])
    assert found.repeated_askable == [alert("slack-a").id]


def test_a_parcel_that_changes_between_tries_is_odd() -> None:
    bills = [bill("slack-a", 1), bill("slack-a", 3, alerts=("another",))]
    assert count([post(2)], bills, [row("slack-a")]).odd == ["p-slack-a held other alerts at another try"]
