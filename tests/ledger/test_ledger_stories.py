"""Real stories that the ledger must tell right, from mentions made by hand."""

from ledger_story import AGENCY, LEADER, ORDER, Story, says, tariff

from monitor.types import Firmness, MeasureKind, MeasureMention, Status

ALCOHOL, DAIRY = ("wine and spirits",), ("milk and cheese",)


def test_a_proclamation_moves_the_canadian_duties_87_minutes_before_they_begin() -> None:
    alcohol, dairy = tariff("CA", 50, products=ALCOHOL), tariff("CA", 50, products=DAIRY)
    story = Story()
    story.at("2026-07-20 17:00").sees(
        says("effective", "2026-08-19 00:01", alcohol), says("effective", "2026-08-19 00:01", dairy), rank=ORDER
    ).then("new effective nothing -> 2026-08-19 00:01 announced", "new effective nothing -> 2026-08-19 00:01 announced")
    assert sorted(story.records) == [
        "us-tariff-ca-effective-cheese-milk-2026-08",
        "us-tariff-ca-effective-spirit-wine-2026-08",
    ]
    story.at("2026-07-21 08:00").sees(says("effective", "2026-08-19", tariff("CA", 50), firmness="said")).then()
    story.at("2026-08-18 22:34").sees(
        says("effective", "2026-08-22 00:01", tariff("CA"), was="2026-08-19"), rank=ORDER
    ).then(
        "moved_later effective 2026-08-19 00:01 -> 2026-08-22 00:01 announced",
        "moved_later effective 2026-08-19 00:01 -> 2026-08-22 00:01 announced",
    )
    story.at("2026-08-19 12:00").then()
    story.at("2026-08-22 00:01").then(
        "in_force effective 2026-08-22 00:01 in_force", "in_force effective 2026-08-22 00:01 in_force"
    )


def test_an_ultimatum_is_one_record_whatever_it_threatens() -> None:
    tariffs, sanctions = tariff("RU", 100), tariff("RU", kind=MeasureKind.SANCTIONS)
    story = Story()
    story.at("2025-07-14 12:00").sees(says("ultimatum", "2025-09-02", tariffs, "threatened", "said"), rank=LEADER).then(
        "new ultimatum nothing -> 2025-09-02 threatened"
    )
    story.at("2025-07-28 12:00").sees(
        says("ultimatum", "2025-08-08", sanctions, "threatened", "said"), rank=LEADER
    ).then("moved_earlier ultimatum 2025-09-02 -> 2025-08-08 threatened")


def test_an_instrument_that_replaces_the_day_alone_leaves_the_hour() -> None:
    story = Story()
    story.at("2026-07-20 17:00").sees(says("effective", "2026-08-19 00:01", tariff("CA", 50)), rank=ORDER).then(
        "new effective nothing -> 2026-08-19 00:01 announced"
    )
    story.at("2026-08-18 22:34").sees(says("effective", "2026-08-22", tariff("CA"), was="2026-08-19"), rank=ORDER).then(
        "moved_later effective 2026-08-19 00:01 -> 2026-08-22 00:01 announced"
    )


def test_a_newspaper_that_names_the_new_day_alone_says_nothing_of_the_hour() -> None:
    threat = tariff("CA", 50)
    story = Story()
    story.at("2026-07-20 17:00").sees(
        says("effective", "2026-08-19 00:01", threat, "threatened", "said"), rank=LEADER
    ).then("new effective nothing -> 2026-08-19 00:01 threatened")
    story.at("2026-08-18 22:34").sees(
        says("effective", "2026-08-22", threat, "threatened", "said", was="2026-08-19")
    ).then("moved_later effective 2026-08-19 00:01 -> 2026-08-22 threatened")


def test_the_russian_ultimatum_shrinks_and_passes_without_the_measure() -> None:
    secondary = tariff("RU", 100)

    def threat(when: str, **more: str) -> object:
        return says("ultimatum", when, secondary, "threatened", "said", **more)

    story = Story()
    story.at("2025-07-14 12:00").sees(threat("2025-09-02"), rank=LEADER, source="speech").then(
        "new ultimatum nothing -> 2025-09-02 threatened"
    )
    story.at("2025-07-14 15:00").sees(threat("2025-09-01..2025-09-10")).then()
    story.at("2025-07-14 20:00").sees(threat("2025-08-15"), source="gazette").then(
        "disputed ultimatum 2025-09-02 threatened"
    )
    story.at("2025-07-15 09:00").sees(threat("2025-08-15"), source="gazette").then()
    story.at("2025-07-28 10:00").sees(threat("2025-08-07..2025-08-09")).then(
        "moved_earlier ultimatum 2025-09-02 -> 2025-08-07..2025-08-09 threatened"
    )
    story.at("2025-07-29 18:00").sees(threat("2025-08-08"), source="gazette").then(
        "moved_later ultimatum 2025-08-07..2025-08-09 -> 2025-08-08 threatened"
    )
    story.at("2025-08-06 10:00").sees(threat("2025-08-08")).then()
    story.at("2025-08-08 23:00").then()
    story.at("2025-08-10 00:00").then("lapsed ultimatum 2025-08-08 lapsed")
    (record,) = story.records.values()
    assert str(record.ended_day) == "2025-08-09"


def test_the_order_on_india_begins_and_is_revoked() -> None:
    oil = tariff("IN", 25, authority="IEEPA")
    story = Story()
    story.at("2025-08-06 09:00").sees(
        says("effective", "2025-08-27 00:01", oil),
        says("in_transit_enter_by", "2025-09-17 00:01", oil),
        rank=ORDER,
    ).then(
        "new effective nothing -> 2025-08-27 00:01 announced",
        "new in_transit_enter_by nothing -> 2025-09-17 00:01 announced",
    )
    story.at("2025-08-26 09:00").sees(says("effective", "2025-08-27", tariff("IN", 50), firmness="said")).then()
    story.at("2025-09-18 00:00").then(
        "in_force effective 2025-08-27 00:01 in_force", "expired in_transit_enter_by 2025-09-17 00:01 expired"
    )
    story.at("2026-02-06 18:00").sees(says("effective", "2026-02-07 00:01", oil, "revoked"), rank=ORDER).then(
        "revoked effective 2025-08-27 00:01 revoked"
    )
    record = story.records["us-tariff-in-effective-2025-08"]
    assert str(record.ended_day) == "2026-02-07"
    story.at("2026-03-01 00:00").then()


def test_the_suspension_of_duties_on_china_is_extended_twice() -> None:
    china = tariff("CN", 34)
    story = Story()
    story.at("2025-04-02 17:00").sees(says("effective", "2025-04-09 00:01", china), rank=ORDER)
    story.at("2025-04-10 00:00").then(
        "new effective nothing -> 2025-04-09 00:01 announced", "in_force effective 2025-04-09 00:01 in_force"
    )
    story.at("2025-05-12 18:00").sees(
        says("effective", "2025-05-14 00:01", tariff("CN"), "suspended"),
        says("suspension_end", "2025-08-12 00:01", tariff("CN"), "suspended"),
        rank=ORDER,
    ).then("suspended suspension_end 2025-04-09 00:01 -> 2025-08-12 00:01 suspended")
    story.at("2025-08-11 19:00").sees(
        says("suspension_end", "2025-08-12 00:01", tariff("CN"), "suspended"),
        says("suspension_end", "2025-11-10 00:01", tariff("CN"), "extended"),
        rank=ORDER,
    ).then("moved_later suspension_end 2025-08-12 00:01 -> 2025-11-10 00:01 suspended")
    story.at("2025-11-04 19:00").sees(says("expiry", "2026-11-10 00:01", tariff("CN"), "suspended"), rank=ORDER).then(
        "moved_later suspension_end 2025-11-10 00:01 -> 2026-11-10 00:01 suspended"
    )
    assert len(story.records) == 1
    story.at("2026-11-10 00:01").then("resumed suspension_end 2026-11-10 00:01 in_force")


def test_a_general_licence_is_reissued_under_new_letters() -> None:
    def licence(letter: str) -> object:
        return tariff("RU", kind=MeasureKind.LICENCE, instrument=f"GL 128{letter}")

    story = Story()
    story.at("2025-10-22 16:00").sees(
        says("expiry", "2025-11-21 00:01", licence(""), "in_force", "published"), rank=AGENCY
    ).then("new expiry nothing -> 2025-11-21 00:01 in_force")
    story.at("2025-11-14 16:00").sees(
        says("expiry", "2025-12-13 00:01", licence("A"), "in_force", "published"), rank=AGENCY
    ).then("moved_later expiry 2025-11-21 00:01 -> 2025-12-13 00:01 in_force")
    story.at("2025-12-04 16:00").sees(
        says("expiry", "2026-04-29 00:01", licence("B"), "extended", "published"), rank=AGENCY
    ).then("moved_later expiry 2025-12-13 00:01 -> 2026-04-29 00:01 extended")
    story.sees(
        says("expiry", "2026-01-05 00:01", tariff("RU", kind=MeasureKind.LICENCE, instrument="GL 124D"), "in_force"),
        rank=AGENCY,
    ).then("new expiry nothing -> 2026-01-05 00:01 in_force")


def test_the_reciprocal_duties_are_paused_put_off_begun_and_ended() -> None:
    everybody = tariff("ALL", authority="IEEPA")
    story = Story()
    story.at("2025-04-02 17:37").sees(
        says("effective", "2025-04-05 00:01", tariff("ALL", 10, authority="IEEPA")),
        says("effective", "2025-04-09 00:01", everybody),
        rank=ORDER,
    )
    story.at("2025-04-09 23:30").then(
        "new effective nothing -> 2025-04-05 00:01 announced",
        "new effective nothing -> 2025-04-09 00:01 announced",
        "in_force effective 2025-04-05 00:01 in_force",
        "in_force effective 2025-04-09 00:01 in_force",
    )
    story.sees(
        says("effective", "2025-04-10 00:01", everybody, "suspended"),
        says("expiry", "2025-07-09 00:01", everybody, "suspended"),
        rank=ORDER,
    ).then("suspended suspension_end 2025-04-09 00:01 -> 2025-07-09 00:01 suspended")
    story.at("2025-07-07 17:51").sees(
        says("suspension_end", "2025-07-09 00:01", everybody, "suspended"),
        says("suspension_end", "2025-08-01 00:01", everybody, "extended"),
        rank=ORDER,
    ).then("moved_later suspension_end 2025-07-09 00:01 -> 2025-08-01 00:01 suspended")
    story.at("2025-07-31 19:08").sees(says("effective", "2025-08-07 00:01", everybody), rank=ORDER).then(
        "moved_later effective 2025-08-01 00:01 -> 2025-08-07 00:01 announced"
    )
    story.at("2025-08-07 00:01").then("in_force effective 2025-08-07 00:01 in_force")
    gone = MeasureMention(
        tariff("ALL", authority="IEEPA"), Status.REVOKED, Firmness.SIGNED, "no longer in effect", 0, 19
    )
    story.at("2026-02-20 19:12").sees(rank=ORDER, measures=[gone]).then(
        "revoked effective 2025-04-05 00:01 revoked", "revoked effective 2025-08-07 00:01 revoked"
    )


def test_an_order_is_revoked_by_the_number_under_which_it_was_first_known() -> None:
    story = Story()
    story.at("2025-08-06 09:00").sees(says("effective", "2025-08-27", tariff("IN", instrument="EO 14329")), rank=ORDER)
    amendment = says("effective", "2025-09-01", tariff("IN", instrument="EO 14400"), "extended")
    story.at("2025-08-20 09:00").sees(amendment, rank=ORDER)
    gone = MeasureMention(
        tariff("", instrument="EO 14329"), Status.REVOKED, Firmness.SIGNED, "no longer in effect", 0, 19
    )
    story.at("2025-08-25 19:12").sees(rank=ORDER, measures=[gone]).then(
        "new effective nothing -> 2025-08-27 announced",
        "moved_later effective 2025-08-27 -> 2025-09-01 extended",
        "revoked effective 2025-09-01 revoked",
    )


def test_european_countermeasures_pause_a_day_before_they_would_start() -> None:
    goods = tariff("US", issuer="EU")

    def brussels(kind: str, when: str, status: str, **more: str) -> object:
        return says(kind, when, goods, status, "said", zone="Europe/Brussels", inclusive=kind != "effective", **more)

    story = Story()
    story.at("2025-04-14 08:00").sees(brussels("suspension_end", "2025-07-14", "suspended")).then(
        "suspended suspension_end nothing -> 2025-07-14 suspended"
    )
    story.at("2025-07-13 08:00").sees(brussels("suspension_end", "2025-08-06", "extended", was="2025-07-14")).then(
        "moved_later suspension_end 2025-07-14 -> 2025-08-06 suspended"
    )
    story.at("2025-07-24 08:00").sees(brussels("effective", "2025-08-07", "announced")).then(
        "new effective nothing -> 2025-08-07 announced"
    )
    story.at("2025-08-05 08:00").sees(
        brussels("suspension_end", "2026-02-05", "suspended", trace="2025-08-05 + 6 months"),
        brussels("suspension_end", "2026-02-07", "suspended"),
    ).then(
        "suspended suspension_end 2025-08-07 -> 2026-02-07 suspended", "superseded suspension_end 2025-08-06 suspended"
    )
    story.at("2025-09-01 08:00").then()


def test_a_threat_moves_by_words_and_is_settled_by_an_act_for_all() -> None:
    story = Story()
    story.at("2025-05-23 08:00").sees(says("effective", "2025-06-01", tariff("EU", 50), "threatened", "said")).then(
        "new effective nothing -> 2025-06-01 threatened"
    )
    story.at("2025-05-26 08:00").sees(says("effective", "2025-07-09", tariff("EU", 50), "extended", "said")).then(
        "moved_later effective 2025-06-01 -> 2025-07-09 threatened"
    )
    story.at("2025-07-12 08:00").then("lapsed effective 2025-07-09 lapsed")
    story.sees(says("effective", "2025-08-01", tariff("EU", 30), "threatened", "said")).then(
        "moved_later effective 2025-07-09 -> 2025-08-01 threatened"
    )
    story.at("2025-07-31 19:08").sees(says("effective", "2025-08-07 00:01", tariff("ALL")), rank=ORDER).then(
        "moved_later effective 2025-08-01 -> 2025-08-07 00:01 announced",
        "new effective nothing -> 2025-08-07 00:01 announced",
    )
    story.at("2025-08-07 00:01").then(
        "in_force effective 2025-08-07 00:01 in_force", "in_force effective 2025-08-07 00:01 in_force"
    )


def test_a_lapsed_post_is_dated_anew_and_made_firm_by_a_proclamation() -> None:
    trucks = tariff("", 25, products=("heavy trucks",))
    story = Story()
    story.at("2025-09-25 08:00").sees(says("effective", "2025-10-01", trucks, "threatened", "said"))
    story.at("2025-10-06 08:00").then(
        "new effective nothing -> 2025-10-01 threatened", "lapsed effective 2025-10-01 lapsed"
    )
    story.sees(says("effective", "2025-11-01", trucks, "threatened", "said")).then(
        "moved_later effective 2025-10-01 -> 2025-11-01 threatened"
    )
    act = tariff("ALL", 25, products=("medium and heavy trucks",), authority="section 232")
    story.at("2025-10-17 18:21").sees(says("effective", "2025-11-01 00:01", act), rank=ORDER).then(
        "confirmed effective 2025-11-01 -> 2025-11-01 00:01 announced"
    )
    story.at("2025-11-01 00:01").then("in_force effective 2025-11-01 00:01 in_force")
