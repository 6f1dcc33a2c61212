"""What a reader gets to see, word for word where it matters."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from notify_facts import (
    BRUSSELS,
    CANADA,
    CANADA_BEFORE,
    INDIA,
    NEW_YORK,
    OIL_NEWS,
    RUSSIA,
    RUSSIA_BEFORE,
    at,
    changed,
    reminded,
)

from monitor.notify import render
from monitor.types import (
    Alert,
    AlertReason,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Due,
    Lead,
    Precision,
    ServiceNote,
    Status,
)

SEEN = at("2026-08-19 02:42")

CANADA_MOVED = """\
When      Sat 22 Aug 2026, 00:01 New York (EDT, UTC-4) = 06:01 Brussels
          3 days 1 h left; last full day: Fri 21 Aug 2026 (New York)
Changed   date: was Wed 19 Aug 2026, 00:01 New York; now Sat 22 Aug 2026, 00:01 New York (3 days later)
What      US 10% tariff on Canada begins: the measure applies from then on
Measure   tariff; rate: 10%; issued by: United States; on: Canada; instrument: Proclamation 11059; authority: Section 338
Goods     dairy; wine
Status    announced (the date is still to come); signed
Source    White House (legal instrument), Wed 19 Aug 2026, 02:34 UTC = 04:34 Brussels
          Changing when the duties on Canada begin
          "the date of 19 August is replaced by *22 August 2026*, one minute past midnight eastern time"
Link      https://www.whitehouse.gov/presidential-actions/2026/08/canada/
Certainty stated in the text (22 August 2026, 00:01); confidence 95%
Why you   watch "North America" (watchlists.yaml:12)
Next      reminder on Fri 21 Aug 2026, 00:01 New York (EDT, UTC-4) = 06:01 Brussels
Found     Wed 19 Aug 2026, 02:41 UTC (revision 2); newest words published Wed 19 Aug 2026, 02:34 UTC
History   monitor history us-tariff-ca-effective-7
Archive   monitor export --audit us-tariff-ca-effective-7
Answer    monitor ack us-tariff-ca-effective-7, or with snooze, mute or wrong in the place of ack
Id        us-tariff-ca-effective-7:r2:moved_later:desk
"""

INDIA_REMINDED = """\
Repeat    possible repeat: an earlier try may have reached you
When      Wed 27 Aug 2025, 00:01 New York (EDT, UTC-4) = 06:01 Brussels
          7 days left; last full day: Tue 26 Aug 2025 (New York)
What      US 25% tariff on India begins: the measure applies from then on
Measure   tariff; rate: 25%; issued by: United States; on: India; instrument: EO 14329; authority: IEEPA
Reason    buys Russian oil
Status    announced (the date is still to come); signed
Source    White House (legal instrument), Wed 6 Aug 2025, 15:00 UTC = 17:00 Brussels
          Russian oil: a duty on India
          "the duty takes effect one minute past midnight, *21 days* after the day of this order"
Link      https://www.whitehouse.gov/presidential-actions/2025/08/india/
Certainty computed: 2025-08-06 + 21 days
Why you   watch "Oil" (watchlists.yaml:20)
          watch "India" (watchlists.yaml:31)
Missed    1 earlier reminder was not sent at the time: 14 days before
Next      no further reminder is planned
Found     Wed 6 Aug 2025, 15:05 UTC (revision 1); newest words published Wed 6 Aug 2025, 15:00 UTC
History   monitor history us-tariff-in-effective-3
Archive   monitor export --audit us-tariff-in-effective-3
Answer    monitor ack us-tariff-in-effective-3, or with snooze, mute or wrong in the place of ack
Id        us-tariff-in-effective-3:20250827T0401Z:T-7d:desk
"""

RUSSIA_MOVED = """\
When      some day between Thu 7 Aug and Sat 9 Aug 2025: the text gives no single day; days counted in New York
          9 days 14 h left at the earliest
Changed   date: was Tue 2 Sep 2025; now between Thu 7 Aug and Sat 9 Aug 2025 (24-26 days earlier)
What      US ultimatum to Russia runs out: a measure is threatened after that; it needs an act of its own
Measure   tariff; rate: 100%; issued by: United States; on: Russia
Status    threatened (no legal act yet); only said so far
Source    A wire service (news), Mon 28 Jul 2025, 14:00 UTC = 16:00 Brussels
          Ten or twelve days
          "he now gives Moscow about *10 or 12 days*"
Link      https://news.example/russia
Certainty computed: 2025-07-28 + 10 to 12 days; confidence 80%
Caution   the text says about
Why you   watch "North America" (watchlists.yaml:12)
Found     Mon 28 Jul 2025, 14:20 UTC (revision 2); newest words published Mon 28 Jul 2025, 14:00 UTC
History   monitor history us-ultimatum-ru-1
Archive   monitor export --audit us-ultimatum-ru-1
Answer    monitor ack us-ultimatum-ru-1, or with snooze, mute or wrong in the place of ack
Id        us-ultimatum-ru-1:r2:moved_earlier:desk
"""


def test_a_moved_date_is_told_with_old_and_new_date_in_both_zones() -> None:
    alert = changed(CANADA, ChangeReason.MOVED_LATER, CANADA_BEFORE, next_at=at("2026-08-21 04:01"))
    message = render(alert, now=SEEN)
    assert (
        message.subject
        == "MOVED 3 days later, 3d left: US 10% tariff on Canada begins Sat 22 Aug 2026, 00:01 New York [dairy, ...]"
    )
    assert message.body == CANADA_MOVED


def test_a_reminder_counts_down_and_marks_a_possible_repeat_and_what_was_missed() -> None:
    message = render(reminded(INDIA, missed=(Lead(days=14),)), now=at("2025-08-20 04:01"), repeat=True)
    assert (
        message.subject
        == "7 days left: US 25% tariff on India begins Wed 27 Aug 2025, 00:01 New York (possible repeat)"
    )
    assert message.body == INDIA_REMINDED


def test_a_vague_date_stays_a_range_everywhere() -> None:
    message = render(changed(RUSSIA, ChangeReason.MOVED_EARLIER, RUSSIA_BEFORE), now=at("2025-07-28 14:20"))
    assert message.subject == (
        "MOVED 24-26 days earlier, 9d+ left: US ultimatum to Russia runs out between Thu 7 Aug and Sat 9 Aug 2025"
    )
    assert message.body == RUSSIA_MOVED


def test_a_date_that_passed_in_silence_asks_whether_it_happened() -> None:
    alert = Alert(AlertReason.PASSED, "desk", (("Oil", "w.yaml:1"),), BRUSSELS, RUSSIA)
    message = render(alert, now=at("2025-08-09 09:00"))
    assert (
        message.subject
        == "PASSED 5 h ago: US ultimatum to Russia (between Thu 7 Aug and Sat 9 Aug 2025): did it happen?"
    )
    assert "\n          passed 5 h ago\n" in message.body
    assert "Question  the date has passed and no source that we read says what happened" in message.body


def test_a_measure_without_a_deadline_says_so() -> None:
    alert = Alert(AlertReason.MEASURE, "desk", (("Oil", "w.yaml:1"),), BRUSSELS, measure=OIL_NEWS)
    message = render(alert, now=at("2025-07-28 14:30"))
    assert message.subject == "MEASURE threatened: US 100% tariff on Russia"
    assert message.body.startswith("When      no deadline is known\nWhat      US 100% tariff on Russia\n")
    assert '"duties of *100 percent* are on the table"' in message.body


def test_a_dated_measure_names_its_day() -> None:
    news = replace(OIL_NEWS, mention=replace(OIL_NEWS.mention, stated_day=date(2025, 7, 14)))
    message = render(Alert(AlertReason.MEASURE, "desk", (), BRUSSELS, measure=news), now=at("2025-07-28 14:30"))
    assert message.subject.endswith("on Russia, dated 2025-07-14")
    assert "the text names Mon 14 Jul 2025" in message.body


def test_a_test_message_needs_no_deadline() -> None:
    message = render(Alert(AlertReason.TEST, "desk", (), BRUSSELS), now=at("2025-07-28 14:30"))
    assert message.subject == "TEST: the deadline monitor reaches desk"
    assert "Sent      Mon 28 Jul 2025, 14:30 UTC = 16:30 Brussels" in message.body


@pytest.mark.parametrize(
    ("reason", "start"),
    [
        (ChangeReason.NEW, "NEW, 3d left: US 10% tariff on Canada begins Sat 22 Aug 2026"),
        (ChangeReason.CONFIRMED, "CONFIRMED, 3d left: US 10% tariff on Canada begins"),
        (ChangeReason.SUSPENDED, "SUSPENDED: US 10% tariff on Canada (date was Wed 19 Aug 2026"),
        (ChangeReason.RESUMED, "RESUMED: US 10% tariff on Canada ("),
        (ChangeReason.EXPIRY_ADDED, "END DATE SET, 3d left: US 10% tariff on Canada"),
        (ChangeReason.EXPIRY_REMOVED, "END DATE REMOVED: US 10% tariff on Canada (date was"),
        (ChangeReason.MODIFIED, "MODIFIED, 3d left: US 10% tariff on Canada"),
        (ChangeReason.SUPERSEDED, "REPLACED: US 10% tariff on Canada (date was"),
        (ChangeReason.REVOKED, "REVOKED: US 10% tariff on Canada (date was"),
        (ChangeReason.STRUCK_DOWN, "STRUCK DOWN: US 10% tariff on Canada (date was"),
        (ChangeReason.IN_FORCE, "NOW IN FORCE: US 10% tariff on Canada (since Sat 22 Aug 2026"),
        (ChangeReason.EXPIRED, "EXPIRED: US 10% tariff on Canada (date was"),
        (
            ChangeReason.LAPSED,
            "LAPSED: US 10% tariff on Canada (date was Wed 19 Aug 2026, 00:01 New York), no measure followed",
        ),
        (ChangeReason.CORRECTED, "CORRECTED, 3d left: US 10% tariff on Canada"),
        (ChangeReason.DISPUTED, "DISPUTED, 3d left: US 10% tariff on Canada"),
    ],
)
def test_every_change_has_its_own_verb(reason: ChangeReason, start: str) -> None:
    assert render(changed(CANADA, reason, CANADA_BEFORE), now=SEEN).subject.startswith(start)


@pytest.mark.parametrize("kind", list(DeadlineKind))
@pytest.mark.parametrize("reason", [*ChangeReason, AlertReason.REMINDER, AlertReason.PASSED])
def test_verb_and_target_stand_in_the_first_60_characters(
    kind: DeadlineKind, reason: ChangeReason | AlertReason
) -> None:
    new, old = replace(CANADA, kind=kind), replace(CANADA_BEFORE, kind=kind)
    if isinstance(reason, ChangeReason):
        subject = render(changed(new, reason, old), now=SEEN).subject
    else:
        subject = render(replace(reminded(new), reason=reason), now=SEEN).subject
    assert "Canada" in subject[:60]
    assert len(subject) <= 120


def test_a_changed_rate_is_told_in_the_subject_and_with_all_other_differences_in_the_body() -> None:
    measure = replace(CANADA.measure, rate_percent=12.5, targets=("CA", "MX"), products=("dairy",))
    new = replace(CANADA, measure=measure, scope="listed goods", status=Status.IN_FORCE)
    message = render(changed(new, ChangeReason.MODIFIED, CANADA), now=SEEN)
    assert message.subject.startswith("10% -> 12.5%, 3d left: US 12.5% tariff on Canada, Mexico begins")
    assert (
        "Changed   rate: was 10%; now 12.5%\n"
        "          targets: was Canada; now Canada, Mexico\n"
        "          scope: was none; now listed goods\n"
        "          goods: was dairy; wine; now dairy\n"
        "          status: was announced (the date is still to come); now in force\n" in message.body
    )


def test_a_disputed_date_says_that_the_record_stands() -> None:
    body = render(changed(CANADA, ChangeReason.DISPUTED, CANADA), now=SEEN).body
    assert "Changed   another source says otherwise: see the words below; the record stands as it was" in body


def test_a_replaced_deadline_names_the_one_that_stands_in_its_place() -> None:
    words = replace(CANADA.evidence, because="its words are told under us-tariff-ca-effective-2026-09 now")
    body = render(changed(replace(CANADA, evidence=words), ChangeReason.SUPERSEDED, CANADA), now=SEEN).body
    assert "Changed   its words are told under us-tariff-ca-effective-2026-09 now\n" in body


def test_what_the_clock_brought_is_not_passed_off_as_a_document() -> None:
    new = replace(CANADA, evidence=replace(CANADA.evidence, document=None), status=Status.IN_FORCE)
    body = render(changed(new, ChangeReason.IN_FORCE, CANADA), now=at("2026-08-22 04:02")).body
    assert "told by the calendar, not by a new document" in body
    assert "passed 1 min ago" in body


def test_a_new_date_that_lies_behind_us_says_so_in_the_subject() -> None:
    subject = render(changed(CANADA, ChangeReason.NEW), now=at("2026-08-23 00:00")).subject
    assert subject.startswith("NEW, date already passed: US 10% tariff on Canada")


def due(precision: Precision, day: str, latest: str | None = None, inclusive: bool = False) -> Due:
    last = date.fromisoformat(latest) if latest else None
    return Due(date.fromisoformat(day), BRUSSELS, None, precision, last, inclusive)


@pytest.mark.parametrize(
    ("when", "subject_end", "body_part"),
    [
        (
            due(Precision.DAY, "2026-07-31", inclusive=True),
            "expires end of Fri 31 Jul 2026",
            "Fri 31 Jul 2026: the text gives no hour; days counted in Brussels\n"
            "          the day still counts; it ends Sat 1 Aug 2026, 00:00 Brussels (CEST, UTC+2) = Fri 31 Jul, 18:00 New York",
        ),
        (
            due(Precision.DAY, "2026-07-31"),
            "expires Fri 31 Jul 2026",
            "the day begins Fri 31 Jul 2026, 00:00 Brussels (CEST, UTC+2) = Thu 30 Jul, 18:00 New York",
        ),
        (
            due(Precision.MONTH, "2026-09-01", "2026-09-30"),
            "expires in September 2026",
            "some day in September 2026: the text gives no day; days counted in Brussels",
        ),
        (
            due(Precision.INTERVAL, "2026-12-30", "2027-01-02"),
            "expires between Wed 30 Dec 2026 and Sat 2 Jan 2027",
            "some day between Wed 30 Dec 2026 and Sat 2 Jan 2027: the text gives no single day",
        ),
    ],
    ids=["the end of a day", "a day", "a month", "an interval over New Year"],
)
def test_a_date_keeps_the_grain_of_the_text(when: Due, subject_end: str, body_part: str) -> None:
    alert = replace(changed(replace(CANADA, kind=DeadlineKind.EXPIRY, due=when), ChangeReason.NEW), zone=NEW_YORK)
    message = render(alert, now=at("2026-07-01 00:00"))
    assert message.subject.endswith(f"{subject_end} [dairy, ...]")
    assert body_part in message.body


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=7), "7 days left: "),
        (timedelta(days=6, hours=23, minutes=58), "7 days left: "),
        (timedelta(days=6, hours=20), "6 days 20 h left: "),
        (timedelta(hours=48), "2 days left: "),
        (timedelta(hours=23, minutes=59, seconds=50), "24 h left: "),
        (timedelta(hours=3, minutes=58), "3 h 58 min left: "),
        (timedelta(minutes=58), "58 min left: "),
        (timedelta(seconds=20), "Less than a minute left: "),
        (timedelta(hours=-2), "PASSED 2 h ago: "),
    ],
)
def test_a_reminder_counts_from_the_instant_of_sending(left: timedelta, words: str) -> None:
    assert render(reminded(INDIA), now=INDIA.due.opens_at - left).subject.startswith(words)


def test_a_range_that_has_begun_may_fall_any_day() -> None:
    assert render(reminded(RUSSIA), now=at("2025-08-08 12:00")).subject.startswith("May fall any day now: US ultimatum")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (time(0, 1), time(9, 1), "9 h later"),
        (time(12, 0), time(0, 1), "11 h 59 min earlier"),
    ],
)
def test_a_move_within_the_day_is_told_in_hours(old: time, new: time, words: str) -> None:
    def with_clock(clock: time) -> Deadline:
        return replace(CANADA, due=replace(CANADA.due, clock=clock))

    reason = ChangeReason.MOVED_LATER if new > old else ChangeReason.MOVED_EARLIER
    assert f"MOVED {words}" in render(changed(with_clock(new), reason, with_clock(old)), now=SEEN).subject


def test_a_move_over_a_clock_change_is_counted_in_calendar_days() -> None:
    old, new = (replace(CANADA, due=replace(CANADA.due, day=day)) for day in (date(2026, 10, 30), date(2026, 11, 3)))
    assert render(changed(new, ChangeReason.MOVED_LATER, old), now=SEEN).subject.startswith(
        "MOVED 4 days later, 76d left: US 10% tariff on Canada"
    )


def test_a_reader_in_the_zone_of_the_source_sees_one_time() -> None:
    body = render(replace(reminded(INDIA), zone=NEW_YORK), now=at("2025-08-20 04:01")).body
    assert body.startswith("When      Wed 27 Aug 2025, 00:01 New York (EDT, UTC-4)\n")


def test_a_code_without_a_name_is_shown_as_it_is() -> None:
    measure = replace(CANADA.measure, targets=("ZQ",), issuer="XX")
    assert "XX 10% tariff on ZQ" in render(reminded(replace(CANADA, measure=measure)), now=SEEN).subject


def test_goods_stand_in_for_targets_when_everybody_is_meant() -> None:
    measure = replace(CANADA.measure, targets=("ALL",), products=("copper",))
    assert "US 10% tariff on copper begins" in render(reminded(replace(CANADA, measure=measure)), now=SEEN).subject


def test_an_ended_record_names_the_day() -> None:
    ended = replace(CANADA, status=Status.REVOKED, ended_day=date(2026, 8, 20))
    assert (
        "Ended     Thu 20 Aug 2026 (New York)\n" in render(changed(ended, ChangeReason.REVOKED, CANADA), now=SEEN).body
    )


def test_a_word_about_the_monitor_itself_is_told_as_it_is_and_defused() -> None:
    note = ServiceNote(
        "source-failing:ofac:2026-08-01", "OFAC has not answered <!channel> for 24 h", (("Since", "1 August"),)
    )
    alert = Alert(AlertReason.SERVICE, "desk", (), "Europe/Paris", service=note)
    told = render(alert, now=at("2026-08-02 09:00"))
    assert told.subject == "OFAC has not answered ‹!channel› for 24 h"
    assert "Since" in told.body
    assert alert.id == "source-failing:ofac:2026-08-01:service:desk"
