"""Who gets which alert, and that no receiver waits for another."""

import asyncio
import io
import logging
import subprocess
import sys
from dataclasses import replace
from datetime import datetime

import pytest
from notify_facts import BRUSSELS, CANADA, CANADA_BEFORE, at, changed

from monitor.errors import SendError
from monitor.notify import Message, Notice, ReceiverNotifier, build_notifier, notice
from monitor.notify.apprise_receiver import failure
from monitor.notify.console import ConsoleReceiver
from monitor.notify.notice import Section
from monitor.notify.rows import Row
from monitor.notify.secrecy import address_in_hand, hush_libraries, redacted, scheme_of
from monitor.types import Alert, AlertReason, ChangeReason, Parcel, Receiver

NOW: datetime = at("2026-08-19 02:42")
MOVED = changed(CANADA, ChangeReason.MOVED_LATER, CANADA_BEFORE)


class Shelf:
    """An outlet that keeps what it takes, after its gate is opened."""

    def __init__(self, gate: asyncio.Event | None = None) -> None:
        self.gate = gate
        self.taken: list[Message] = []
        self.inside = self.most_inside = 0

    async def took(self, parcel: Parcel) -> bool | None:
        return None

    async def take(self, told: Notice) -> str | None:
        self.inside += 1
        self.most_inside = max(self.most_inside, self.inside)
        if self.gate is not None:
            await self.gate.wait()
        self.taken.append(Message.of(told))
        self.inside -= 1
        return None


def probe(receiver: str) -> Alert:
    return Alert(AlertReason.TEST, receiver, (), BRUSSELS)


def test_an_unknown_receiver_is_permanent_and_the_known_ones_are_named() -> None:
    notifier = ReceiverNotifier({"desk": Shelf(), "law": Shelf()})
    with pytest.raises(SendError, match=r"no receiver is called 'dsk'; known: desk, law") as caught:
        asyncio.run(notifier.send(Parcel.of(probe("dsk")), now=NOW))
    assert caught.value.permanent


def test_a_slow_receiver_holds_up_nobody_and_takes_one_message_at_a_time() -> None:
    async def story() -> tuple[Shelf, Shelf]:
        gate = asyncio.Event()
        slow, quick = Shelf(gate), Shelf()
        notifier = ReceiverNotifier({"slow": slow, "quick": quick})
        waiting = [asyncio.create_task(notifier.send(Parcel.of(probe("slow")), now=NOW)) for _ in range(3)]
        await notifier.send(Parcel.of(probe("quick")), now=NOW)
        assert not slow.taken
        gate.set()
        await asyncio.gather(*waiting)
        return slow, quick

    slow, quick = asyncio.run(story())
    assert len(quick.taken) == 1
    assert len(slow.taken) == 3
    assert slow.most_inside == 1


def test_the_console_prints_plain_text_with_a_blank_line_between(capsys: pytest.CaptureFixture[str]) -> None:
    notifier = build_notifier({"desk": Receiver("desk", "console://")})
    for _ in range(2):
        asyncio.run(notifier.send(Parcel.of(MOVED), now=NOW))
    first, second, rest = capsys.readouterr().out.split("\n\n")
    assert first == second
    assert rest == ""
    assert first.startswith("MOVED 3 days later, 3d left: US 10% tariff on Canada begins")


BRACKETS = (Section(MOVED, "", (Row("When", "now [red]x[/]"),)),)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_bold_and_brackets_are_no_markup() -> None:
    out = Terminal()
    asyncio.run(
        ConsoleReceiver(out).take(
            replace(notice(Parcel.of(MOVED), now=NOW), headline="Hello [bold]", sections=BRACKETS)
        )
    )
    assert "\x1b[1mHello [bold]\x1b[0m" in out.getvalue()
    assert "now [red]x[/]" in out.getvalue()


def test_a_narrow_encoding_loses_signs_and_not_the_message() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    asyncio.run(ConsoleReceiver(out).take(replace(notice(Parcel.of(MOVED), now=NOW), headline="Genève ‹x›")))
    assert raw.getvalue().startswith(b"Gen?ve ?x?\n")


def test_a_closed_output_is_worth_a_retry() -> None:
    out = io.StringIO()
    out.close()
    with pytest.raises(SendError) as caught:
        asyncio.run(ConsoleReceiver(out).take(notice(Parcel.of(MOVED), now=NOW)))
    assert not caught.value.permanent


@pytest.mark.parametrize(
    ("status", "permanent", "wait"),
    [
        (400, True, None),
        (401, True, None),
        (404, True, None),
        (410, True, None),
        (408, False, None),
        (425, False, None),
        (429, False, 60),
        (500, False, None),
        (503, False, None),
    ],
)
def test_a_refusal_for_good_is_told_from_one_for_now(status: int, permanent: bool, wait: int | None) -> None:
    error = failure([f"Failed to send JSON POST notification: Some words, error={status}."])
    assert error.permanent is permanent
    assert (error.retry_after.total_seconds() if error.retry_after else None) == wait
    assert f"HTTP {status}" in str(error)


def test_a_failure_without_words_is_worth_a_retry() -> None:
    assert not failure([]).permanent


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("slack://T1JJ/B2xx/toKEN", "posting T1JJ to B2xx toKEN"),
        ("mailto://me:p%40ss-word@mx.example?from=a@b.example", "p@ss-word p%40ss-word mx.example me a@b.example"),
        ("json://h/path?+X-Key=abc", "abc path"),
    ],
)
def test_no_piece_of_an_address_survives_redaction(url: str, text: str) -> None:
    kept = redacted(text, url)
    for piece in ("T1JJ", "B2xx", "toKEN", "ss-word", "mx.example", "b.example", "abc", "path"):
        assert piece not in kept


def test_the_kind_of_receiver_may_be_named() -> None:
    assert scheme_of("slack://token/x") == "slack"
    assert scheme_of("token-without-scheme") == ""


def test_library_logs_are_hushed_whatever_the_level_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    hush_libraries()
    with address_in_hand():
        logging.getLogger("apprise").error("Unparseable URL slak://secret")
    logging.getLogger("apprise").debug("posting to secret")
    logging.getLogger("urllib3.connectionpool").debug("POST /services/secret")
    assert "secret" not in caplog.text
    assert not logging.getLogger("apprise").isEnabledFor(logging.DEBUG)


def test_importing_the_room_does_not_load_apprise() -> None:
    code = "import sys, monitor.notify; sys.exit('apprise' in sys.modules or 'rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
