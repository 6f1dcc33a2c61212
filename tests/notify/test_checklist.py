"""What a great alert holds: fifteen points, on every channel."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from notify_facts import CANADA, CANADA_BEFORE, at, changed
from notify_renderers import RENDERERS, elements, plain_words, read_page

from monitor.notify import notice
from monitor.notify.mail_page import page
from monitor.notify.slack_blocks import blocks
from monitor.notify.webhook_body import body
from monitor.types import ChangeReason, Mark, MarkKind, Parcel

SEEN = at("2026-08-19 02:42")
KEY = CANADA.key
ALERT = changed(CANADA, ChangeReason.MOVED_LATER, CANADA_BEFORE, next_at=at("2026-08-21 04:01"))
MOVED = Parcel.of(ALERT, repeat=True)


@pytest.mark.parametrize("channel", RENDERERS)
def test_the_fifteen_points(channel: str) -> None:
    told = RENDERERS[channel](MOVED, SEEN)
    head = told[:60]

    def says(pattern: str, within: str = told) -> bool:
        return re.search(pattern, within, re.DOTALL) is not None

    point_1_verb_object_and_countdown = says(r"\AMOVED 3 days later, 3d left: US 10% tariff on Canada", head)
    assert point_1_verb_object_and_countdown

    point_2_both_zones = says(r"00:01 New York \(EDT, UTC-4\) = 06:01 Brussels")
    point_2_the_sources_own_wording = says("22 August 2026.{0,5}, one minute past midnight eastern time")
    point_2_the_last_full_day = says("last full day: Fri 21 Aug 2026")
    assert point_2_both_zones
    assert point_2_the_sources_own_wording
    assert point_2_the_last_full_day

    point_3_weekday = says("Sat 22 Aug 2026")
    assert point_3_weekday

    point_4_old_to_new = says(r"was Wed 19 Aug 2026[^\n]*now Sat 22 Aug 2026[^\n]*\(3 days later\)")
    assert point_4_old_to_new

    point_5_quote_with_the_matching_words_marked = says("the date of 19 August is replaced by") and MARKED[
        channel
    ]() == ["22 August 2026"]
    assert point_5_quote_with_the_matching_words_marked

    point_6_link_to_the_document = says("https://www.whitehouse.gov/presidential-actions/2026/08/canada/")
    point_6_archived_copy = says(f"monitor export --audit {KEY}")
    assert point_6_link_to_the_document
    assert point_6_archived_copy

    point_7_agency_measure_docket_countries_goods = says(
        "United States.*Canada.*Proclamation 11059.*Section 338.*dairy; wine"
    )
    point_7_who_said_it_and_its_rank = says(r"White House \(legal instrument\)")
    assert point_7_agency_measure_docket_countries_goods
    assert point_7_who_said_it_and_its_rank

    point_8_certainty = says(r"stated in the text \(22 August 2026, 00:01\); confidence 95%")
    assert point_8_certainty

    point_9_what_happens_by_then = says("begins: the measure applies from then on")
    assert point_9_what_happens_by_then

    point_10_why_you_with_watch_file_and_line = says(r'watch "North America" \(watchlists.yaml:12\)')
    assert point_10_why_you_with_watch_file_and_line

    point_11_ack_snooze_mute_wrong = says(f"monitor ack {KEY}, or with snooze, mute or wrong in the place of ack")
    assert point_11_ack_snooze_mute_wrong

    point_12_next_reminder = says("reminder on Fri 21 Aug 2026, 00:01 New York")
    assert point_12_next_reminder

    point_13_found_and_last_confirmed = says(
        r"02:41 UTC \(revision 2\); newest words published Wed 19 Aug 2026, 02:34 UTC"
    )
    point_13_history = says(f"monitor history {KEY}")
    assert point_13_found_and_last_confirmed
    assert point_13_history

    point_14_possible_repeat_when_so = says("possible repeat") and "possible repeat" not in RENDERERS[channel](
        Parcel.of(ALERT), SEEN
    )
    assert point_14_possible_repeat_when_so

    point_15_plain_text_holds_every_word = words(told) <= words(plain_words(MOVED, SEEN))
    point_15_plain_text_is_plain = set(plain_words(MOVED, SEEN)) - {"\n"} == set(
        filter(str.isprintable, plain_words(MOVED, SEEN))
    )
    assert point_15_plain_text_holds_every_word
    assert point_15_plain_text_is_plain


def words(text: str) -> set[str]:
    return set(re.findall(r"[\w%:+-]+", text))


def _marked_in_slack() -> list[str]:
    leaves = [leaf for block in blocks(notice(MOVED, now=SEEN)) for leaf in elements(block)]
    bold = [leaf["text"] for leaf in leaves if leaf.get("style") == {"bold": True}]
    return [text for text in bold if text in str(CANADA.evidence.quote)]


def _marked_in_webhook() -> list[str]:
    rows = body(notice(MOVED, now=SEEN))["alerts"][0]["rows"]
    return [row["text"][start:end] for row in rows for start, end in row["marks"]]


MARKED: dict[str, Callable[[], list[str]]] = {
    "plain text": lambda: re.findall(r"\*([^*]+)\*", plain_words(MOVED, SEEN)),
    "Slack": _marked_in_slack,
    "HTML": lambda: read_page(page(notice(MOVED, now=SEEN))).marked,
    "webhook": _marked_in_webhook,
}

ADA = Mark(KEY, MarkKind.ACKNOWLEDGED, "Ada <!channel>", at("2026-08-19 03:00"), "filed")
BEFORE = replace(ADA, at=at("2026-08-18 03:00"))
SNOOZE = Mark(KEY, MarkKind.SNOOZED, "Ada", at("2026-08-19 03:00"), until=at("2026-08-20 03:00"))
WRONG = Mark(KEY, MarkKind.WRONG, "Ada", at("2026-08-19 03:00"), "the annex says 26")


@pytest.mark.parametrize("channel", RENDERERS)
@pytest.mark.parametrize(
    ("mark", "pattern"),
    [
        (
            ADA,
            r"acknowledged by Ada .{1,12} on Wed 19 Aug 2026, 05:00 Brussels .* \(filed\): no reminders while this date stands",
        ),
        (BEFORE, "the date has changed since, so that it is reminded of again"),
        (SNOOZE, "snoozed by Ada on .* until Thu 20 Aug 2026, 05:00 Brussels"),
        (WRONG, r"said to be wrong by Ada .*\(the annex says 26\); `monitor review` lists"),
    ],
    ids=["acknowledged", "re-armed", "snoozed", "wrong"],
)
def test_what_readers_said_is_told(channel: str, mark: Mark, pattern: str) -> None:
    told = RENDERERS[channel](Parcel.of(replace(ALERT, marks=(mark,))), SEEN)
    assert re.search(pattern, told)
    assert "<!channel>" not in told


@pytest.mark.parametrize("channel", RENDERERS)
def test_what_was_missed_says_from_when_to_when_nobody_ran(channel: str) -> None:
    def stretch(last: datetime) -> str:
        return RENDERERS[channel](Parcel.of(replace(ALERT, offline=(at("2026-08-18 01:10"), last))), SEEN)

    assert "fell due while the monitor was not running from Tue 18 Aug 2026, 03:10 to 19:40 Brussels" in stretch(
        at("2026-08-18 17:40")
    )
    assert "03:10 to Wed 19 Aug 2026, 19:40 Brussels" in stretch(at("2026-08-19 17:40"))
