"""One rule at a time: who overrules whom, what is a sibling, what is history, what is the same date told again."""

from dataclasses import replace

import pytest
from ledger_story import AGENCY, LEADER, ORDER, WIRE, Story, a_document, due, instant, says, tariff

from monitor.ledger import measure_news
from monitor.ledger.decisions import changes
from monitor.ledger.identity import likeness, parts, same_date
from monitor.ledger.keys import deadline_key
from monitor.types import (
    DeadlineKind,
    Firmness,
    Measure,
    MeasureKind,
    MeasureMention,
    Mention,
    Reading,
    Status,
)

CANADA = tariff("CA", 50)


def none_taken(_: str) -> bool:
    return False


def story_of_an_order() -> Story:
    story = Story()
    story.at("2026-07-20 17:00").sees(says("effective", "2026-08-19", CANADA), rank=ORDER)
    return story.then_changed("new effective nothing -> 2026-08-19 announced")


class TestPrecedence:
    def test_news_never_overwrites_an_instrument_and_disputes_each_date_once(self) -> None:
        story = story_of_an_order()
        report = says("effective", "2026-08-25", CANADA, "extended", "said")
        story.at("2026-08-01 09:00").sees(report).then_changed("disputed effective 2026-08-19 announced")
        (record,) = story.records.values()
        assert record.evidence.rank == ORDER
        assert record.evidence.warnings[0].startswith("disputed: 2026-08-25 according to wire")
        story.at("2026-08-02 09:00").sees(report).then_changed()

    @pytest.mark.parametrize(
        ("rank", "expected"),
        [
            (ORDER, "moved_later effective 2026-08-19 -> 2026-08-25 extended"),
            (AGENCY, "disputed effective 2026-08-19 announced"),
        ],
        ids=["an act overrules an act", "an agency's release does not"],
    )
    def test_a_later_official_text(self, rank: int, expected: str) -> None:
        story = story_of_an_order()
        story.at("2026-08-01 09:00").sees(says("effective", "2026-08-25", CANADA, "extended"), rank=rank).then_changed(
            expected
        )

    def test_news_moves_what_a_leader_merely_said(self) -> None:
        story = Story()
        story.at("2026-07-01 09:00").sees(says("effective", "2026-08-01", CANADA, "threatened", "said"), rank=LEADER)
        story.at("2026-07-10 09:00").sees(
            says("effective", "2026-08-15", CANADA, "threatened", "said"), rank=WIRE
        ).then_changed(
            "new effective nothing -> 2026-08-01 threatened",
            "moved_later effective 2026-08-01 -> 2026-08-15 threatened",
        )

    def test_an_older_document_fetched_late_changes_nothing(self) -> None:
        story = story_of_an_order()
        story.at("2026-08-18 22:34").sees(says("effective", "2026-08-22", CANADA, was="2026-08-19"), rank=ORDER)
        story.then_changed("moved_later effective 2026-08-19 -> 2026-08-22 announced")
        late = says("effective", "2026-08-19", CANADA, "extended")
        story.at("2026-08-19 09:00").sees(late, rank=ORDER, published="2026-07-25 09:00").then_changed()
        story.sees(replace(late, firmness=Firmness.SAID), rank=WIRE, published="2026-07-26 09:00").then_changed()

    def test_an_act_fetched_after_the_newer_report_of_it_corrects_the_report_and_keeps_its_words(self) -> None:
        story = Story()
        story.at("2026-08-01 09:00").sees(says("effective", "2026-08-25", CANADA, "announced", "said"))
        story.sees(says("effective", "2026-08-19", CANADA), rank=ORDER, published="2026-07-20 17:00").then_changed(
            "new effective nothing -> 2026-08-25 announced", "corrected effective 2026-08-25 -> 2026-08-19 announced"
        )
        (record,) = story.records.values()
        assert record.evidence.warnings == (
            'disputed: 2026-08-25 according to wire https://wire.example/d01: "effective 2026-08-25 announced" '
            "(taken for this deadline because: the same issuer (US) and targets (CA), rate 50 % in both)",
        )

    def test_within_a_day_two_outlets_that_differ_are_in_dispute_unless_one_says_that_it_changed(self) -> None:
        story = Story()
        story.at("2026-07-01 09:00").sees(says("effective", "2026-08-01", CANADA, "threatened", "said"))
        story.at("2026-07-01 15:00").sees(
            says("effective", "2026-08-10", CANADA, "threatened", "said"), source="gazette"
        )
        story.then_changed("new effective nothing -> 2026-08-01 threatened", "disputed effective 2026-08-01 threatened")
        story.at("2026-07-01 18:00").sees(says("effective", "2026-08-15", CANADA, "extended", "said"), source="gazette")
        story.then_changed("moved_later effective 2026-08-01 -> 2026-08-15 threatened")

    def test_an_end_told_before_the_record_s_own_words_ends_nothing(self) -> None:
        story = story_of_an_order()
        end = MeasureMention(CANADA, Status.REVOKED, Firmness.SIGNED, "the duties are revoked", 0, 22)
        story.at("2026-07-21 09:00").sees(rank=ORDER, measures=[end], published="2026-07-01 09:00").then_changed()

    def test_a_report_that_missed_the_move_opens_no_second_record(self) -> None:
        story = story_of_an_order()
        story.at("2026-08-10 22:34").sees(says("effective", "2026-08-22", CANADA, was="2026-08-19"), rank=ORDER)
        story.then_changed("moved_later effective 2026-08-19 -> 2026-08-22 announced")
        outdated = says("effective", "2026-08-19", tariff("CA"), firmness="said")
        story.at("2026-08-11 09:00").sees(outdated).then_changed("disputed effective 2026-08-22 announced")
        story.sees(outdated, published="2026-08-01 09:00").then_changed()

    def test_a_report_that_a_court_struck_it_down_only_disputes(self) -> None:
        story = story_of_an_order()
        end = MeasureMention(CANADA, Status.STRUCK_DOWN, Firmness.SIGNED, "the court struck down the duties", 0, 32)
        story.at("2026-08-01 09:00").sees(measures=[end]).then_changed("disputed effective 2026-08-19 announced")
        story.at("2026-08-02 09:00").sees(measures=[end], rank=ORDER).then_changed(
            "struck_down effective 2026-08-19 struck_down"
        )


class TestRepeats:
    def test_the_same_date_in_the_same_words_or_lesser_ones_is_no_change(self) -> None:
        story = story_of_an_order()
        story.at("2026-08-01 09:00").sees(says("effective", "2026-08-19", CANADA), rank=ORDER).then_changed()
        story.sees(says("effective", "2026-08-19", tariff("", 50, issuer=None), firmness="said")).then_changed()
        story.sees(says("effective", "2026-08", tariff("CA"), firmness="said")).then_changed()

    def test_an_act_that_names_the_minute_confirms_what_was_said(self) -> None:
        story = Story()
        story.at("2026-07-01 09:00").sees(says("effective", "2026-08-19", CANADA, "threatened", "said"))
        story.at("2026-07-20 17:00").sees(says("effective", "2026-08-19 00:01", CANADA), rank=ORDER).then_changed(
            "new effective nothing -> 2026-08-19 threatened",
            "confirmed effective 2026-08-19 -> 2026-08-19 00:01 announced",
        )
        (record,) = story.records.values()
        assert (record.firmness, record.evidence.rank, record.dated_at) == (Firmness.SIGNED, ORDER, record.learnt_at)

    def test_a_report_that_names_the_minute_refines_the_date_and_leaves_the_grounds(self) -> None:
        story = story_of_an_order()
        story.at("2026-08-01 09:00").sees(says("effective", "2026-08-19 00:01", CANADA, firmness="said")).then_changed(
            "confirmed effective 2026-08-19 -> 2026-08-19 00:01 announced"
        )
        assert next(iter(story.records.values())).evidence.rank == ORDER

    def test_another_rate_for_the_same_date_modifies_when_an_act_says_so(self) -> None:
        story = story_of_an_order()
        story.at("2026-08-01 09:00").sees(
            says("effective", "2026-08-19", tariff("CA", 100), firmness="said")
        ).then_changed()
        story.at("2026-08-02 09:00").sees(says("effective", "2026-08-19", tariff("CA", 35)), rank=ORDER).then_changed(
            "modified effective 2026-08-19 announced"
        )

    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [
            (due("2026-08-19"), due("2026-08-19 00:01"), True),
            (due("2026-08-19 00:00"), due("2026-08-19 00:01"), True),
            (due("2026-08-18", inclusive=True), due("2026-08-19 00:01"), True),
            (due("2026-08-19 12:00"), due("2026-08-19 00:01"), False),
            (due("2026-08-18"), due("2026-08-19 00:01"), False),
            (due("2026-08"), due("2026-08-19"), True),
            (due("2026-08-07..2026-08-09"), due("2026-08-10"), False),
        ],
        ids=[
            "a day and its minute",
            "midnight and one past midnight",
            "the last day and the instant after it",
            "noon is another time",
            "the day before is another day",
            "a month and its day",
            "an interval and the day after it",
        ],
    )
    def test_same_date(self, one: object, other: object, same: bool) -> None:
        assert same_date(one, other) is same  # type: ignore[arg-type]
        assert same_date(other, one) is same  # type: ignore[arg-type]


class TestSiblings:
    def test_two_dates_in_one_document_are_two_records(self) -> None:
        listed, others = (
            says("effective", "2026-07-31", CANADA, scope="listed mills"),
            says("effective", "2026-09-29", CANADA, scope="remaining mining firms"),
        )
        story = Story()
        story.at("2026-07-01 09:00").sees(listed, others, rank=ORDER).then_changed(
            "new effective nothing -> 2026-07-31 announced", "new effective nothing -> 2026-09-29 announced"
        )
        story.at("2026-07-02 09:00").sees(listed, others, rank=ORDER).then_changed()

    def test_a_restated_date_is_not_moved_by_its_sibling(self) -> None:
        story = story_of_an_order()
        story.at("2026-08-01 09:00").sees(
            says("effective", "2026-08-19", CANADA), says("effective", "2026-09-15", CANADA), rank=ORDER
        ).then_changed("new effective nothing -> 2026-09-15 announced")

    def test_an_act_on_other_goods_opens_its_own_record(self) -> None:
        story = Story()
        story.at("2026-07-20 17:00").sees(says("effective", "2026-08-19", CANADA, scope="alcohol"), rank=ORDER)
        story.at("2026-07-25 17:00").sees(says("effective", "2026-09-01", tariff("CA", 35), scope="lumber"), rank=ORDER)
        story.then_changed(
            "new effective nothing -> 2026-08-19 announced", "new effective nothing -> 2026-09-01 announced"
        )

    def test_a_second_act_that_only_states_another_date_hides_no_deadline(self) -> None:
        story = story_of_an_order()
        story.at("2026-08-01 09:00").sees(says("effective", "2026-09-15", tariff("CA")), rank=ORDER).then_changed(
            "new effective nothing -> 2026-09-15 announced"
        )

    @pytest.mark.parametrize(
        ("one", "other"),
        [("Article 3(2)", "Article 7"), ("Annex I", "Annex IV"), ("articles listed in Annex I", "Annex II")],
    )
    def test_two_parts_of_one_act_are_two_records_and_keep_their_own_dates(self, one: str, other: str) -> None:
        def applies(when: str, scope: str) -> Mention:
            return says("effective", when, tariff("RU", None, "EU", instrument="Regulation 2026/77"), scope=scope)

        story = Story()
        story.at("2026-05-01 09:00").sees(applies("2026-07-01", one), applies("2026-07-01", other), rank=ORDER)
        story.then_changed(*["new effective nothing -> 2026-07-01 announced"] * 2)
        story.at("2026-05-20 09:00").sees(applies("2026-08-01", other), rank=ORDER)
        story.then_changed("moved_later effective 2026-07-01 -> 2026-08-01 announced")
        assert {record.scope: str(record.due.day) for record in story.records.values()} == {
            one: "2026-07-01",
            other: "2026-08-01",
        }

    def test_a_paragraph_of_an_article_is_the_article_and_parts_of_another_act_are_no_other_part(self) -> None:
        assert parts("Article 3(2)") == parts("Article 3") == {"article 3"}
        first = tariff("RU", None, "EU", instrument="Regulation 2026/77")
        later = tariff("RU", None, "EU", instrument="Regulation 2026/99")
        alike = [likeness(said, "Article 1", first, "Article 7") for said in (first, later)]
        assert [each.conflicts for each in alike if each] == [{"scope"}, frozenset()]

    def test_comment_periods_of_two_proceedings_stay_apart(self) -> None:
        story = Story()
        story.at("2026-07-01 09:00").sees(
            says("comment_close", "2026-08-01 23:59", tariff("ALL"), scope="drones"), rank=AGENCY
        )
        story.at("2026-07-02 09:00").sees(
            says("comment_close", "2026-09-01 23:59", tariff("ALL")), rank=AGENCY
        ).then_changed(
            "new comment_close nothing -> 2026-08-01 23:59 announced",
            "new comment_close nothing -> 2026-09-01 23:59 announced",
        )
        story.sees(
            says("comment_close", "2026-08-20 23:59", tariff("ALL"), "extended", scope="small drones"), rank=AGENCY
        ).then_changed("moved_later comment_close 2026-08-01 23:59 -> 2026-08-20 23:59 extended")

    def test_two_rates_of_one_clause_move_each_to_its_own_new_date(self) -> None:
        story = Story()
        rates = [tariff("ALL", rate, authority="section 232") for rate in (30, 50)]
        story.at("2025-09-29 17:00").sees(*(says("effective", "2026-01-01", rate) for rate in rates), rank=ORDER)
        story.at("2025-12-31 17:00").sees(
            *(says("effective", "2027-01-01", rate, "extended") for rate in rates), rank=ORDER
        )
        assert {(r.measure.rate_percent, str(r.due.day)) for r in story.records.values()} == {
            (30, "2027-01-01"),
            (50, "2027-01-01"),
        }


class TestReplacedDates:
    def test_the_replaced_date_finds_the_record_among_siblings(self) -> None:
        story = Story()
        story.at("2026-07-01 09:00").sees(
            says("effective", "2026-07-31", CANADA), says("effective", "2026-09-29", CANADA), rank=ORDER
        )
        story.at("2026-07-10 09:00").sees(says("effective", "2026-10-15", CANADA, was="2026-09-29"), rank=ORDER)
        assert {state[1] for state in story.state()} == {"2026-07-31", "2026-10-15"}

    def test_the_replaced_date_of_another_rate_is_another_measure_s(self) -> None:
        story = story_of_an_order()
        story.at("2026-08-01 09:00").sees(
            says("effective", "2026-09-01", tariff("CA", 10), was="2026-08-19"), rank=ORDER
        )
        story.then_changed("new effective nothing -> 2026-09-01 announced")

    def test_an_extension_beside_two_earlier_dates_does_not_say_which_it_replaces(self) -> None:
        lists = tariff("CN", authority="section 301")
        Story().at("2026-06-01 09:00").sees(
            says("expiry", "2026-07-01", lists, "in_force"),
            says("expiry", "2026-08-01", lists, "in_force"),
            says("expiry", "2026-11-29", lists, "extended"),
            rank=ORDER,
        ).then_changed(
            "new expiry nothing -> 2026-07-01 in_force",
            "new expiry nothing -> 2026-08-01 in_force",
            "new expiry nothing -> 2026-11-29 extended",
        )

    def test_two_stages_put_off_each_to_the_date_of_the_next_or_beyond_both_move(self) -> None:
        story = Story()
        story.at("2026-05-01 09:00").sees(
            says("effective", "2026-06-01", CANADA), says("effective", "2026-07-01", CANADA), rank=ORDER
        )
        story.untold.clear()
        story.at("2026-05-20 09:00").sees(
            says("effective", "2026-07-01", CANADA, "extended", was="2026-06-01"),
            says("effective", "2026-08-01", CANADA, "extended", was="2026-07-01"),
            rank=ORDER,
        )
        story.then_changed(
            "moved_later effective 2026-06-01 -> 2026-07-01 extended",
            "moved_later effective 2026-07-01 -> 2026-08-01 extended",
        )

    def test_the_steps_of_a_date_s_past_are_no_dates_of_their_own(self) -> None:
        story = Story()
        story.at("2026-05-01 09:00").sees(says("effective", "2026-07-01", CANADA), rank=ORDER)
        story.untold.clear()
        story.at("2026-05-20 09:00").sees(
            says("effective", "2026-07-01", CANADA, "extended", was="2026-06-01"),
            says("effective", "2026-08-01", CANADA, "extended", was="2026-07-01"),
            rank=ORDER,
        )
        story.then_changed("moved_later effective 2026-07-01 -> 2026-08-01 extended")

    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            ("announced", "new effective nothing -> 2026-08-22 announced"),
            ("extended", "moved_later effective nothing -> 2026-08-22 extended"),
            ("suspended", "suspended effective nothing -> 2026-08-22 suspended"),
        ],
    )
    def test_a_replaced_date_nobody_knows_opens_a_record(self, status: str, expected: str) -> None:
        moved = says("effective", "2026-08-22", CANADA, status, was="2026-08-19")
        Story().at("2026-08-18 22:34").sees(moved, rank=ORDER).then_changed(expected)

    def test_an_extension_beside_the_date_it_recites_is_one_move(self) -> None:
        Story().at("2026-06-01 09:00").sees(
            says("expiry", "2026-06-16", tariff("BY", kind=MeasureKind.SANCTIONS), "in_force"),
            says("expiry", "2027-06-16", tariff("BY", kind=MeasureKind.SANCTIONS), "extended"),
            rank=ORDER,
        ).then_changed("moved_later expiry nothing -> 2027-06-16 extended")


class TestOpening:
    def test_an_act_that_reaches_back_is_in_force_at_once(self) -> None:
        story = Story().at("2025-11-20 17:00")
        story.sees(says("effective", "2025-11-13 00:01", tariff("BR")), rank=ORDER).then_changed(
            "new effective nothing -> 2025-11-13 00:01 in_force"
        )

    def test_history_opens_nothing(self) -> None:
        story = Story().at("2025-11-20 17:00")
        story.sees(says("effective", "2025-11-13", tariff("BR"))).then_changed()
        story.sees(says("effective", "2025-10-01", tariff("BR")), rank=ORDER).then_changed()
        story.sees(says("expiry", "2025-12-01", tariff("BR"), "expired"), rank=ORDER).then_changed()

    def test_an_end_for_a_known_measure_is_an_expiry_added_and_can_be_taken_away(self) -> None:
        story = story_of_an_order()
        story.at("2026-08-01 09:00").sees(says("expiry", "2027-08-19", CANADA), rank=ORDER).then_changed(
            "expiry_added expiry nothing -> 2027-08-19 announced"
        )
        story.at("2026-09-01 09:00").sees(
            says("expiry", "2027-08-19", CANADA, "revoked", was="2027-08-19"), rank=ORDER
        ).then_changed("in_force effective 2026-08-19 in_force", "expiry_removed expiry 2027-08-19 revoked")

    def test_an_announced_end_told_again_by_another_is_the_same_end(self) -> None:
        story = story_of_an_order()
        story.at("2026-08-20 09:00").sees(says("expiry", "2026-12-01", CANADA, "revoked"), rank=ORDER).then_changed(
            "in_force effective 2026-08-19 in_force", "expiry_added expiry nothing -> 2026-12-01 announced"
        )
        story.at("2026-09-01 09:00").sees(says("expiry", "2026-12-01", CANADA, "revoked"), rank=ORDER).then_changed()

    def test_an_end_told_well_ahead_is_a_deadline_and_not_yet_an_end(self) -> None:
        story = story_of_an_order()
        story.at("2026-08-20 09:00").sees(says("effective", "2026-12-01", CANADA, "revoked"), rank=ORDER).then_changed(
            "in_force effective 2026-08-19 in_force", "expiry_added expiry nothing -> 2026-12-01 announced"
        )

    def test_bare_words_do_not_choose_between_two_measures_to_come(self) -> None:
        story = Story()
        story.at("2026-07-01 09:00").sees(
            says("effective", "2026-08-19", CANADA), says("effective", "2026-09-01", tariff("CA", 35)), rank=ORDER
        )
        end = MeasureMention(tariff("CA"), Status.REVOKED, Firmness.SIGNED, "the duties are revoked", 0, 22)
        story.at("2026-07-10 09:00").sees(rank=ORDER, measures=[end])
        assert not any(record.closed for record in story.records.values())
        story.at("2026-07-11 09:00").sees(rank=ORDER, measures=[replace(end, measure=tariff("CA", 35))])
        assert {r.measure.rate_percent for r in story.records.values() if r.closed} == {35}

    def test_the_same_document_again_changes_nothing(self) -> None:
        reading = Reading(mentions=(says("effective", "2026-08-19", CANADA), says("effective", "2026-09-01", CANADA)))
        document = a_document("d1", instant("2026-07-20 17:00"), rank=ORDER)
        first = changes([], reading, document, document.published, none_taken)
        assert changes([change.new for change in first], reading, document, document.published, none_taken) == []

    def test_bare_words_about_everybody_end_nothing_where_several_measures_run(self) -> None:
        story = Story()
        story.at("2026-07-01 09:00").sees(
            says("effective", "2026-07-05", tariff("ALL", 10)),
            says("effective", "2026-07-09", tariff("ALL", 50)),
            rank=ORDER,
        )
        end = MeasureMention(tariff("ALL"), Status.REVOKED, Firmness.SIGNED, "the duties are revoked", 0, 22)
        story.at("2026-08-01 09:00").sees(rank=ORDER, measures=[end])
        assert not any(record.closed for record in story.records.values())

    def test_an_instant_without_a_zone_is_refused(self) -> None:
        document = a_document("d1", instant("2026-07-20 17:00"))
        with pytest.raises(ValueError, match="no time zone"):
            changes([], Reading(), document, instant("2026-07-20 17:00").replace(tzinfo=None), none_taken)


class TestKeys:
    def test_a_key_reads_like_its_deadline(self) -> None:
        measure = tariff("CA", 50, products=("alcohol",))
        assert deadline_key(measure, DeadlineKind.EFFECTIVE, None, due("2026-08-19"), none_taken) == (
            "us-tariff-ca-effective-alcohol-2026-08"
        )

    def test_a_key_is_never_taken_twice_nor_long_nor_spaced(self) -> None:
        measure = Measure(
            MeasureKind.EXPORT_CONTROL,
            "US",
            ("AU", "BR", "CA", "CN", "DE", "FR"),
            12.5,
            "Proclamation No. 10999, annex of many words",
        )
        taken: list[str] = []
        for _ in range(8):
            taken.append(
                deadline_key(
                    measure, DeadlineKind.IN_TRANSIT_ENTER_BY, "any scope at all", due("2026-08-19"), taken.__contains__
                )
            )
        assert len(set(taken)) == 8
        assert all(len(key) <= 80 and " " not in key for key in taken)
        assert taken[0].startswith("us-export-control-au-br-ca-and-3-in-transit-enter-by-proclamation-no-1")


class TestMeasureNews:
    def heard(
        self, *measures: Measure, mentions: tuple[Mention, ...] = (), status: Status = Status.ANNOUNCED
    ) -> list[str]:
        told = tuple(MeasureMention(m, status, Firmness.SAID, "words", 0, 5) for m in measures)
        document = a_document("d1", instant("2026-07-20 17:00"))
        reading = Reading(mentions=mentions, measures=told)
        return [
            news.key
            for news in measure_news(reading, document, changes([], reading, document, document.published, none_taken))
        ]

    def test_a_measure_without_a_date_is_news_once(self) -> None:
        assert self.heard(tariff("IN", 25), tariff("IN", 25), tariff("BR", 12.5)) == [
            "us-tariff-in-25",
            "us-tariff-br-12p5",
        ]

    def test_a_measure_that_a_date_tells_is_not_told_again(self) -> None:
        assert (
            self.heard(tariff("IN", 25), tariff("IN"), mentions=(says("effective", "2026-08-01", tariff("IN", 25)),))
            == []
        )

    def test_another_rate_or_target_is_other_news(self) -> None:
        dated = (says("effective", "2026-08-01", tariff("IN", 25)),)
        assert self.heard(tariff("IN", 50), tariff("BR", 25), mentions=dated) == ["us-tariff-in-50", "us-tariff-br-25"]

    def test_an_end_has_a_key_of_its_own_and_nobody_s_measure_has_none(self) -> None:
        assert self.heard(tariff("IN", 25), tariff("", issuer=None), tariff(""), status=Status.REVOKED) == [
            "us-tariff-in-25-revoked"
        ]


def test_an_authority_that_passes_on_a_judgment_ends_an_instrument_s_record() -> None:
    story = story_of_an_order()
    end = MeasureMention(CANADA, Status.STRUCK_DOWN, Firmness.PUBLISHED, "set aside by the court", 0, 22)
    story.at("2026-08-10 09:00").sees(rank=AGENCY, measures=[end]).then_changed(
        "struck_down effective 2026-08-19 struck_down"
    )


def test_a_licence_reissued_under_the_next_letter_runs_to_its_new_date() -> None:
    licence = {"kind": MeasureKind.LICENCE, "instrument": "GL 77"}
    story = Story().at("2026-02-10 09:00").sees(says("expiry", "2026-04-11", tariff("RU", **licence)), rank=ORDER)
    story.then_changed("new expiry nothing -> 2026-04-11 announced")
    licence["instrument"] = "GL 77A"
    story.at("2026-04-08 09:00").sees(says("expiry", "2026-07-25", tariff("RU", **licence)), rank=ORDER)
    story.then_changed("moved_later expiry 2026-04-11 -> 2026-07-25 announced")


class TestEnds:
    def test_an_end_told_again_with_another_day_is_no_news(self) -> None:
        story = Story()
        story.at("2026-06-01 09:00").sees(says("effective", "2026-06-10", CANADA), rank=ORDER)
        story.at("2026-06-20 09:00").sees(says("effective", "2026-06-20", CANADA, "revoked"), rank=ORDER)
        story.untold.clear()
        story.at("2026-06-22 09:00").sees(says("effective", "2026-06-24", CANADA, "revoked"), rank=ORDER).then_changed()

    def test_an_end_of_something_else_is_told(self) -> None:
        story = Story()
        story.at("2026-06-01 09:00").sees(says("effective", "2026-06-10", CANADA), rank=ORDER)
        story.at("2026-06-20 09:00").sees(says("effective", "2026-06-20", CANADA, "revoked"), rank=ORDER)
        story.untold.clear()
        norway = says("effective", "2026-06-24", tariff("NO", 50), "revoked")
        story.at("2026-06-22 09:00").sees(norway, rank=ORDER).then_changed(
            "revoked effective nothing -> 2026-06-24 revoked"
        )
