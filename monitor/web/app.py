"""The site as one ASGI application."""

import hashlib
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from monitor import __version__
from monitor.errors import StoreError
from monitor.web import doors, feeds, record, timeline
from monitor.web.asking import AskError
from monitor.web.headers import SafeHeaders
from monitor.web.pages import HERE, ForgedError, TurnedAwayError, page, templates
from monitor.web.site import Site

ASSETS = {"monitor.css": "text/css; charset=utf-8", "monitor.js": "text/javascript; charset=utf-8"}


def build(site: Site, hosts: frozenset[str] = frozenset()) -> Any:
    """The application. `hosts`: see `SafeHeaders`."""
    app = FastAPI(title="Deadline monitor", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.site = site
    app.state.templates = templates()
    app.state.knocking = doors.Knocking()
    for room in (timeline, record, feeds, doors):
        app.include_router(room.router)
    _serve_assets(app)
    _answer_errors(app)
    return SafeHeaders(app, hosts)


def _serve_assets(app: FastAPI) -> None:
    """Style and script from memory, under names that change with their content, so that browsers may keep them."""
    named = {}
    for name, kind in ASSETS.items():
        body = (HERE / "static" / name).read_bytes()
        named[name] = f"/static/{hashlib.sha256(body).hexdigest()[:12]}/{name}"
        app.add_api_route(named[name], _asset(body, kind), include_in_schema=False)
    app.state.templates.globals["assets"] = named


def _asset(body: bytes, kind: str) -> Any:
    async def asset() -> Response:
        return Response(body, media_type=kind, headers={"cache-control": "public, max-age=31536000, immutable"})

    return asset


def _answer_errors(app: FastAPI) -> None:
    @app.exception_handler(AskError)
    async def asked_wrongly(request: Request, error: AskError) -> HTMLResponse:
        return _told(request, 400, "This address cannot be read", str(error))

    @app.exception_handler(ForgedError)
    async def forged(request: Request, _error: ForgedError) -> HTMLResponse:
        return _told(
            request,
            403,
            "This form is not valid any more",
            "It stood open for too long, or another site sent it. Go back, load the page again and repeat.",
        )

    @app.exception_handler(StoreError)
    async def no_database(request: Request, error: StoreError) -> HTMLResponse:
        return _told(request, 503, "The database cannot be asked", str(error))

    @app.exception_handler(404)
    async def unknown(request: Request, _error: Exception) -> Response:
        return _told(
            request, 404, "There is no such page", "Perhaps the record was withdrawn, or the address is mistyped."
        )

    @app.exception_handler(TurnedAwayError)
    async def turned_away(request: Request, _error: TurnedAwayError) -> Response:
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/login?next={quote(there)}", 303)
        return PlainTextResponse("a password is needed\n", 401)


def _told(request: Request, status: int, title: str, words: str) -> HTMLResponse:
    return page(request, "error.html", status=status, visitor=None, title=title, words=words)
