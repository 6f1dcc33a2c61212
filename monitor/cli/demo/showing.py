"""The demo as a command: played to a day, and then looked at as a site."""

import signal
import threading
from datetime import UTC, datetime, time, timedelta

from monitor.cli.demo import WATCHES, play
from monitor.cli.shell import console
from monitor.errors import ReadError, UsageError
from monitor.shown.said import moment
from monitor.types import utc


def demo(until: str | None, port: int | None) -> None:
    """Plays the stories up to `until` (a day counts to its noon UTC); with a port serves the site with the clock standing there.

    Raises UsageError.
    """
    play(
        _instant(until) if until is not None else None,
        None if port is None else lambda database, now: _serve(database, now, port),
    )


def _instant(words: str) -> datetime:
    try:
        instant, day_only = moment(words)
    except ReadError as error:
        raise UsageError(str(error).replace("published", "--until")) from error
    return datetime.combine(instant.date(), time(12), UTC) if day_only else utc(instant)


def _serve(database: str, now: datetime, port: int) -> None:
    """The site over the demo's database, until SIGINT or SIGTERM; its clock goes on from where the stories stopped."""
    import secrets
    import time as clock

    from monitor.settings import Config
    from monitor.store import open_store
    from monitor.web.access import Access
    from monitor.web.serving import LOCAL, served
    from monitor.web.site import Site

    began, stop = clock.monotonic(), threading.Event()
    config = Config((), WATCHES, {})
    store = open_store(database)
    site = Site(
        store,
        lambda: now + timedelta(seconds=clock.monotonic() - began),
        lambda: config,
        Access(secrets.token_urlsafe(32)),
        standing=f"A demo: stories played up to {now:%d %b %Y %H:%M} UTC; nothing is polled and nothing is sent.",
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with served(site, "127.0.0.1", port, LOCAL) as address:
        console().print(f"\nThe site is at {address}, as of {now:%d %b %Y %H:%M} UTC; Ctrl-C ends it", highlight=False)
        stop.wait()
    store.close()
