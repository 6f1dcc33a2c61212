"""Calendar days as publishers write them on pages: in words, in figures of one order only. **Pure.**"""

import re
from datetime import date

from monitor.sources._dates import published_at

_WORDED = re.compile(
    r"\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Z][a-z]{2,8})\.?,?\s+(?P<year>\d{4})"
    r"|(?P<month2>[A-Z][a-z]{2,8})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4}))\b"
)
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def written_day(text: str) -> date | None:
    """The first day that the text writes as 26 July 2026, July 26, 2026 or 2026-07-26; figures such as 07/08/2026 are refused."""
    found = [match for match in (_ISO.search(text), *_WORDED.finditer(text)) if match]
    for match in sorted(found, key=lambda each: each.start()):
        raw = match[0] if match.re is _ISO else _in_order(match)
        instant, _ = published_at(raw, "UTC")
        if instant is not None:
            return instant.date()
    return None


def iso_day(raw: object) -> date | None:
    """A day as a field holds it, 2026-07-26; None for anything else."""
    instant, day_only = published_at(raw, "UTC") if isinstance(raw, str) else (None, False)
    return instant.date() if instant is not None and day_only else None


def _in_order(match: re.Match[str]) -> str:
    parts = ("day", "month", "year") if match["day"] else ("day2", "month2", "year2")
    return " ".join(match[part] for part in parts)
