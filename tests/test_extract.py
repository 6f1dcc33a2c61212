"""What is read in a document: deadlines, measures, and what is left alone."""

from datetime import UTC, date, datetime, time

import pytest

from monitor.extract import read
from monitor.types import DeadlineKind, Document, Firmness, MeasureKind, Mention, Precision, Reading, Status

ARTICLE = """Envoys prepare to meet as ultimatum nears

The White House's deadline for Russia to accept a truce in Ukraine or face tougher sanctions is set to expire on Friday.

Published

The two leaders may sit down together in the coming days, an aide said.

The plan was floated when a US envoy visited Moscow on Wednesday, and officials were again asked about it on Wednesday night.

Few expect an accord by Friday – when Trump's deadline expires – and the threat of US sanctions has changed little on the ground.

On Wednesday Trump signed an order imposing a 25% tariff on goods from India over its purchases of Russian oil.

On Tuesday Washington approved another $200m of military aid to Ukraine. Before his election in January he had promised to stop
the war in a day.
"""


def news(text: str, day: str = "2025-08-07", title: str = "", **more: object) -> Reading:
    """A news item of that day, at an hour nobody gave."""
    published = datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
    return read(Document("n", "news", "", title, text, published, day_only=True, **more))  # type: ignore[arg-type]


def order(
    text: str, day: str = "2025-07-31", title: str = "Further Changes to Tariff Rates", **more: object
) -> Reading:
    """A signed act of the United States."""
    signed = date.fromisoformat(day)
    published = datetime.combine(signed, time(23), UTC)
    facts = {"signed": signed, "official": True, "rank": 5, "issuer": "US", "zone": "America/New_York", **more}
    return read(Document("o", "gazette", "", title, text, published, **facts))  # type: ignore[arg-type]


def days(reading: Reading) -> list[tuple[str, str]]:
    return [(mention.kind.value, mention.due.day.isoformat()) for mention in reading.mentions]


def only(reading: Reading) -> Mention:
    assert len(reading.mentions) == 1, days(reading)
    return reading.mentions[0]


def test_an_article_gives_its_one_deadline_and_its_one_measure() -> None:
    reading = news(ARTICLE)
    deadline = only(reading)
    assert (deadline.kind, deadline.due.day, deadline.due.inclusive) == (DeadlineKind.ULTIMATUM, date(2025, 8, 8), True)
    assert (deadline.measure.kind, deadline.measure.issuer, deadline.measure.targets) == (
        MeasureKind.SANCTIONS,
        "US",
        ("RU",),
    )
    assert (deadline.status, deadline.firmness) == (Status.THREATENED, Firmness.SAID)
    assert "set to expire on Friday" in deadline.quote
    (measure,) = reading.measures
    assert (measure.measure.kind, measure.measure.rate_percent) == (MeasureKind.TARIFF, 25.0)
    assert (measure.measure.issuer, measure.measure.targets) == ("US", ("IN",))
    assert (measure.status, measure.firmness, measure.stated_day) == (
        Status.ANNOUNCED,
        Firmness.SIGNED,
        date(2025, 8, 6),
    )
    assert "Russian oil" in (measure.measure.reason or "")


def test_quotes_stand_where_their_offsets_say() -> None:
    text = "<p>The *additional* duty on steel\nfrom Brazil takes effect on\nAugust 18,\n2025.</p>"
    mention = only(news(text))
    assert mention.due.day == date(2025, 8, 18)
    assert text[mention.start : mention.end] == mention.quote
    assert "August 18,\n2025" in mention.quote


def test_goods_on_the_way_have_two_dates_of_their_own() -> None:
    reading = order(
        "The new duties shall be effective with respect to goods entered for consumption on or after 12:01 a.m. eastern daylight time "
        "21 days after the date of this order, except that goods loaded onto a vessel and in transit before 12:01 a.m. eastern daylight "
        "time 21 days after the date of this order, and entered for consumption before 12:01 a.m. eastern daylight time on September 17, "
        "2025, shall not be subject to such duties.",
        "2025-08-06",
    )
    assert days(reading) == [
        ("effective", "2025-08-27"),
        ("in_transit_load_by", "2025-08-27"),
        ("in_transit_enter_by", "2025-09-17"),
    ]
    assert reading.mentions[0].due.trace == "2025-08-06 + 21 days"
    assert reading.mentions[0].due.opens_at == datetime(2025, 8, 27, 4, 1, tzinfo=UTC)


def test_days_after_an_order_do_not_roll_over_a_weekend() -> None:
    assert only(order("The tariff takes effect 2 days after the date of this order.", "2025-07-31")).due.day == date(
        2025, 8, 2
    )


def test_days_after_publication_in_the_register_roll_to_a_working_day() -> None:
    words = "The tariff takes effect 30 days after publication in the Federal Register."
    assert only(order(words, "2025-08-07")).due.day == date(2025, 9, 8)


def test_until_one_minute_past_midnight_leaves_the_day_before_as_last_full_day() -> None:
    mention = only(
        order("The tariff is suspended until 12:01 a.m. eastern standard time on November 10, 2026.", "2025-11-04")
    )
    assert mention.due.last_full_day == date(2026, 11, 9)
    assert (mention.kind, mention.status) == (DeadlineKind.EXPIRY, Status.SUSPENDED)


def test_a_length_that_begins_on_a_date_gives_the_start_and_the_end() -> None:
    reading = order(
        "The duties are suspended for a period of 90 days beginning at 12:01 a.m. on April 10, 2025.", "2025-04-09"
    )
    assert sorted(days(reading)) == [("effective", "2025-04-10"), ("expiry", "2025-07-09")]


def test_an_amendment_keeps_the_old_date_apart() -> None:
    words = 'Section 2 is amended by deleting "August 19, 2026" and inserting in lieu thereof "August 22, 2026".'
    mention = only(order(words, "2026-08-18"))
    assert mention.due.day == date(2026, 8, 22)
    assert mention.previous is not None
    assert mention.previous.day == date(2026, 8, 19)


def test_an_extension_names_the_date_it_replaces() -> None:
    mention = only(
        news(
            "The EU will prolong the pause of its countermeasures on US goods, which was due to end on 14 July, until 6 August.",
            "2025-07-13",
        )
    )
    assert (mention.due.day, mention.status) == (date(2025, 8, 6), Status.EXTENDED)
    assert mention.previous is not None
    assert mention.previous.day == date(2025, 7, 14)


def test_a_duty_to_report_is_no_start_of_a_measure() -> None:
    mention = only(
        order(
            "The Secretary of Commerce shall report on the tariff within 90 days after the date of this order.",
            "2025-08-06",
        )
    )
    assert (mention.kind, mention.due.day) == (DeadlineKind.REPORT_DUE, date(2025, 11, 4))


def test_an_end_that_hangs_on_an_event_gets_no_date() -> None:
    reading = order(
        "The duty-free treatment shall continue until the Secretary of Commerce notifies the President that systems are in place."
    )
    assert reading.mentions == ()
    assert [remark.reason for remark in reading.unresolved] == ["ends on an event"]


def test_a_wrong_zone_label_is_read_by_true_time_and_told() -> None:
    mention = only(
        news("Iran has until Tuesday 8 p.m. EST to answer the US ultimatum or face sanctions.", "2026-04-06")
    )
    assert mention.due.opens_at == datetime(2026, 4, 8, 0, 0, tzinfo=UTC)
    assert any("EST" in warning for warning in mention.warnings)


def test_midnight_keeps_both_ends_of_the_day() -> None:
    mention = only(news("New US tariffs on Canada take effect at midnight Friday.", "2026-08-19"))
    assert mention.due.day == date(2026, 8, 22)
    assert [other.day for other in mention.alternatives] == [date(2026, 8, 21)]


def test_a_vague_length_stays_an_interval() -> None:
    mention = only(
        news(
            "Trump gave Russia a new deadline of about 10 or 12 days from today or it would face sanctions.",
            "2025-07-28",
        )
    )
    assert (mention.due.day, mention.due.latest, mention.due.precision) == (
        date(2025, 8, 7),
        date(2025, 8, 9),
        Precision.INTERVAL,
    )


def test_two_rates_on_one_day_are_two_rows() -> None:
    words = "Effective January 1, 2027, the duty on lumber shall rise to 30 percent and the duty on cabinets shall rise to 50 percent."
    assert [mention.measure.rate_percent for mention in order(words).mentions] == [30.0, 50.0]


def test_another_states_promise_in_an_official_text_is_that_states() -> None:
    mention = only(
        order(
            "China has committed to suspend its tariffs on United States farm goods until December 31, 2026.",
            "2025-11-04",
        )
    )
    assert (mention.measure.issuer, mention.measure.targets) == ("CN", ("US",))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The duties under Executive Order 14257 of April 2, 2025 are unchanged.", "2025-04-02"),
        ("Tariffs were on the agenda when leaders met for a summit on Monday.", "2025-08-04"),
        ("The minister said on Friday that tariffs hurt everyone.", "2025-08-01"),
        ("The tariff list of February 30, 2026 is a misprint.", "2026-02-30"),
        ("Congress must pass a budget by Friday or face a shutdown.", "2025-08-08"),
        ("The club has until Friday to answer the ultimatum of its coach.", "2025-08-08"),
        ("A tariff may follow in the coming days.", ""),
        ("The regulator's licence to supply power takes effect on August 20.", "2025-08-20"),
        ("Civil and criminal sanctions apply to the drug until August 12, 2028.", "2028-08-12"),
    ],
)
def test_dates_that_are_no_deadlines_are_left_alone(text: str, day: str) -> None:
    assert news(text).mentions == ()


def test_rules_of_other_titles_of_the_code_are_out_of_scope() -> None:
    text = "**Fishing tariffs** (2026-1; 50 CFR Part 679) Dates: The rule is effective August 20, 2025."
    reading = order(text)
    assert reading.mentions == ()
    assert [remark.reason for remark in reading.unclaimed] == ["outside trade and sanctions"]


def test_dates_nobody_claims_are_reported() -> None:
    reading = news("The tariffs were praised at a dinner on August 20.")
    assert [(remark.quote, remark.reason) for remark in reading.unclaimed] == [("August 20", "the day of a visit")]


def test_a_reassertion_is_no_extension() -> None:
    mention = only(
        news(
            "The August 1 deadline for tariffs on the EU will not be extended, the US commerce secretary said.",
            "2025-07-28",
        )
    )
    assert (mention.due.day, mention.status, mention.previous) == (date(2025, 8, 1), Status.THREATENED, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "tariff until 31 December 9999",
        "by 9999-12-31",
        "within 4999 years of the date of this order tariffs end",
    ],
)
def test_hostile_text_is_read_without_a_fault(text: str) -> None:
    assert news(text).mentions == ()
    assert order(text, title="").mentions == ()


def test_a_text_without_end_is_cut_and_says_so() -> None:
    assert news("The tariff ends on Friday. " * 3000).truncated
    assert not news(ARTICLE).truncated


def test_each_new_date_replaces_the_old_one_told_beside_it() -> None:
    text = "The duty on steel from China was postponed from March 10, 2026 to April 1, 2026 and from April 1, 2026 to May 1, 2026."
    moves = {m.due.day: m.previous.day for m in order(text, "2026-03-01").mentions if m.previous}
    assert moves == {date(2026, 4, 1): date(2026, 3, 10), date(2026, 5, 1): date(2026, 4, 1)}


def test_what_is_dropped_from_a_day_on_ends_there() -> None:
    mention = only(news("The levies on Chinese steel will be dropped from June 1, Ottawa said.", "2026-03-01"))
    assert (mention.kind, mention.status, mention.due.day) == (DeadlineKind.EXPIRY, Status.REVOKED, date(2026, 6, 1))


def test_a_hedge_moves_nothing() -> None:
    reading = news("Britain could extend a licence for its refinery in Russia until 13 November.", "2026-07-30")
    assert reading.mentions == ()
    assert [remark.reason for remark in reading.unclaimed] == ["a hedge"]


def test_a_clause_that_derogates_names_its_part_of_the_act() -> None:
    text = "By way of derogation from Article 5n, services to persons in Russia may be authorised until 30 September 2026. Sanctions."
    mention = only(order(text, "2026-03-01", "Restrictive measures", issuer="EU", zone="Europe/Brussels", rank=5))
    assert mention.scope == "Article 5n"
