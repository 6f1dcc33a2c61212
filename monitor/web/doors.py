"""Coming in and leaving: one password for the whole site, and a wait after wrong ones."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from monitor.types.workspaces import DEFAULT, LONGEST, workspace_name
from monitor.web.access import SOMEBODY, Visitor
from monitor.web.pages import (
    SESSION,
    address_of,
    fields_of,
    form_of,
    house_of,
    inside,
    page,
    set_cookie,
    visitor_of,
)

router = APIRouter()

FREE_TRIES = 5
LONGEST_WAIT = timedelta(minutes=15)
REMEMBERED = 10_000
"""Addresses whose failures are remembered at most; the oldest are forgotten."""
EVERYBODY = "all addresses together"
FREE_FOR_ALL = 50


@dataclass(slots=True)
class Knocking:
    """Failures in a row, by address and for all addresses together: each one more doubles the wait."""

    failed: OrderedDict[str, tuple[int, datetime]] = field(default_factory=OrderedDict)

    def wait(self, address: str, now: datetime) -> timedelta:
        """How long this address must wait before its next try; zero when it may try."""
        return max(self._rest(address, FREE_TRIES, now), self._rest(EVERYBODY, FREE_FOR_ALL, now))

    def _rest(self, who: str, free: int, now: datetime) -> timedelta:
        times, last = self.failed.get(who, (0, now))
        if times < free:
            return timedelta()
        pause = min(LONGEST_WAIT, timedelta(seconds=2 ** min(times - free + 1, 12)))
        return max(timedelta(), last + pause - now)

    def failure(self, address: str, now: datetime) -> None:
        """A wrong password."""
        for who in (address, EVERYBODY):
            times, last = self.failed.pop(who, (0, now))
            self.failed[who] = (1 if now - last > LONGEST_WAIT else times + 1, now)
        while len(self.failed) > REMEMBERED:
            self.failed.popitem(last=False)

    def success(self, address: str) -> None:
        """The right one: what went before is forgotten for this address."""
        self.failed.pop(address, None)


@router.get("/login", include_in_schema=False)
async def login(request: Request, next: str = "/", workspace: str = "") -> Response:
    """Asks for the password."""
    if not house_of(request).access.asks:
        return RedirectResponse("/", 303)
    return _asked(request, inside(next), workspace)


@router.post("/login", include_in_schema=False)
async def enter(request: Request) -> Response:
    """Lets in whoever knows the password. Answers 429 while the address has to wait."""
    site, knocking = house_of(request), request.app.state.knocking
    fields = await fields_of(request)
    there, now = inside(fields.get("next", "/")), site.now()
    address = address_of(request)
    if wait := knocking.wait(address, now):
        words = f"Too many wrong passwords: wait {wait.total_seconds():.0f} s."
        answer = _asked(request, there, fields.get("workspace", ""), words, 429)
        answer.headers["retry-after"] = f"{wait.total_seconds():.0f}"
        return answer
    workspace = _workspace(fields.get("workspace", ""))
    if not site.access.knows(fields.get("password", ""), workspace):
        knocking.failure(address, now)
        return _asked(request, there, fields.get("workspace", ""), "That is not the password.", 403)
    knocking.success(address)
    response = RedirectResponse(there, 303)
    name = fields.get("name", "").strip()[:80] or SOMEBODY
    set_cookie(request, response, SESSION, site.access.session(name, workspace))
    return response


def _asked(request: Request, there: str, workspace: str, wrong: str = "", status: int = 200) -> Response:
    """The form. Which workspaces there are is told to nobody who has not come in."""
    several = bool(house_of(request).access.passwords)
    shown = {"next": there, "wrong": wrong, "workspace": workspace[:LONGEST], "several": several}
    return page(request, "login.html", status=status, visitor=None, **shown)


def _workspace(word: str) -> str:
    """Whose password it should be; a name that can be no workspace's is one that has no password."""
    try:
        return workspace_name(word.strip() or DEFAULT)
    except ValueError:
        return word


@router.post("/logout", include_in_schema=False)
async def leave(request: Request) -> Response:
    """Ends the session of this browser."""
    visitor: Visitor = visitor_of(request)
    await form_of(request, visitor)
    response = RedirectResponse("/login", 303)
    response.delete_cookie(SESSION, path="/")
    return response
