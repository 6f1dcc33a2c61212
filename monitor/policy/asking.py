"""The watches behind one alert: who asked for it, and in what manner they want to be told. **Pure.**"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict

from monitor.types import Digest, QuietHours, Urgency, Watch


class Manner(TypedDict):
    """The fields of an alert that follow from the watches that asked for it."""

    watches: tuple[tuple[str, str], ...]
    zone: str
    urgency: Urgency
    quiet: QuietHours | None
    digest: Digest | None
    language: str


def by_receiver(watches: Iterable[Watch]) -> Mapping[str, list[Watch]]:
    """The watches of each receiver, in the order in which they were written."""
    asking: dict[str, list[Watch]] = {}
    for watch in watches:
        for receiver in dict.fromkeys(watch.receivers):
            asking.setdefault(receiver, []).append(watch)
    return asking


def manner(asking: Sequence[Watch]) -> Manner:
    """The most urgent wins; quiet hours and digests hold only where all agree, by the same clock; zone and language are the first's."""
    first = asking[0]
    quiet = {(watch.quiet, watch.zone) for watch in asking}
    digests = {(watch.digest, watch.zone) for watch in asking}
    critical = any(watch.urgency is Urgency.CRITICAL for watch in asking)
    return Manner(
        watches=tuple(dict.fromkeys((watch.name, watch.line) for watch in asking)),
        zone=first.zone,
        urgency=Urgency.CRITICAL if critical else Urgency.NORMAL,
        quiet=first.quiet if len(quiet) == 1 else None,
        digest=first.digest if len(digests) == 1 else None,
        language=first.language,
    )
