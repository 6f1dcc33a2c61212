"""What a publisher's Retry-After asks of us."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"[+-]?[0-9]+")
SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(hours=24)


def retry_after(header: str | None, now: datetime) -> timedelta | None:
    """How long to wait: seconds or an HTTP date (RFC 9110, 10.2.3), held between a minute and a day.

    None when nothing readable is asked.
    """
    text = (header or "").strip()
    if not text:
        return None
    if _SECONDS.fullmatch(text):
        # Twelve digits are far beyond the longest wait already, and ten thousand would not convert.
        return _bounded(timedelta(seconds=max(min(int(text[:12]), 1_000_000), 0)))
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    # An HTTP date is always GMT; one without a zone is read so.
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return _bounded(moment - now)


def _bounded(wait: timedelta) -> timedelta:
    return min(max(wait, SHORTEST), LONGEST)
