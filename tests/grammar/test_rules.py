"""Every rule of every grammar reads its examples and refuses its refusals."""

import pytest

import monitor.extract
import monitor.grammar.mentioned  # noqa: F401  (these two import every rule)
from monitor.grammar.engine import GRAMMARS, Grammar, Rule

ROWS = [pytest.param(grammar, rule, id=f"{grammar.name}.{rule.name}") for grammar in GRAMMARS for rule in grammar.rules]


@pytest.mark.parametrize(("grammar", "rule"), ROWS)
def test_a_rule_reads_its_examples(grammar: Grammar[object], rule: Rule[object]) -> None:
    for text, expected in rule.examples.items():
        assert not rule.needs or any(word in text.lower() for word in rule.needs), f"{text!r} lacks every needed word"
        assert [grammar.show(found.value) for found in rule.found(text)][:1] == [expected], text


@pytest.mark.parametrize(("grammar", "rule"), ROWS)
def test_a_rule_refuses_its_refusals(grammar: Grammar[object], rule: Rule[object]) -> None:
    for text in rule.refusals:
        assert [grammar.show(found.value) for found in rule.found(text)] == [], text


def test_a_rule_without_examples_does_not_import() -> None:
    with pytest.raises(ValueError, match="no examples"):
        Grammar[str]("empty").rule("x", examples={})(lambda match: match.group())
    GRAMMARS.pop()
