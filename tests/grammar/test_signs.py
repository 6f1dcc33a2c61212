"""What is skipped could not have been read: the words and places of a pattern never hide a match of it."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import monitor.extract  # noqa: F401  (imports every rule)
from monitor.grammar.dates import FORMS
from monitor.grammar.engine import GRAMMARS, Watched
from monitor.grammar.lexicon import PATTERNS, each_match, glance
from monitor.grammar.places import _PLACE
from monitor.grammar.signs import DIGIT, required

EXAMPLES = sorted({*chain(*((*rule.examples, *rule.refusals) for grammar in GRAMMARS for rule in grammar.rules))})
ODD = ["\u0130n June", "ſection 301", "٣ days ago", "Šefčovič", "Türkiye", "the bloc", "12:75", "@", "#", "–", "\n"]
TEXTS = st.lists(st.sampled_from([*EXAMPLES, *ODD]) | st.text(max_size=5), max_size=6).map(" ".join)


@given(TEXTS | TEXTS.map(str.upper) | TEXTS.map(lambda text: text.replace(" ", "")))
@settings(max_examples=300, deadline=None)
def test_a_rule_that_is_not_tried_would_have_read_nothing(text: str) -> None:
    seen = glance(text)
    for number, pattern in enumerate(PATTERNS):
        bit = 1 << number
        found = [match.span() for match in each_match(seen, pattern, bit, bit)]
        assert found == [match.span() for match in pattern.finditer(text)], pattern.pattern


def test_a_rule_asked_alone_hides_no_other_from_the_grammar() -> None:
    text = "The levy ends on August 7, or 90 days from now."
    (month_day,) = (rule for rule in FORMS.rules if rule.name == "month_day")
    assert [one.rule for one in month_day.found(text)] == ["month_day"]
    assert [one.rule for one in FORMS.found(text)] == ["month_day", "hence"]


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_names_sought_by_their_first_letter_are_those_of_the_whole_list(text: str) -> None:
    whole = [(match.span(), match.lastgroup) for match in _PLACE.pattern.finditer(text)]
    assert [(match.span(), match.lastgroup) for match in _PLACE.matches(text)] == whole


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        (r"\bextend\w* (?:to|until) @", [{"extend"}, {"@"}, {"to", "until"}]),
        (r"days?|weeks?", [{"day", "week"}]),
        (r"\d{4}-\d\d", [{f"{DIGIT * 4}-{DIGIT * 2}"}]),
        (r"(?:the )?\w+", []),
        (r"a|tariff", []),
    ],
)
def test_the_words_a_pattern_cannot_do_without(pattern: str, pieces: list[set[str]]) -> None:
    assert [set(clause) for clause in required(Watched(pattern).pattern)] == pieces
