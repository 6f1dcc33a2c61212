"""Every rule of every grammar reads its examples and refuses its refusals."""

import pytest

import monitor.extract
import monitor.grammar.mentioned  # noqa: F401  (these two import every rule)
from monitor.grammar.cues import CUES, Cue
from monitor.grammar.engine import GRAMMARS, Grammar, Rule

ROWS = [pytest.param(grammar, rule, id=f"{grammar.name}.{rule.name}") for grammar in GRAMMARS for rule in grammar.rules]
BEATEN = {
    "briefs_by", "briefs_due", "governed_by", "governed_caption", "governed_until_to", "review_unless", "visit_day",
}  # fmt: skip
"""Rules of which one example is read as another kind, by a rule that is trusted more."""


@pytest.mark.parametrize(("grammar", "rule"), ROWS)
def test_a_rule_reads_its_examples(grammar: Grammar[object], rule: Rule[object]) -> None:
    for text, expected in rule.examples.items():
        assert not rule.needs or any(word in text.lower() for word in rule.needs), f"{text!r} lacks every needed word"
        assert [grammar.show(found.value) for found in rule.found(text)][:1] == [expected], text


@pytest.mark.parametrize(("grammar", "rule"), ROWS)
def test_a_rule_refuses_its_refusals(grammar: Grammar[object], rule: Rule[object]) -> None:
    for text in rule.refusals:
        assert [grammar.show(found.value) for found in rule.found(text)] == [], text


@pytest.mark.parametrize("rule", [rule for rule in CUES.rules if rule.name not in BEATEN], ids=lambda rule: rule.name)
def test_no_rule_before_it_takes_a_date_for_another_kind(rule: Rule[Cue]) -> None:
    for text in rule.examples:
        first = CUES.first(text)
        own = rule.found(text)[0].value
        assert first is not None, text
        assert (first.value.kind, bool(first.value.refused)) == (own.kind, bool(own.refused)), first


def test_a_rule_without_examples_does_not_import() -> None:
    with pytest.raises(ValueError, match="no examples"):
        Grammar[str]("empty").rule("x", examples={})(lambda match: match.group())
    GRAMMARS.pop()
