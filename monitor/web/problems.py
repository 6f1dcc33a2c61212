"""Errors, told to people as a page and to programs as problem+json (RFC 9457)."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException as PlainHTTPException

from monitor.errors import MonitorError, StoreError, UsageError
from monitor.web.asking import AskError
from monitor.web.pages import ForgedError, SharedError, TurnedAwayError, page

TITLES = {
    400: "This address cannot be read",
    401: "A password or a token is needed",
    403: "This form is not valid any more",
    404: "There is no such page",
    405: "This cannot be done here",
    409: "This cannot be done now",
    413: "This is too much",
    422: "A value cannot be read",
    429: "This has to wait",
    503: "The database cannot be asked",
}
STALE = "It stood open for too long, or another site sent it. Go back, load the page again and repeat."
NOWHERE = "Perhaps the record was withdrawn, or the address is mistyped."

Handler = Callable[[Request, Exception], Response]


def answer_errors(app: FastAPI) -> None:
    """Every error that a request can meet gets an answer in the asker's language."""
    handlers: dict[type[Exception], Handler] = {
        AskError: lambda request, error: told(request, 400, str(error)),
        ForgedError: lambda request, _: told(request, 403, STALE),
        UsageError: lambda request, error: told(request, 422, str(error)),
        MonitorError: lambda request, error: told(request, 409, str(error)),
        StoreError: lambda request, error: told(request, 503, str(error)),
        RequestValidationError: _invalid,
        PlainHTTPException: _refused,
        TurnedAwayError: _turned_away,
        SharedError: lambda request, error: told(request, 403, str(error), "This is for all workspaces"),
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, _later(handler))


def _later(handler: Handler) -> Any:
    async def handle(request: Request, error: Exception) -> Response:
        return handler(request, error)

    return handle


def told(request: Request, status: int, words: str, title: str = "") -> Response:
    """The error as the asker can read it. `title`: where the status has not said it."""
    title = title or TITLES.get(status, "This did not work")
    if not _for_people(request):
        problem = {"type": "about:blank", "title": title, "status": status, "detail": words}
        return Response(json.dumps(problem, ensure_ascii=False), status, media_type="application/problem+json")
    return page(request, "error.html", status=status, visitor=None, title=title, words=words)


def _for_people(request: Request) -> bool:
    return not request.url.path.startswith("/api/")


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [f"{'.'.join(str(part) for part in fault['loc'][1:])}: {fault['msg']}" for fault in error.errors()]
    return told(request, 422, "; ".join(faults))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, PlainHTTPException)
    words = NOWHERE if error.status_code == 404 and not isinstance(error, HTTPException) else str(error.detail)
    answer = told(request, error.status_code, words)
    answer.headers.update(error.headers or {})
    return answer


def _turned_away(request: Request, _error: Exception) -> Response:
    if request.method == "GET" and _for_people(request) and "text/html" in request.headers.get("accept", ""):
        there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(there)}", 303)
    answer = told(
        request, 401, "give a token that may do this: Authorization: Bearer dm_...; `monitor token` makes one"
    )
    answer.headers["www-authenticate"] = "Bearer"
    return answer
