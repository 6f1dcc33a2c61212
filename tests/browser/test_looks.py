"""Every page in light and dark, on a phone and on a desk: nothing that keeps somebody from reading it, nothing outside the screen.

Pictures of all of them are left in MONITOR_PICTURES, where that is set, to be looked at.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from monitor.ports import Query, Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
PAGES = {
    "timeline": "/",
    "narrowed": "/?country=CA&zone=Asia/Tokyo",
    "empty": "/?country=ZZ",
    "record": "/deadlines/{key}",
    "record as it was": "/deadlines/{key}?back=0",
    "acknowledging": "/deadlines/{key}/ack",
    "review": "/review",
    "sources": "/sources",
    "outbox": "/outbox",
    "configuration": "/configuration",
    "wrong address": "/?days=soon",
    "no such page": "/nowhere",
    "login": "/login",
}
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def moved(demo: Store) -> str:
    """The key of the duty on Canada that was put off."""
    with demo.read() as tx:
        found = [each for each in tx.deadlines(Query(country="CA", limit=200)) if f"{each.due.day}" == "2026-08-22"]
    return max(found, key=lambda each: each.revision).key


@pytest.fixture(params=[(size, scheme) for size in SIZES for scheme in ("light", "dark")], ids=" ".join)
def page(request: pytest.FixtureRequest, browser: "Browser") -> "Iterator[Page]":
    """A screen of each size, in each scheme."""
    size, scheme = request.param
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    yield context.new_page()
    context.close()


def violations(page: "Page") -> list[str]:
    """What axe finds, each with the first element that has it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found: dict[str, Any] = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": LEVELS}}).response
    return [f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:200]}" for each in found["violations"]]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(
    page: "Page", address: str, moved: str, name: str, request: pytest.FixtureRequest
) -> None:
    page.goto(address + PAGES[name].format(key=moved))
    if folder := os.environ.get("MONITOR_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{request.node.callspec.id.replace(' ', '-')}.png", full_page=True)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
