"""A morning with the site: find the duty on Canada, see that it moved, and keep it in a calendar."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
DUTY = "tariff on Canada"


class Reader:
    """Somebody before a browser. `complaints`: of the browser itself, such as a script that failed or was refused."""

    def __init__(self, browser: "Browser", address: str, **options: object) -> None:
        self.complaints: list[str] = []
        self.page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda told: self.complaints.append(told.text) if told.type == "error" else None)
        self.page.goto(address)


def opened(browser: "Browser", address: str, **options: object) -> "Page":
    """A new reader on the first page."""
    return Reader(browser, address, **options).page


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_duty_on_canada_is_found_opened_and_seen_as_it_was_known(
    browser: "Browser", address: str, scripts: bool
) -> None:
    page = opened(browser, address, java_script_enabled=scripts)
    assert page.locator(".lines .head", has_text=DUTY).count() >= 1

    page.get_by_label("Country").fill("CA")
    page.get_by_role("button", name="Show").click()
    assert "country=CA" in page.url
    assert page.locator(".lines .head", has_text="Russia").count() == 0
    moved = page.locator(".lines li", has_text=DUTY).filter(has_text="was 19 Aug")
    assert "moved later" in moved.first.inner_text()

    moved.first.get_by_role("link").first.click()
    when = page.locator("dl.rows").first
    assert "22 Aug 2026" in when.inner_text()
    slider = page.get_by_label("Day, from")
    slider.focus()
    if scripts:
        with page.expect_navigation():
            slider.press("Home")
    else:
        slider.press("Home")
        page.get_by_role("button", name="Show that day").click()
    assert "As known at the end of" in page.locator("p[role=status]").inner_text()
    assert "19 Aug 2026" in when.inner_text()
    assert "22 Aug 2026" not in when.inner_text()
    page.get_by_role("link", name="As known now").click()
    assert "22 Aug 2026" in when.inner_text()


def test_the_duty_is_acknowledged_and_the_acknowledgement_taken_back(browser: "Browser", address: str) -> None:
    page = opened(browser, f"{address}/?country=CA")
    page.locator(".lines li", has_text=DUTY).first.get_by_role("link").first.click()
    page.get_by_label("Note").fill("filed on Friday")
    page.get_by_role("button", name="Acknowledge").click()
    assert "filed on Friday" in page.get_by_role("main").inner_text()
    here = page.url
    page.goto(f"{address}/?country=CA")
    assert page.locator(".lines .mark", has_text="acknowledged").count() == 1
    page.goto(here)
    page.get_by_role("button", name="Take back").click()
    page.goto(f"{address}/?country=CA")
    assert page.locator(".lines .mark").count() == 0


def test_the_narrowed_list_is_a_calendar_to_subscribe_to(browser: "Browser", address: str) -> None:
    page = opened(browser, f"{address}/?country=CA")
    link = page.get_by_role("link", name="Calendar", exact=True).get_attribute("href")
    assert link == "/calendar.ics?country=CA"
    answer = page.request.get(address + link)
    assert answer.headers["content-type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.body()).walk("VEVENT")
    moved = [event for event in events if DUTY in event["summary"] and event["sequence"] > 1]
    assert moved
    assert {f"{event['dtstart'].dt:%Y-%m-%d}" for event in moved if event.walk("VALARM")} == {"2026-08-22"}


def test_the_keyboard_alone_is_enough(browser: "Browser", address: str) -> None:
    page = opened(browser, address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert urlsplit(page.url).fragment == "main"
    page.get_by_label("Words", exact=True).focus()
    page.keyboard.type("canada")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "text=canada" in page.url


def test_the_browser_has_nothing_to_complain_of(browser: "Browser", address: str) -> None:
    reader = Reader(browser, address)
    reader.page.locator(".lines a").first.click()
    reader.page.goto(f"{address}/login")
    assert reader.complaints == []


def test_paper_shows_the_list_and_no_buttons(browser: "Browser", address: str) -> None:
    page = opened(browser, address)
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Show").is_visible()
    assert page.locator(".lines .head").first.is_visible()
