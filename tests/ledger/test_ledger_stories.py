"""What real stories have in common, in small. The eight stories themselves stand in `test_eight_stories.py`."""

from ledger_story import LEADER, ORDER, Story, says, tariff

from monitor.types import Firmness, MeasureKind, MeasureMention, Status


def test_an_ultimatum_is_one_record_whatever_it_threatens() -> None:
    tariffs, sanctions = tariff("RU", 100), tariff("RU", kind=MeasureKind.SANCTIONS)
    story = Story()
    story.at("2025-07-14 12:00").sees(
        says("ultimatum", "2025-09-02", tariffs, "threatened", "said"), rank=LEADER
    ).then_changed("new ultimatum nothing -> 2025-09-02 threatened")
    story.at("2025-07-28 12:00").sees(
        says("ultimatum", "2025-08-08", sanctions, "threatened", "said"), rank=LEADER
    ).then_changed("moved_earlier ultimatum 2025-09-02 -> 2025-08-08 threatened")


def test_an_instrument_that_replaces_the_day_alone_leaves_the_hour() -> None:
    story = Story()
    story.at("2026-07-20 17:00").sees(says("effective", "2026-08-19 00:01", tariff("CA", 50)), rank=ORDER).then_changed(
        "new effective nothing -> 2026-08-19 00:01 announced"
    )
    story.at("2026-08-18 22:34").sees(
        says("effective", "2026-08-22", tariff("CA"), was="2026-08-19"), rank=ORDER
    ).then_changed("moved_later effective 2026-08-19 00:01 -> 2026-08-22 00:01 announced")


def test_a_newspaper_that_names_the_new_day_alone_says_nothing_of_the_hour() -> None:
    threat = tariff("CA", 50)
    story = Story()
    story.at("2026-07-20 17:00").sees(
        says("effective", "2026-08-19 00:01", threat, "threatened", "said"), rank=LEADER
    ).then_changed("new effective nothing -> 2026-08-19 00:01 threatened")
    story.at("2026-08-18 22:34").sees(
        says("effective", "2026-08-22", threat, "threatened", "said", was="2026-08-19")
    ).then_changed("moved_later effective 2026-08-19 00:01 -> 2026-08-22 threatened")


def test_an_order_is_revoked_by_the_number_under_which_it_was_first_known() -> None:
    story = Story()
    story.at("2025-08-06 09:00").sees(says("effective", "2025-08-27", tariff("IN", instrument="EO 14329")), rank=ORDER)
    amendment = says("effective", "2025-09-01", tariff("IN", instrument="EO 14400"), "extended")
    story.at("2025-08-20 09:00").sees(amendment, rank=ORDER)
    gone = MeasureMention(
        tariff("", instrument="EO 14329"), Status.REVOKED, Firmness.SIGNED, "no longer in effect", 0, 19
    )
    story.at("2025-08-25 19:12").sees(rank=ORDER, measures=[gone]).then_changed(
        "new effective nothing -> 2025-08-27 announced",
        "moved_later effective 2025-08-27 -> 2025-09-01 extended",
        "revoked effective 2025-09-01 revoked",
    )


def test_a_threat_moves_by_words_and_is_settled_by_an_act_for_all() -> None:
    story = Story()
    story.at("2025-05-23 08:00").sees(
        says("effective", "2025-06-01", tariff("EU", 50), "threatened", "said")
    ).then_changed("new effective nothing -> 2025-06-01 threatened")
    story.at("2025-05-26 08:00").sees(
        says("effective", "2025-07-09", tariff("EU", 50), "extended", "said")
    ).then_changed("moved_later effective 2025-06-01 -> 2025-07-09 threatened")
    story.at("2025-07-12 08:00").then_changed("lapsed effective 2025-07-09 lapsed")
    story.sees(says("effective", "2025-08-01", tariff("EU", 30), "threatened", "said")).then_changed(
        "moved_later effective 2025-07-09 -> 2025-08-01 threatened"
    )
    story.at("2025-07-31 19:08").sees(says("effective", "2025-08-07 00:01", tariff("ALL")), rank=ORDER).then_changed(
        "moved_later effective 2025-08-01 -> 2025-08-07 00:01 announced",
        "new effective nothing -> 2025-08-07 00:01 announced",
    )
    story.at("2025-08-07 00:01").then_changed(
        "in_force effective 2025-08-07 00:01 in_force", "in_force effective 2025-08-07 00:01 in_force"
    )


def test_a_lapsed_post_is_dated_anew_and_made_firm_by_a_proclamation() -> None:
    trucks = tariff("", 25, products=("heavy trucks",))
    story = Story()
    story.at("2025-09-25 08:00").sees(says("effective", "2025-10-01", trucks, "threatened", "said"))
    story.at("2025-10-06 08:00").then_changed(
        "new effective nothing -> 2025-10-01 threatened", "lapsed effective 2025-10-01 lapsed"
    )
    story.sees(says("effective", "2025-11-01", trucks, "threatened", "said")).then_changed(
        "moved_later effective 2025-10-01 -> 2025-11-01 threatened"
    )
    act = tariff("ALL", 25, products=("medium and heavy trucks",), authority="section 232")
    story.at("2025-10-17 18:21").sees(says("effective", "2025-11-01 00:01", act), rank=ORDER).then_changed(
        "confirmed effective 2025-11-01 -> 2025-11-01 00:01 announced"
    )
    story.at("2025-11-01 00:01").then_changed("in_force effective 2025-11-01 00:01 in_force")
