"""Values as JSON in a column: whole, clean, and whatever class a day is of."""

from datetime import UTC, date, datetime

import pytest

from monitor.store.columns import dumped
from monitor.types import Item


class Holiday(date):
    """A day as calendars and frozen clocks give it."""


class Tick(datetime):
    """An instant of the same sort."""


def item(**fields: object) -> Item:
    return Item("https://a.example/1", "T", "", datetime(2026, 7, 1, 12, tzinfo=UTC), **fields)  # type: ignore[arg-type]


def test_days_and_instants_of_a_class_of_their_own_are_written_as_plain_ones() -> None:
    odd = Item("https://a.example/1", "T", "", Tick(2026, 7, 1, 12, tzinfo=UTC), signed=Holiday(2026, 6, 30))
    assert dumped(odd) == dumped(item(signed=date(2026, 6, 30)))


def test_what_no_database_takes_is_replaced() -> None:
    assert dumped({"a": "x\x00y\ud800"}) == '{"a":"x\ufffdy\ufffd"}'


def test_anything_else_is_refused() -> None:
    with pytest.raises(TypeError, match="complex cannot be stored"):
        dumped({"a": 1j})
