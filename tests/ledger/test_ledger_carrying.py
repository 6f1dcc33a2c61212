"""A deferral and the licence that carries it are one deadline, whichever is heard first."""

import pytest
from ledger_story import AGENCY, ORDER, Story, says, tariff

from monitor.types import MeasureKind, Mention

REFINERY = tariff("RS", kind=MeasureKind.SANCTIONS)
LICENCE = tariff("RS", kind=MeasureKind.LICENCE, instrument="GL 140")


def put_off(when: str = "2026-04-29", **more: str) -> Mention:
    return says("effective", when, REFINERY, "extended", "said", **more)  # type: ignore[arg-type]


def licensed(when: str = "2026-04-29") -> Mention:
    return says("expiry", when, LICENCE, "in_force")


def test_the_licence_takes_the_place_of_the_words_that_announced_it() -> None:
    story = Story().at("2026-03-01 09:00")
    story.sees(put_off()).then_changed("new effective nothing -> 2026-04-29 extended")
    story.at("2026-03-02 09:00").sees(licensed(), rank=ORDER).then_changed("confirmed expiry 2026-04-29 in_force")
    (record,) = story.records.values()
    assert (record.measure.kind, record.measure.instrument) == (MeasureKind.LICENCE, "GL 140")
    assert record.evidence.because.startswith("a deferral and the licence that carries it")


def test_words_of_deferral_add_nothing_to_the_licence() -> None:
    story = Story().at("2026-03-01 09:00").sees(licensed(), rank=ORDER)
    story.then_changed("new expiry nothing -> 2026-04-29 in_force")
    story.at("2026-03-02 09:00").sees(put_off(), rank=AGENCY).then_changed()
    assert len(story.records) == 1


def test_one_document_that_tells_both_opens_one_record() -> None:
    story = Story().at("2026-03-01 09:00").sees(put_off(), licensed(), rank=ORDER)
    story.then_changed("new expiry nothing -> 2026-04-29 in_force")


def test_words_that_put_the_licences_own_date_off_dispute_it() -> None:
    story = Story().at("2026-03-01 09:00").sees(licensed(), rank=ORDER)
    story.then_changed("new expiry nothing -> 2026-04-29 in_force")
    story.at("2026-04-20 09:00").sees(put_off("2026-06-30", was="2026-04-29")).then_changed(
        "disputed expiry 2026-04-29 in_force"
    )


def test_a_licence_reissued_moves_its_own_record_and_no_deferral() -> None:
    story = Story().at("2026-03-01 09:00").sees(licensed(), rank=ORDER)
    story.at("2026-04-20 09:00").sees(put_off("2026-06-30"))
    story.untold.clear()
    story.at("2026-04-21 09:00").sees(licensed("2026-06-30"), rank=ORDER).then_changed(
        "moved_later expiry 2026-04-29 -> 2026-06-30 in_force"
    )


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            says("effective", "2026-04-29", tariff("RU", kind=MeasureKind.SANCTIONS), "extended"), id="others"
        ),
        pytest.param(says("effective", "2026-04-30", REFINERY, "extended"), id="another day"),
        pytest.param(says("effective", "2026-04-29", REFINERY, "announced"), id="sanctions that begin"),
        pytest.param(
            says("expiry", "2026-04-29", tariff("RS", kind=MeasureKind.SANCTIONS, instrument="EO 14024"), "extended"),
            id="an act with a number of its own",
        ),
    ],
)
def test_what_the_licence_does_not_carry_stays_apart(other: Mention) -> None:
    story = Story().at("2026-03-01 09:00").sees(licensed(), rank=ORDER)
    story.at("2026-03-02 09:00").sees(other, rank=ORDER)
    assert len(story.records) == 2
