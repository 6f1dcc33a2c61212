"""How long a receiver asks us to wait. **Pure.**"""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

SHORTEST, LONGEST = timedelta(seconds=1), timedelta(hours=1)


def asked_wait(header: str | None, now: datetime) -> timedelta | None:
    """What Retry-After says (RFC 9110, 10.2.3: seconds, or an HTTP date), between a second and an hour; None where it says nothing."""
    words = (header or "").strip()
    if not words:
        return None
    if words.isdecimal():
        wait = timedelta(seconds=min(int(words[:10]), 86_400))
    else:
        try:
            until = parsedate_to_datetime(words)
        except ValueError:
            return None
        wait = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
    return max(SHORTEST, min(LONGEST, wait))
