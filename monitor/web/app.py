"""The site as one ASGI application."""

import hashlib
from threading import Lock
from typing import Any

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse, Response

from monitor import __version__
from monitor.web import (
    acts,
    api,
    api_acts,
    configuration,
    doors,
    feeds,
    outbox,
    record,
    review,
    service,
    sources,
    timeline,
)
from monitor.web.bodies import SmallBodies
from monitor.web.headers import SafeHeaders
from monitor.web.pages import HERE, templates
from monitor.web.problems import answer_errors
from monitor.web.pulse import Pulses
from monitor.web.site import Site

ROOMS = (
    timeline,
    record,
    acts,
    review,
    sources,
    outbox,
    configuration,
    feeds,
    api,
    api_acts,
    service,
    doors,
)
ASSETS = {
    "monitor.css": "text/css; charset=utf-8",
    "monitor.js": "text/javascript; charset=utf-8",
    "monitor.svg": "image/svg+xml",
}


def build(site: Site, hosts: frozenset[str] = frozenset(), *, pages: bool = True) -> Any:
    """The application. `hosts`: see `SafeHeaders`. `pages`: False for what programs ask of a process that serves no readers."""
    app = FastAPI(title="Deadline monitor", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(SmallBodies)
    app.state.site = site
    app.state.templates = templates()
    app.state.knocking = doors.Knocking()
    app.state.pulses = Pulses()
    app.state.simulating = Lock()
    for room in ROOMS if pages else (service,):
        app.include_router(room.router)
    app.add_api_route("/api/v1/openapi.json", _openapi, include_in_schema=False)
    _serve_assets(app)
    answer_errors(app)
    return SafeHeaders(app, hosts)


async def _openapi(request: Request) -> Response:
    """The API's description, which holds nothing that is stored: anybody may read it."""
    return JSONResponse(describe(request.app))


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of the API."""
    made = get_openapi(
        title=app.title,
        version=app.version,
        routes=[*api.router.routes, *api_acts.router.routes],
        description=api.__doc__,
    )
    made.setdefault("components", {})["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{"token": []}]
    return made


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
