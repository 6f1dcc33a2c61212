"""Watched pages and mailboxes in `sources.yaml`: what is written becomes a source, and each fault is told with its place."""

from datetime import timedelta

import pytest

from monitor.types import Selectors, Source

PAGE = "reader: watched, select: {items: li}"
WEB = "name: a, url: 'https://x.example'"
BOX = "name: a, url: 'imaps://me%40x.example@mail.example/INBOX', reader: mailbox"


def test_a_watched_page_takes_its_selectors(folder) -> None:
    folder.write(
        "sources.yaml",
        """\
sources:
  - name: ministry
    url: https://ministry.example/news
    reader: watched
    usual_gap: 30d
    least_items: 0
    select:
      items: 'ul.news > li'
      date: .when
""",
    )
    assert folder.load().sources == (
        Source(
            "ministry",
            "https://ministry.example/news",
            reader="watched",
            usual_gap=timedelta(days=30),
            least_items=0,
            select=Selectors(items="ul.news > li", date=".when"),
        ),
    )


@pytest.mark.parametrize(
    ("secret", "environ"),
    [
        pytest.param("password: '${MAIL_PASSWORD}'", {"MAIL_PASSWORD": "s3cret"}, id="from the environment"),
        pytest.param("password_file: mail_password", {}, id="from a file"),
    ],
)
def test_a_mailbox_takes_its_password_from_elsewhere_and_shows_it_nowhere(folder, secret: str, environ) -> None:
    folder.write("mail_password", "s3cret\n")
    folder.write("sources.yaml", f"sources: [{{{BOX}, senders: ['@customs.example'], {secret}}}]")
    (source,) = folder.load(environ).sources
    assert (source.password, source.senders) == ("s3cret", ("@customs.example",))
    assert "s3cret" not in repr(source)


def test_a_variable_that_a_mailbox_asks_for_is_known(folder) -> None:
    folder.write("sources.yaml", f"sources: [{{{BOX}, senders: ['@c.example'], password: '${{MONITOR_MAIL}}'}}]")
    assert folder.warnings({"MONITOR_MAIL": "x"}) == []


TOGETHER = "'select' and 'reader: watched' go together"
BOXED = "'reader: mailbox' and an address imaps://user@host/INBOX go together"
NEEDS = "a mailbox needs 'senders', and either 'password' or 'password_file'"
ONLY = "'senders', 'password' and 'password_file' are for 'reader: mailbox'"
SELECTOR = "is no CSS selector: Expected selector, got <EOF at 4>"
SECRET = "must not hold a password; give it with 'password' or 'password_file'"
GONE = "the file 'y' cannot be read: No such file or directory"
SENDER = "'customs' is no sender; write an address, or @host for all of a host"
MAILBOX = "is no mailbox; it must look like imaps://user@host/INBOX, with %40 for the @ of a user name"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (f"{{{WEB}, reader: watched}}", f"2:5: sources.0: {TOGETHER}"),
        (f"{{{WEB}, select: {{items: li}}}}", f"2:5: sources.0: {TOGETHER}"),
        (f"{{{WEB}, reader: watched, select: {{items: 'li >'}}}}", f"2:74: sources.0.select.items: {SELECTOR}"),
        (f"{{{WEB}, reader: watched, select: {{item: li}}}}", "2:67: sources.0.select.item: unknown key 'item', did you mean 'items'?"),
        (f"{{{WEB}, reader: watched, select: li}}", "2:66: sources.0.select: must hold the keys items, title, link, date, text"),
        (f"{{{WEB}, usual_gap: 5m}}", "2:52: sources.0.usual_gap: '5m' is no gap; write 1h to 365d, such as 36h or 7d"),
        (f"{{{WEB}, least_items: -1}}", "2:54: sources.0.least_items: must be at least 0"),
        (f"{{{WEB}, least_items: few}}", "2:54: sources.0.least_items: must be a whole number"),
        (f"{{{WEB}, senders: ['@c.example']}}", f"2:5: sources.0: {ONLY}"),
        (f"{{{WEB}, reader: mailbox}}", f"2:5: sources.0: {BOXED}"),
        ("{name: a, url: 'imaps://me@m.example/INBOX'}", f"2:5: sources.0: {BOXED}"),
        ("{name: a, url: 'imaps://m.example/INBOX'}", f"2:20: sources.0.url: {MAILBOX}"),
        ("{name: a, url: 'imaps://me:s3cret@m.example/'}", f"2:20: sources.0.url: {SECRET}"),
        ("{name: a, url: 'imap://me@m.example/'}", "2:20: sources.0.url: is no web address; it must look like https://host/path"),
        (f"{{{BOX}, password: x}}", f"2:5: sources.0: {NEEDS}"),
        (f"{{{BOX}, senders: ['@c.example']}}", f"2:5: sources.0: {NEEDS}"),
        (f"{{{BOX}, senders: ['@c.example'], password: x, password_file: y}}", f"2:135: sources.0.password_file: {GONE}"),
        (f"{{{BOX}, senders: [customs], password: x}}", f"2:92: sources.0.senders.0: {SENDER}"),
        (f"{{{BOX}, senders: [], password: x}}", "2:91: sources.0.senders: is an empty list; leave the key out, or name at least one"),
        (
            f"{{{BOX}, senders: ['@c.example'], password: '${{NO_SUCH}}'}}",
            "2:117: sources.0.password: the environment variable NO_SUCH is not set; set it, or give the password with 'password_file'",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(folder, entry: str, expected: str) -> None:
    folder.write("sources.yaml", f"sources:\n  - {entry}\n")
    assert folder.faults() == [f"sources.yaml:{expected}"]
