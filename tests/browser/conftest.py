"""A browser before the demo's site, as it stood on 20 August 2026."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from monitor.cli.demo import WATCHES, play
from monitor.ports import Store
from monitor.settings import Config
from monitor.store import open_store
from monitor.types import Source
from monitor.web.access import Access
from monitor.web.serving import LOCAL, served
from monitor.web.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Headless, as any user, asking nothing of the network."""


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demo's database."""
    kept = tmp_path_factory.mktemp("demo") / "demo.db"

    def keep(address: str, _now: datetime) -> None:
        with (
            closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as played,
            closing(sqlite3.connect(kept)) as copy,
        ):
            played.backup(copy)

    play(NOW, keep)
    store = open_store(f"sqlite:///{kept}")
    yield store
    store.close()


@pytest.fixture(scope="session")
def address(demo: Store) -> Iterator[str]:
    """Where the site is served."""
    config = Config((Source("official", "https://official.example/feed"),), WATCHES, {})
    site = Site(demo, lambda: NOW, lambda: config, Access("k" * 40), zone="Europe/Brussels")
    with served(site, "127.0.0.1", 0, LOCAL) as at:
        yield at


@pytest.fixture(scope="module")
def browser(address: str) -> "Iterator[Browser]":
    """Debian's Chromium; `make test-slow` installs it where it can.

    The site comes first: beside the browser's event loop no other can be begun.
    """
    assert address
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("chromium is not installed: apt-get install chromium, or make test-slow as root on Debian")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield started
        started.close()
