"""What every channel makes of one alert and of several; the fifteen points of an alert stand in test_checklist.py."""

from dataclasses import replace
from datetime import datetime

import pytest
from notify_facts import BRUSSELS, CANADA, CANADA_BEFORE, INDIA, OIL_NEWS, RUSSIA, at, changed, reminded
from notify_renderers import RENDERERS, elements, read_page

from monitor.notify import notice
from monitor.notify.mail_page import page
from monitor.notify.plain import plain
from monitor.notify.slack_blocks import BUDGET, blocks, escaped, fallback
from monitor.notify.webhook_body import body
from monitor.types import Alert, AlertReason, ChangeReason, Lead, Parcel

SEEN = at("2026-08-19 02:42")
MOVED = Parcel.of(changed(CANADA, ChangeReason.MOVED_LATER, CANADA_BEFORE, next_at=at("2026-08-21 04:01")), repeat=True)


def test_the_page_loads_nothing_and_has_no_pictures() -> None:
    read = read_page(page(notice(MOVED, now=SEEN)))
    assert not {"img", "script", "link", "iframe", "object", "svg", "form", "input"} & set(read.tags)
    assert {name for _, name, _ in read.attributes} <= {
        "lang",
        "charset",
        "name",
        "content",
        "dir",
        "class",
        "href",
        "rel",
    }
    assert "url(" not in page(notice(MOVED, now=SEEN))
    assert "@import" not in page(notice(MOVED, now=SEEN))


def test_a_marked_date_keeps_its_direction_among_words_from_right_to_left() -> None:
    words = replace(CANADA.evidence, quote="המועד 19 באוגוסט מוחלף ב-22 August 2026", title="תיקון מועדי התחילה")
    told = notice(Parcel.of(changed(replace(CANADA, evidence=words), ChangeReason.NEW)), now=SEEN)
    assert '<mark dir="auto">22 August 2026</mark>' in page(told)
    assert '<dd dir="auto">תיקון מועדי התחילה</dd>' in page(told)


def test_every_channel_links_to_the_page_of_the_deadline_where_readers_have_one() -> None:
    told = notice(MOVED, now=SEEN, site="https://deadlines.example/")
    address = "https://deadlines.example/deadlines/us-tariff-ca-effective-7"
    assert ("a", "href", address) in read_page(page(told)).attributes
    assert {"type": "link", "url": address} in [each for block in blocks(told) for each in elements(block)]
    assert f"Page      {address}\n" in plain(told)
    assert {"label": "Page", "text": address, "marks": []} in body(told)["alerts"][0]["rows"]
    assert "deadlines.example" not in plain(notice(MOVED, now=SEEN))


# several alerts

KINDS = (
    changed(CANADA, ChangeReason.MOVED_LATER, CANADA_BEFORE),
    reminded(replace(INDIA, due=replace(INDIA.due, day=CANADA.due.day)), Lead(days=3)),
    Alert(AlertReason.PASSED, "desk", (("Oil", "w.yaml:1"),), BRUSSELS, RUSSIA),
    Alert(AlertReason.MEASURE, "desk", (("Oil", "w.yaml:1"),), BRUSSELS, measure=OIL_NEWS),
)


def several(count: int, title: str = "Digest of Wed 19 Aug") -> Parcel:
    alerts = tuple(
        replace(alert, deadline=replace(alert.deadline, key=f"key-{number}"))
        if (alert := KINDS[number % 4]).deadline
        else alert
        for number in range(count)
    )
    return Parcel("digest:desk:2026-08-19", "desk", alerts, title=title)


@pytest.mark.parametrize("renderer", RENDERERS)
def test_several_alerts_are_one_message_with_a_line_each_that_counts_down(renderer: str) -> None:
    shown = RENDERERS[renderer](several(4), SEEN)
    assert shown.startswith(
        "Digest of Wed 19 Aug: 4 alerts, first MOVED 3 days later, 3d left: US 10% tariff on Canada"
    )
    if renderer != "webhook":
        assert "00:01 New York [dairy, ...] (3 days 1 h left)" in shown
    assert "3 days 1 h left: US 25% tariff on India begins Sat 22 Aug 2026" in shown
    assert "374 days 23 h ago: US ultimatum to Russia" in shown
    assert "MEASURE threatened: US 100% tariff on Russia" in shown
    assert shown.count("the date of 19 August") == 1


@pytest.mark.parametrize("renderer", ["plain text", "Slack", "HTML"])
@pytest.mark.parametrize(
    ("count", "words"),
    [
        (6, "1 more is told by its line above."),
        (12, "7 more are told by their lines above."),
        (41, "and 1 more, in short: key-40. `monitor alerts` shows them all."),
        (1000, "and 960 more, in short: key-40, key-41, key-42, us-tariff-ru-said, key-44"),
    ],
)
def test_what_has_no_room_is_counted_and_named(count: int, words: str, renderer: str) -> None:
    shown = RENDERERS[renderer](several(count), SEEN)
    assert words in shown
    assert len(shown) < 16_000


def test_a_webhook_names_all_the_rest() -> None:
    sent = body(notice(several(1000), now=SEEN))
    assert sent["count"] == 1000
    assert len(sent["alerts"]) + len(sent["more"]) == 1000


@pytest.mark.parametrize("count", [1, 2, 5, 40, 1000])
def test_slack_takes_what_it_gets(count: int) -> None:
    built = blocks(notice(several(count), now=SEEN))
    assert len(built) <= 50
    leaves = [leaf for block in built for leaf in elements(block)]
    assert sum(len(leaf.get("text", leaf.get("url", ""))) for leaf in leaves) <= BUDGET + 200
    assert all(0 < len(leaf.get("text", "x")) <= 3000 for leaf in leaves)


def test_a_burst_without_a_title_says_how_many() -> None:
    assert notice(several(3, title=""), now=SEEN).headline.startswith("3 alerts, first MOVED 3 days later, 3d left")


def test_a_day_in_the_title_is_no_count() -> None:
    headline = notice(several(9, title="Digest of Wed 9 Aug"), now=SEEN).headline
    assert headline.startswith("Digest of Wed 9 Aug: 9 alerts, first MOVED")


def test_a_title_that_counts_is_not_counted_again() -> None:
    headline = notice(several(3, title="3 changes"), now=SEEN).headline
    assert headline.startswith("3 changes: first MOVED")


def test_a_repeated_digest_says_so_in_the_headline_and_above_the_list() -> None:
    told = replace(several(3), repeat=True)
    for renderer in RENDERERS.values():
        assert "possible repeat" in renderer(told, SEEN)
    assert notice(told, now=SEEN).headline.endswith(" (possible repeat)")
    assert len(notice(told, now=SEEN).headline) <= 120


def test_a_parcel_holds_something() -> None:
    with pytest.raises(ValueError, match="at least one"):
        notice(Parcel("x", "desk", ()), now=SEEN)


# Slack's own line


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;"),
        ("*bold* _italic_ ~gone~ `code`", "∗bold∗ ˍitalicˍ ∼gone∼ 'code'"),
        (":tada: 23:59", "꞉tada: 23:59"),
        ("> said", "› said"),
        ("us_tariff_in_2", "us_tariff_in_2"),
        ("3 days left: comments close Mon 14 Dec 2026, 23:59", "3 days left: comments close Mon 14 Dec 2026, 23:59"),
    ],
)
def test_slack_text_is_escaped_and_readable(words: str, shown: str) -> None:
    assert escaped(words) == shown


def test_the_fallback_is_the_headline() -> None:
    assert fallback(notice(MOVED, now=SEEN)).startswith("MOVED 3 days later, 3d left: US 10% tariff on Canada begins")


@pytest.mark.parametrize("instant", [datetime(2026, 8, 19, 2, 42)])  # noqa: DTZ001
def test_a_naive_instant_is_refused(instant: datetime) -> None:
    with pytest.raises((ValueError, TypeError)):
        notice(MOVED, now=instant)
