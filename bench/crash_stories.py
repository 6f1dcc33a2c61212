"""What the wire of the crash test tells: licences that run out, near and far, and now and then one that is extended."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from random import Random
from zoneinfo import ZoneInfo

LEAD_HOURS = 48
EASTERN = ZoneInfo("America/New_York")
COUNTRIES = """
    Belarus Venezuela Syria Cuba Nicaragua Iran Iraq Libya Lebanon Somalia Sudan Yemen Zimbabwe Myanmar Ethiopia Mali Russia
    Ukraine Serbia Haiti Burundi Eritrea Cambodia Laos Bolivia Kenya Ghana Egypt Jordan Chile
    """.split()  # noqa: SIM905
"""Licences for one and the same country are all compared with one another."""
NEAR, MOVED = 0.3, 0.15
"""Shares of stories whose reminder falls due while the test runs, and of those that move an earlier date."""
IN_THE_FEED = 40


@dataclass(frozen=True, slots=True)
class Story:
    """One item of the feed; the last part of its address is its number."""

    number: int
    published: datetime
    title: str
    text: str

    def item(self, base: str) -> str:
        """The item as RSS."""
        return (
            f"<item><title>{escape(self.title)}</title><link>{base}/story/{self.number}</link>"
            f"<pubDate>{format_datetime(self.published)}</pubDate><description>{escape(self.text)}</description></item>"
        )


class Wire:
    """A feed that grows. The first item is for the baseline, which tells nobody; all others are to be told to everybody."""

    def __init__(self, chance: Random, began: datetime) -> None:
        self._chance = chance
        self._lock = threading.Lock()
        self._far: list[int] = []
        self.stories = [
            Story(0, began - timedelta(days=2), "Harbour opens", "The mayor opened the harbour on a quiet day.")
        ]

    def grow(self, count: int, now: datetime) -> None:
        """Publishes so many more stories at `now` (aware UTC)."""
        with self._lock:
            for _ in range(count):
                self.stories.append(self._story(len(self.stories), now))

    def feed(self, base: str) -> bytes:
        """The newest items, newest first."""
        with self._lock:
            shown = self.stories[-IN_THE_FEED:]
        items = "".join(story.item(base) for story in reversed(shown))
        head = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Wire</title>'
        return f"{head}{items}</channel></rss>".encode()

    def _story(self, number: int, now: datetime) -> Story:
        kind = self._chance.random()
        if kind < MOVED and self._far:
            licence = self._far.pop(self._chance.randrange(len(self._far)))
            told = f"{_licence(licence)} was extended through {self._day(now, 400)}."
            return Story(number, now, f"Treasury extends General License {licence}", told)
        licence = number  # of up to three digits, as real ones have: of a longer one only the country would be read
        if kind < MOVED + NEAR:
            told = f"{_licence(licence)} expires at {self._minute(now)}."
        else:
            self._far.append(licence)
            told = f"{_licence(licence)} expires on {self._day(now, 20)}."
        return Story(number, now, f"Treasury issues General License {licence}", told)

    def _day(self, now: datetime, least: int) -> str:
        day = now + timedelta(days=least + self._chance.randrange(300))
        return f"{day:%B} {day.day}, {day.year}"

    def _minute(self, now: datetime) -> str:
        """A minute whose reminder is due in a few minutes."""
        due = (now + timedelta(hours=LEAD_HOURS, minutes=2 + self._chance.randrange(4))).astimezone(EASTERN)
        half = "a.m." if due.hour < 12 else "p.m."
        return f"{due.hour % 12 or 12}:{due.minute:02} {half} eastern time on {due:%B} {due.day}, {due.year}"


def _licence(number: int) -> str:
    return f"General License {number}, which authorizes transactions with {COUNTRIES[number % len(COUNTRIES)]},"
