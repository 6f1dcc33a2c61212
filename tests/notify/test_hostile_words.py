"""Whatever a feed says, no output format holds a live control: checked by a parser of that format.

The quick suite takes a sample, the slow one 10,000 strings a format.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from icalendar import Calendar
from notify_hostile import parcels, strings
from notify_renderers import elements, read_page

from monitor.notify import Notice, notice
from monitor.notify.calendar_file import calendar
from monitor.notify.mail_page import page
from monitor.notify.mime import mail
from monitor.notify.plain import plain
from monitor.notify.secrecy import named
from monitor.notify.slack_blocks import blocks, fallback
from monitor.notify.smtp import as_send_error
from monitor.notify.webhook_body import body
from monitor.types import Receiver

from notify_facts import at  # isort: skip

NOW = at("2026-08-19 02:42")
SENDER, TO = ("", "monitor@example.com"), ("", "desk@example.org")
PAGE_TAGS = set("html head meta title style body main h1 h2 dl dt dd blockquote mark code ol li p a".split())  # noqa: SIM905
PAGE_ATTRIBUTES = {"lang", "charset", "name", "content", "dir", "class", "href", "rel"}
EVENT = set("UID SEQUENCE DTSTAMP DTSTART SUMMARY DESCRIPTION STATUS TRANSP CATEGORIES URL".split())  # noqa: SIM905
HEAD = set("Subject From To Date Message-ID In-Reply-To References Auto-Submitted MIME-Version Content-Type".split())  # noqa: SIM905
LABELS = set(
    "When Changed What Measure Goods Scope Reason Status Source Link Certainty Caution Why Found History Answer Id".split()  # noqa: SIM905
)
ADDRESS = re.compile(r"https://evil\.example/[!-~]*")


def live(text: str) -> list[str]:
    """Controls, hidden signs, and what a reader's program could take for a mention, a link, a tag or an encoded word."""
    found = [
        f"U+{ord(sign):04X}" for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    ]
    shown = re.findall(
        r"[<>|`]|@(?:everyone|here|channel)\b|\]\(|://|=\?|\?=|javascript:|\bevil\.example", text, re.IGNORECASE
    )
    return found + shown


def slack_controls(text: str) -> list[str]:
    """What Slack's mrkdwn would obey in this text: angle brackets, formatting, emoji, quotes, further lines."""
    pattern = r"[<>\r\n]|&(?!amp;|lt;|gt;)|\*|~|`|(?<![^\W_])_\S.*?_(?![^\W_])|:[a-z0-9_+'-]+:|^\s*&gt;"
    return re.findall(pattern, text)


def in_slack(told: Notice) -> Iterator[str]:
    yield from slack_controls(fallback(told))
    yield from live(fallback(told).replace("&lt;", "<").replace("&gt;", ">"))
    for block in blocks(told):
        if block["type"] not in ("header", "rich_text", "divider"):
            yield block["type"]
        for leaf in elements(block):
            if leaf["type"] == "link":
                yield from ([] if ADDRESS.fullmatch(leaf["url"]) and set(leaf) == {"type", "url"} else [leaf["url"]])
            elif leaf["type"] == "plain_text" and leaf["emoji"]:
                yield "emoji"
            elif leaf["type"] not in ("text", "plain_text"):
                yield leaf["type"]
            else:
                yield from live(leaf["text"].replace("\n", " "))


def in_mail(told: Notice) -> Iterator[str]:
    read = message_from_bytes(mail(told, SENDER, TO), policy=default)
    assert isinstance(read, EmailMessage)
    yield from (f"{name}: header" for name in list(read) if name not in HEAD)
    yield from (f"{defect!r}" for part in read.walk() for defect in part.defects)
    kinds = [part.get_content_type() for part in read.walk()]
    if kinds != ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"]:
        yield str(kinds)
    if read["Subject"] != told.headline or len(read.get_all("Subject")) != 1:
        yield f"Subject: {read['Subject']}"
    yield from live(read["Subject"])
    text = read.get_body(("plain",))
    assert text is not None
    if text.get_content().replace("\r\n", "\n").strip() != plain(told).strip():
        yield "another text"


def in_page(told: Notice) -> Iterator[str]:
    read = read_page(page(told))
    yield from set(read.tags) - PAGE_TAGS
    for tag, name, value in read.attributes:
        if name not in PAGE_ATTRIBUTES or (name == "href" and not ADDRESS.fullmatch(value or "")):
            yield f"{tag} {name}={value}"
    words = ADDRESS.sub("", "".join(read.words).replace("\n", " "))
    yield from live(words)


def in_calendar(told: Notice) -> Iterator[str]:
    written = calendar(told)
    assert written is not None
    read = Calendar.from_ical(written)
    names = [part.name for part in read.walk()]
    if set(names) - {"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT"} or names.count("VEVENT") > len(
        told.parcel.alerts
    ):
        yield str(names)
    for event in read.walk("VEVENT"):
        yield from set(event) - EVENT
        yield from (fault for name in ("UID", "SUMMARY") for fault in live(str(event[name])))
        yield from live(str(event["DESCRIPTION"]).replace("\n", " "))
        if event.errors or ("URL" in event and not ADDRESS.fullmatch(str(event["URL"]))):
            yield str(event.get("URL"))
    for written_line in written.replace(b"\r\n ", b"").decode().split("\r\n"):
        if written_line and not re.match(r"[A-Z]+[:;]", written_line):
            yield written_line


def in_lines(told: Notice) -> Iterator[str]:
    """Plain text, as a terminal, a log or a table of commas would take it: every line is one of ours."""
    for line in [told.headline, *plain(told).splitlines()]:
        yield from live(ADDRESS.sub("", line))
        if re.match(r"[=+@\t-]", line):
            yield f"formula: {line}"
    labels = {line[:10].split(" ")[0] for line in plain(told).splitlines() if not line.startswith(" ")}
    yield from labels - LABELS - {""} if not told.lines else ()


def in_json(told: Notice) -> Iterator[str]:
    written = json.dumps(body(told))
    if not written.isascii() or not written.isprintable():
        yield "raw"
    read = json.loads(written)
    for alert in read["alerts"]:
        yield from live(alert["headline"])
        yield from (fault for row in alert["rows"] for fault in live(ADDRESS.sub("", row["text"])))
        evidence = alert["deadline"]["evidence"]
        yield from (fault for name in ("source", "title", "quote") for fault in live(evidence[name] or ""))
        yield from ([] if evidence["url"] is None or ADDRESS.fullmatch(evidence["url"]) else [evidence["url"]])


FORMATS: dict[str, Callable[[Notice], Iterator[str]]] = {
    "Slack text": in_slack,
    "MIME": in_mail,
    "HTML": in_page,
    "iCalendar": in_calendar,
    "lines": in_lines,
    "JSON": in_json,
}


def live_controls(check: Callable[[Notice], Iterator[str]], count: int, **options: Any) -> list[str]:
    return [fault for parcel in parcels(count, **options) for fault in check(notice(parcel, now=NOW))]


@pytest.mark.parametrize("name", FORMATS)
def test_a_sample_of_hostile_strings_has_no_live_control(name: str) -> None:
    assert live_controls(FORMATS[name], 1200) == []


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_strings_in_a_list_have_no_live_control(name: str) -> None:
    assert live_controls(FORMATS[name], 400, together=7) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_ten_thousand_hostile_strings_have_no_live_control(name: str) -> None:
    assert live_controls(FORMATS[name], 10_000) == []


def faults_of_errors(count: int) -> list[str]:
    import smtplib

    desk = Receiver("desk", "smtp://mx.example")
    told = (str(named(as_send_error(smtplib.SMTPResponseException(550, text)), desk)) for text in strings(count))
    return [fault for line in told for fault in live(line)]


def test_what_a_mail_server_says_is_one_harmless_line_of_the_log() -> None:
    assert faults_of_errors(2_000) == []


@pytest.mark.slow
def test_whatever_a_mail_server_says_is_one_harmless_line_of_the_log() -> None:
    assert faults_of_errors(10_000) == []


def test_the_scanner_of_slack_text_finds_what_is_live() -> None:
    for text in ("<!channel>", "*b*", "_i_", "~s~", "`c`", ":tada:", "&gt; q", "a & b", "a\nb"):
        assert slack_controls(text), text
    assert slack_controls("3 days left: us_tariff_in &amp; 23:59 &lt;b&gt;") == []
