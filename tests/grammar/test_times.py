"""Time expressions of newspapers, with their values: each line of `times.txt`."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.extract import read
from monitor.types import Document

LINES = (Path(__file__).parent / "times.txt").read_text(encoding="utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.split(" | ")] for line in LINES if not line.startswith("#")]
MARKED = re.compile(r"\[([^\]=]+)=([^\]]+)\]")


def document(published: str, text: str) -> Document:
    moment = datetime.fromisoformat(published).replace(hour=12, tzinfo=UTC)
    return Document("n", "news", "", "", text, moment, day_only=True)


@pytest.mark.parametrize(("published", "marked"), ROWS)
def test_times_have_their_values(published: str, marked: str) -> None:
    text = MARKED.sub(r"\1", marked)
    told = [one for one in read(document(published, text), timexes=True).timexes if one.type in ("DATE", "TIME")]
    assert [one.value for one in told] == [value for _, value in MARKED.findall(marked)]
    for one, (words, _) in zip(told, MARKED.findall(marked), strict=True):
        told_words = text[one.start : one.end]
        assert words in told_words or told_words in words


def test_times_that_set_no_date_are_neither_deadlines_nor_left_unclaimed() -> None:
    text = "Tariffs on Chile are now higher than in recent years, and will soon rise again; in the summer of 1998 they were low."
    reading = read(document("2026-05-04", text), timexes=True)
    assert len(reading.timexes) >= 4
    assert not reading.mentions
    assert not [remark.quote for remark in reading.unclaimed]


def test_times_are_read_besides_dates_only_where_asked_for() -> None:
    text = "Tariffs are now higher than in 1998 and end on July 1."
    day = document("2026-05-04", text)
    assert [one.value for one in read(day).timexes] == ["2026-07-01"]
    assert [one.value for one in read(day, timexes=True).timexes] == ["PRESENT_REF", "1998", "2026-07-01"]
    assert read(day).mentions == read(day, timexes=True).mentions
