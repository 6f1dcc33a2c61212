"""A month of ordinary news raises next to no false alarm, and its few items of trade are still read."""

import pytest

from monitor.extract import read
from tests.ordinary.news import ordinary_news

_FALSE_IN_500 = 1.0


def _false_deadlines(count: int, seed: int) -> tuple[list[str], int, int]:
    """What was read in items that are not of trade; and how many items of trade there were, and were read."""
    false: list[str] = []
    trade = told = 0
    for field, document in ordinary_news(count, seed):
        mentions = read(document).mentions
        if field == "trade":
            trade, told = trade + 1, told + bool(mentions)
        else:
            false += [f"{field}: {mention.rule} {mention.measure.kind}: {mention.quote}" for mention in mentions]
    return false, trade, told


@pytest.mark.parametrize(
    ("count", "seed"), [(3000, 2026), pytest.param(20000, 7, marks=pytest.mark.slow)], ids=["a month", "half a year"]
)
def test_ordinary_news_gives_less_than_one_false_deadline_in_five_hundred_items(count: int, seed: int) -> None:
    false, trade, told = _false_deadlines(count, seed)
    assert 0 < trade < count / 100, "under one in a hundred concerns trade"
    assert told > 0.9 * trade, "and is still heard among the rest"
    assert len(false) * 500 < _FALSE_IN_500 * count, "\n".join(false)


def test_the_same_seed_gives_the_same_month() -> None:
    assert list(ordinary_news(40, 5)) == list(ordinary_news(40, 5))
