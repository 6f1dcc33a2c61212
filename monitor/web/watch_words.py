"""What a watch asks for and how it is told, in words. **Pure.**"""

from collections.abc import Iterator

from monitor.notify.words import FIRMNESS
from monitor.types import Digest, Firmness, Urgency, Watch, plain_name

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def watch_rows(watch: Watch) -> Iterator[tuple[str, str]]:
    """Each criterion and manner with its label; what does not restrict is left out."""
    yield from _criteria(watch)
    yield "tells", ", ".join(map(plain_name, watch.receivers))
    leads = ", ".join(f"{lead}" for lead in watch.leads)
    yield "reminds", f"{leads} before" if leads else "of nothing before a date"
    if watch.urgency is Urgency.CRITICAL:
        yield "urgency", "critical: neither quiet hours nor digests hold it back"
    if watch.quiet is not None:
        yield "quiet hours", f"{watch.quiet.start:%H:%M} to {watch.quiet.end:%H:%M}"
    if watch.digest is not None:
        yield "digest", digest_words(watch.digest)
    yield "zone", watch.zone


def _criteria(watch: Watch) -> Iterator[tuple[str, str]]:
    named = (
        ("countries", watch.countries),
        ("measures", watch.measures),
        ("kinds of dates", watch.kinds),
        ("authorities", watch.authorities),
        ("programmes", watch.programmes),
        ("instruments", watch.instruments),
        ("codes", watch.codes),
        ("goods", watch.products),
        ("one of the words", watch.any_words),
        ("all of the words", watch.all_words),
        ("none of the words", watch.not_words),
    )
    found = [(label, ", ".join(str(word).replace("_", " ") for word in words)) for label, words in named if words]
    yield from found or [("asks for", "everything")]
    if watch.min_firmness is not Firmness.SAID:
        yield "firmness", f"at least: {FIRMNESS[watch.min_firmness]}"
    if watch.min_confidence:
        yield "certainty", f"at least {watch.min_confidence:.0%}"


def digest_words(digest: Digest) -> str:
    """Mon, Tue 08:30."""
    days = "daily" if len(digest.weekdays) == 7 else ", ".join(WEEKDAYS[number] for number in digest.weekdays)
    return f"{days} {', '.join(f'{at:%H:%M}' for at in digest.at)}"
