"""News in the words of many outlets: each item of `press.txt` with what is read from it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.extract import read
from monitor.types import Document, Mention

LINES = (Path(__file__).parent / "press.txt").read_text(encoding="utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.split("|")] for line in LINES if not line.startswith("#")]


def shown(mention: Mention) -> str:
    """A mention as the rows write it."""
    measure, due = mention.measure, mention.due
    moment = due.day.isoformat()[: 7 if due.precision == "month" else 10]
    moment += due.clock.strftime("T%H:%M") if due.clock else ""
    rate = f"{measure.rate_percent:g}%" if measure.rate_percent else ""
    was = f"was {mention.previous.day}" if mention.previous else ""
    targets = ",".join(measure.targets) or "-"
    words = (moment, mention.kind.value, measure.issuer or "?", targets, rate, mention.status.value, was)
    return " ".join(filter(None, words))


@pytest.mark.parametrize(("published", "title", "text", "expected"), ROWS)
def test_news_is_read(published: str, title: str, text: str, expected: str) -> None:
    moment = datetime.fromisoformat(published).replace(hour=12, tzinfo=UTC)
    reading = read(Document("n", "news", "", title, text, moment, day_only=True))
    assert sorted(map(shown, reading.mentions)) == sorted(filter(None, expected.split("; ")))


def test_ten_or_twelve_days_are_an_interval() -> None:
    moment = datetime(2025, 7, 28, 12, tzinfo=UTC)
    text = "Moscow now has about 10 or 12 days from today before sanctions follow, the president said."
    (mention,) = read(Document("n", "news", "", "Trump shortens his deadline", text, moment, day_only=True)).mentions
    assert (mention.due.day.isoformat(), str(mention.due.latest)) == ("2025-08-07", "2025-08-09")


def test_a_bare_day_counts_where_the_issuer_is_not_where_the_paper_is_read() -> None:
    moment = datetime(2026, 6, 3, 12, tzinfo=UTC)
    text = "The United States will double its tariff on Indian steel on July 1."
    (mention,) = read(Document("n", "news", "", "Steel", text, moment, zone="Asia/Kolkata")).mentions
    assert mention.due.zone == "America/New_York"
