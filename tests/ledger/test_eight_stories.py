"""The eight stories that the ledger must tell right, each from its first word to its end, from mentions made by hand."""

from ledger_story import AGENCY, LEADER, ORDER, Story, says, tariff, written

from monitor.types import Firmness, MeasureKind, MeasureMention, Mention, Status

ALCOHOL, DAIRY = ("wine and spirits",), ("milk and cheese",)


def dates(story: Story, key: str | None = None) -> list[str]:
    """The dates that a record (the only one, unless named) has had, in order."""
    if key is None:
        (key,) = story.records
    return list(dict.fromkeys(written(change.new.due) for change in story.memory.revisions[key]))


def test_1_the_suspension_of_duties_on_china_is_prolonged_from_august_to_november_and_by_a_year() -> None:
    china = tariff("CN", 34)
    story = Story()
    story.at("2025-04-02 17:00").sees(says("effective", "2025-04-09 00:01", china), rank=ORDER)
    story.at("2025-04-10 00:00").then_changed(
        "new effective nothing -> 2025-04-09 00:01 announced", "in_force effective 2025-04-09 00:01 in_force"
    )
    story.at("2025-05-12 18:00").sees(
        says("effective", "2025-05-14 00:01", tariff("CN"), "suspended"),
        says("suspension_end", "2025-08-12 00:01", tariff("CN"), "suspended"),
        rank=ORDER,
    ).then_changed("suspended suspension_end 2025-04-09 00:01 -> 2025-08-12 00:01 suspended")
    story.at("2025-08-11 19:00").sees(
        says("suspension_end", "2025-08-12 00:01", tariff("CN"), "suspended"),
        says("suspension_end", "2025-11-10 00:01", tariff("CN"), "extended"),
        rank=ORDER,
    ).then_changed("moved_later suspension_end 2025-08-12 00:01 -> 2025-11-10 00:01 suspended")
    story.at("2025-10-30 09:00").sees(
        says("suspension_end", "2025-11-10", tariff("CN"), "suspended", "said")
    ).then_changed()
    story.at("2025-11-04 19:00").sees(
        says("expiry", "2026-11-10 00:01", tariff("CN"), "suspended"), rank=ORDER
    ).then_changed("moved_later suspension_end 2025-11-10 00:01 -> 2026-11-10 00:01 suspended")
    assert dates(story) == ["2025-04-09 00:01", "2025-08-12 00:01", "2025-11-10 00:01", "2026-11-10 00:01"]
    story.at("2026-11-10 00:01").then_changed("resumed suspension_end 2026-11-10 00:01 in_force")


def test_2_the_reciprocal_duties_are_paused_put_off_twice_begun_and_struck_down() -> None:
    everybody = tariff("ALL", authority="IEEPA")
    story = Story()
    story.at("2025-04-02 17:37").sees(
        says("effective", "2025-04-05 00:01", tariff("ALL", 10, authority="IEEPA")),
        says("effective", "2025-04-09 00:01", everybody),
        rank=ORDER,
    )
    story.at("2025-04-09 23:30").then_changed(
        "new effective nothing -> 2025-04-05 00:01 announced",
        "new effective nothing -> 2025-04-09 00:01 announced",
        "in_force effective 2025-04-05 00:01 in_force",
        "in_force effective 2025-04-09 00:01 in_force",
    )
    story.sees(
        says("effective", "2025-04-10 00:01", everybody, "suspended"),
        says("expiry", "2025-07-09 00:01", everybody, "suspended"),
        rank=ORDER,
    ).then_changed("suspended suspension_end 2025-04-09 00:01 -> 2025-07-09 00:01 suspended")
    story.at("2025-07-07 17:51").sees(
        says("suspension_end", "2025-07-09 00:01", everybody, "suspended"),
        says("suspension_end", "2025-08-01 00:01", everybody, "extended"),
        rank=ORDER,
    ).then_changed("moved_later suspension_end 2025-07-09 00:01 -> 2025-08-01 00:01 suspended")
    story.at("2025-07-31 19:08").sees(says("effective", "2025-08-07 00:01", everybody), rank=ORDER).then_changed(
        "moved_later effective 2025-08-01 00:01 -> 2025-08-07 00:01 announced"
    )
    story.at("2025-08-07 00:01").then_changed("in_force effective 2025-08-07 00:01 in_force")
    court = MeasureMention(everybody, Status.STRUCK_DOWN, Firmness.SIGNED, "the duties are unlawful", 0, 23)
    story.at("2026-02-20 10:30").sees(rank=AGENCY, source="court", measures=[court]).then_changed(
        "struck_down effective 2025-04-05 00:01 struck_down", "struck_down effective 2025-08-07 00:01 struck_down"
    )
    stop = says("effective", "2026-02-24 00:01", everybody, "revoked")
    story.at("2026-02-22 18:00").sees(stop, rank=AGENCY, source="customs")
    story.then_changed()
    assert {str(record.ended_day) for record in story.records.values()} == {"2026-02-20"}


def test_3_the_surcharge_of_150_days_begins_lets_goods_in_transit_in_and_expires() -> None:
    surcharge = tariff("ALL", 10, authority="section 122")
    story = Story()
    story.at("2026-02-20 19:30").sees(
        says("effective", "2026-02-24 00:01", surcharge),
        says("in_transit_enter_by", "2026-02-28 00:01", surcharge),
        says("expiry", "2026-07-24 00:01", surcharge, trace="2026-02-24 + 150 days"),
        rank=ORDER,
    ).then_changed(
        "new effective nothing -> 2026-02-24 00:01 announced",
        "new in_transit_enter_by nothing -> 2026-02-28 00:01 announced",
        "new expiry nothing -> 2026-07-24 00:01 announced",
    )
    story.at("2026-02-21 08:00").sees(
        says("effective", "2026-02-24", tariff("ALL", 10), firmness="said")
    ).then_changed()
    story.at("2026-02-24 00:01").then_changed("in_force effective 2026-02-24 00:01 in_force")
    story.at("2026-02-28 00:01").then_changed("expired in_transit_enter_by 2026-02-28 00:01 expired")
    story.at("2026-07-20 08:00").sees(says("expiry", "2026-07-24", surcharge, "in_force", "said")).then_changed()
    story.at("2026-07-24 00:01").then_changed("expired expiry 2026-07-24 00:01 expired")


def test_4_a_proclamation_moves_the_canadian_duties_87_minutes_before_they_begin() -> None:
    alcohol, dairy = tariff("CA", 50, products=ALCOHOL), tariff("CA", 50, products=DAIRY)
    story = Story()
    story.at("2026-07-20 17:00").sees(
        says("effective", "2026-08-19 00:01", alcohol), says("effective", "2026-08-19 00:01", dairy), rank=ORDER
    ).then_changed(
        "new effective nothing -> 2026-08-19 00:01 announced", "new effective nothing -> 2026-08-19 00:01 announced"
    )
    assert sorted(story.records) == [
        "us-tariff-ca-effective-cheese-milk-2026-08",
        "us-tariff-ca-effective-spirit-wine-2026-08",
    ]
    story.at("2026-07-21 08:00").sees(says("effective", "2026-08-19", tariff("CA", 50), firmness="said")).then_changed()
    story.at("2026-08-18 22:34").sees(
        says("effective", "2026-08-22 00:01", tariff("CA"), was="2026-08-19"), rank=ORDER
    ).then_changed(
        "moved_later effective 2026-08-19 00:01 -> 2026-08-22 00:01 announced",
        "moved_later effective 2026-08-19 00:01 -> 2026-08-22 00:01 announced",
    )
    story.at("2026-08-19 12:00").then_changed()
    story.at("2026-08-22 00:01").then_changed(
        "in_force effective 2026-08-22 00:01 in_force", "in_force effective 2026-08-22 00:01 in_force"
    )


def test_5_the_russian_ultimatum_shrinks_and_passes_without_the_measure() -> None:
    secondary = tariff("RU", 100)

    def threat(when: str, **more: str) -> Mention:
        return says("ultimatum", when, secondary, "threatened", "said", **more)

    story = Story()
    story.at("2025-07-14 12:00").sees(threat("2025-09-02"), rank=LEADER, source="speech").then_changed(
        "new ultimatum nothing -> 2025-09-02 threatened"
    )
    story.at("2025-07-14 15:00").sees(threat("2025-09-01..2025-09-10")).then_changed()
    story.at("2025-07-14 20:00").sees(threat("2025-08-15"), source="gazette").then_changed(
        "disputed ultimatum 2025-09-02 threatened"
    )
    story.at("2025-07-15 09:00").sees(threat("2025-08-15"), source="gazette").then_changed()
    story.at("2025-07-28 10:00").sees(threat("2025-08-07..2025-08-09")).then_changed(
        "moved_earlier ultimatum 2025-09-02 -> 2025-08-07..2025-08-09 threatened"
    )
    story.at("2025-07-29 18:00").sees(threat("2025-08-08"), source="gazette").then_changed(
        "moved_later ultimatum 2025-08-07..2025-08-09 -> 2025-08-08 threatened"
    )
    story.at("2025-08-06 10:00").sees(threat("2025-08-08")).then_changed()
    story.at("2025-08-08 23:00").then_changed()
    story.at("2025-08-10 00:00").then_changed("lapsed ultimatum 2025-08-08 lapsed")
    (record,) = story.records.values()
    assert str(record.ended_day) == "2025-08-09"


def test_6_the_order_on_india_begins_after_21_days_lets_goods_in_transit_in_and_is_revoked() -> None:
    oil = tariff("IN", 25, authority="IEEPA")
    story = Story()
    story.at("2025-08-06 09:00").sees(
        says("effective", "2025-08-27 00:01", oil, trace="2025-08-06 + 21 days"),
        says("in_transit_enter_by", "2025-09-17 00:01", oil),
        rank=ORDER,
    ).then_changed(
        "new effective nothing -> 2025-08-27 00:01 announced",
        "new in_transit_enter_by nothing -> 2025-09-17 00:01 announced",
    )
    story.at("2025-08-26 09:00").sees(says("effective", "2025-08-27", tariff("IN", 50), firmness="said")).then_changed()
    story.at("2025-09-18 00:00").then_changed(
        "in_force effective 2025-08-27 00:01 in_force", "expired in_transit_enter_by 2025-09-17 00:01 expired"
    )
    story.at("2026-02-06 18:00").sees(says("effective", "2026-02-07 00:01", oil, "revoked"), rank=ORDER).then_changed(
        "revoked effective 2025-08-27 00:01 revoked"
    )
    record = story.records["us-tariff-in-effective-2025-08"]
    assert str(record.ended_day) == "2026-02-07"
    story.at("2026-03-01 00:00").then_changed()


def test_7_a_general_licence_is_reissued_under_two_new_letters_and_expires() -> None:
    def licence(letter: str) -> Mention:
        return tariff("RU", kind=MeasureKind.LICENCE, instrument=f"GL 128{letter}")

    story = Story()
    story.at("2025-10-22 16:00").sees(
        says("expiry", "2025-11-21 00:01", licence(""), "in_force", "published"), rank=AGENCY
    ).then_changed("new expiry nothing -> 2025-11-21 00:01 in_force")
    story.at("2025-11-14 16:00").sees(
        says("expiry", "2025-12-13 00:01", licence("A"), "in_force", "published"), rank=AGENCY
    ).then_changed("moved_later expiry 2025-11-21 00:01 -> 2025-12-13 00:01 in_force")
    story.at("2025-12-04 16:00").sees(
        says("expiry", "2026-04-29 00:01", licence("B"), "extended", "published"), rank=AGENCY
    ).then_changed("moved_later expiry 2025-12-13 00:01 -> 2026-04-29 00:01 extended")
    story.sees(
        says("expiry", "2026-01-05 00:01", tariff("RU", kind=MeasureKind.LICENCE, instrument="GL 124D"), "in_force"),
        rank=AGENCY,
    ).then_changed("new expiry nothing -> 2026-01-05 00:01 in_force")
    assert dates(story, "us-licence-ru-expiry-gl-128-2025-11") == [
        "2025-11-21 00:01",
        "2025-12-13 00:01",
        "2026-04-29 00:01",
    ]
    story.at("2026-01-06 00:00").then_changed("expired expiry 2026-01-05 00:01 expired")
    story.at("2026-04-29 00:01").then_changed("expired expiry 2026-04-29 00:01 expired")


def test_8_european_countermeasures_are_paused_again_and_again_a_day_before_they_would_start() -> None:
    goods = tariff("US", issuer="EU")

    def brussels(kind: str, when: str, status: str, **more: str) -> Mention:
        return says(kind, when, goods, status, zone="Europe/Brussels", inclusive=kind != "effective", **more)

    story = Story()
    story.at("2025-04-09 08:00").sees(brussels("effective", "2025-04-15", "announced"), rank=ORDER).then_changed(
        "new effective nothing -> 2025-04-15 announced"
    )
    story.at("2025-04-14 08:00").sees(brussels("suspension_end", "2025-07-14", "suspended"), rank=ORDER).then_changed(
        "suspended suspension_end 2025-04-15 -> 2025-07-14 suspended"
    )
    story.at("2025-07-13 08:00").sees(
        brussels("suspension_end", "2025-08-06", "extended", was="2025-07-14"), rank=ORDER
    ).then_changed("moved_later suspension_end 2025-07-14 -> 2025-08-06 suspended")
    story.at("2025-07-24 08:00").sees(brussels("effective", "2025-08-07", "announced"), rank=ORDER).then_changed(
        "new effective nothing -> 2025-08-07 announced"
    )
    story.at("2025-08-05 08:00").sees(
        brussels("suspension_end", "2026-02-05", "suspended", trace="2025-08-05 + 6 months"),
        brussels("suspension_end", "2026-02-07", "suspended"),
        rank=ORDER,
    ).then_changed(
        "moved_later suspension_end 2025-08-06 -> 2026-02-07 suspended", "superseded effective 2025-08-07 announced"
    )
    story.at("2025-09-01 08:00").then_changed()
    story.at("2026-02-04 08:00").sees(
        brussels("suspension_end", "2026-08-07", "extended", was="2026-02-07", trace="2026-02-07 + 6 months"),
        rank=ORDER,
    ).then_changed("moved_later suspension_end 2026-02-07 -> 2026-08-07 suspended")
    assert dates(story, "eu-tariff-us-effective-2025-04") == [
        "2025-04-15",
        "2025-07-14",
        "2025-08-06",
        "2026-02-07",
        "2026-08-07",
    ]
    story.at("2026-08-09 00:00").then_changed("resumed suspension_end 2026-08-07 in_force")
