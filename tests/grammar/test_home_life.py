"""Words of trade in their senses of home life are not heard; beside them the measures of states still are."""

import pytest

from monitor.grammar.domestic import in_background
from monitor.grammar.measures import told_kind
from monitor.grammar.subject import RULES  # importing it fills the grammar
from monitor.types import MeasureKind


@pytest.mark.parametrize(
    "words",
    [
        "the synod gave its sanction to the plan",
        "the lawyer was sanctioned for late papers",
        "a visa waiver for tourists",
        "an export licence for the portrait",
        "the duty to report abuse",
        "a booking duty",
        "the export of health records",
        "the review embargo ends",
        "gas firm raises its tariffs",
        "the wolf hunt stops once the quota is met",
    ],
)
def test_home_life_is_no_measure(words: str) -> None:
    assert told_kind(words) is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the bank was sanctioned by Washington over Iran", MeasureKind.SANCTIONS),
        ("the duty to 25 percent on steel", MeasureKind.TARIFF),
        ("an export licence for chips", MeasureKind.EXPORT_CONTROL),
        ("a tariff-rate quota on beef", MeasureKind.QUOTA),
    ],
)
def test_measures_of_states_are(words: str, kind: MeasureKind) -> None:
    assert RULES
    assert told_kind(words) is kind


@pytest.mark.parametrize(
    ("words", "background"),
    [
        ("profits fell because of tariffs", True),
        ("critics of the sanctions met in Vienna", True),
        ("hurt by the tariffs, he seeks a waiver", False),
        ("before the ministers meet, the duty on copper starts", False),
    ],
)
def test_tariffs_are_background_where_the_words_say_so_not_where_they_only_could(words: str, background: bool) -> None:
    assert in_background(words) is background
