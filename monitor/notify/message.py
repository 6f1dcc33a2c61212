"""A notice as what every channel can show: one line and plain text. **Pure.**"""

from dataclasses import dataclass
from datetime import datetime

from monitor.notify.notice import Notice, notice
from monitor.notify.plain import plain
from monitor.types import Alert, Parcel


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent. `subject`: one line, at most 120 characters. `body`: plain text, lines parted by "\\n"."""

    subject: str
    body: str

    @classmethod
    def of(cls, told: Notice) -> "Message":
        """The notice as plain text."""
        return cls(told.headline, plain(told))


def render(alert: Alert, *, now: datetime, repeat: bool = False) -> Message:
    """The message for one alert as seen at `now` (aware UTC). `repeat`: an earlier try may have got through."""
    return Message.of(notice(Parcel.of(alert, repeat=repeat), now=now))
