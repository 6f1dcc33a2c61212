"""A month of made-up news, of which under one in a hundred concerns trade or sanctions, with dates of every kind."""

import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from monitor.types import Document

_SENTENCES = Path(__file__).with_name("sentences.txt")
_MONTH_STARTS = date(2026, 5, 4)
_TRADE_OF_A_THOUSAND = 8
_NAMES = {
    "place": ["Leeds", "Porto", "Ohio", "Kerala", "Lagos", "Hamburg", "Quebec", "Perth", "China", "Mexico", "Iran"],
    "minister": ["The prime minister", "Finance minister Ana Sol", "President Trump", "Governor Li", "The mayor"],
    "party": ["the Democrats", "the Greens", "the opposition", "the Republicans", "the National Party"],
    "firm": ["Apple", "Norsk Timber", "Siemens", "Tata Motors", "Walmart", "Boeing", "Harrow Bank"],
    "other_firm": ["Delmar Foods", "Volkswagen", "Kyoto Optics", "US Steel", "Grupo Sur"],
    "club": ["the Yankees", "Arsenal", "the Lakers", "Benfica", "the Maple Leafs", "the Springboks"],
    "year": ["1998", "2011", "2019"],
    "year_ahead": ["2028", "2030"],
}
_AHEAD = ["on {w}", "next {w}", "on {m}", "next month", "from {m}", "later this month", "tomorrow", "in two weeks"]
_AHEAD += ["at the end of {month}", "in {month}"]
_AHEAD_BARE = ["{w}", "{m}", "next {w}", "{month}"]
_DAYS = ["{w}", "{m}", "{m}, {year}", "{d}", "the end of {month}", "midnight on {m}", "{w}, {m}"]
_PAST = ["on {w}", "on {p}", "yesterday", "last week", "late on {w}", "last month"]


def sentences_by_field() -> dict[str, list[str]]:
    """The patterns of each field; `trade` is the only one that holds deadlines."""
    fields: dict[str, list[str]] = {}
    for line in _SENTENCES.read_text().splitlines():
        if line.startswith("# "):
            fields[line[2:]] = []
        else:
            fields[list(fields)[-1]].append(line)
    return fields


def ordinary_news(count: int, seed: int) -> Iterator[tuple[str, Document]]:
    """Field and document of each item; the same seed gives the same month."""
    chance, fields = random.Random(seed), sentences_by_field()
    ordinary = [field for field in fields if field != "trade"]
    for number in range(count):
        field = "trade" if chance.randrange(1000) < _TRADE_OF_A_THOUSAND else chance.choice(ordinary)
        published = _MONTH_STARTS + timedelta(days=chance.randrange(30))
        told = [_filled(pattern, published, chance) for pattern in _patterns(field, fields, ordinary, chance)]
        title = re.split(r"[,;]", told[0].rstrip("."))[0]
        at = datetime(published.year, published.month, published.day, 12, tzinfo=UTC)
        yield field, Document(f"n{number}", "news", "", title, " ".join(told), at, day_only=True)


def _patterns(field: str, fields: dict[str, list[str]], ordinary: list[str], chance: random.Random) -> list[str]:
    """One to three sentences of the field and, in one item of four, one of another: a digest or a newsletter."""
    own = chance.sample(fields[field], min(len(fields[field]), chance.randint(1, 3)))
    return own + ([chance.choice(fields[chance.choice(ordinary)])] if chance.random() < 0.25 else [])


def _filled(pattern: str, published: date, chance: random.Random) -> str:
    facts = {name: chance.choice(names) for name, names in _NAMES.items()} | {"n": str(chance.randint(2, 60))}
    for name, ways in (("ahead", _AHEAD), ("ahead_bare", _AHEAD_BARE), ("day", _DAYS), ("past", _PAST)):
        facts[name] = _time(chance.choice(ways), published, chance)
    text = pattern.format(**facts)
    return text[0].upper() + text[1:]


def _time(way: str, published: date, chance: random.Random) -> str:
    to_come, gone = (published + timedelta(days=sign * chance.randint(1, 90)) for sign in (1, -1))
    return way.format(
        w=(published + timedelta(days=chance.randint(1, 6))).strftime("%A"),
        m=f"{to_come:%B} {to_come.day}",
        d=f"{to_come.day} {to_come:%B}",
        p=f"{gone:%B} {gone.day}",
        month=to_come.strftime("%B"),
        year=to_come.year,
    )
