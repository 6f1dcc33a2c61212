"""How a page is made: the template, what every page shows, and the visitor to whom its forms are bound."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from monitor.notify.clean import cut, single_line
from monitor.ports import Token
from monitor.types import plain_name, qualified, workspace_name
from monitor.web.access import Access, Visitor
from monitor.web.site import Site
from monitor.web.tokens import opens

HERE = Path(__file__).parent
SESSION, NEWCOMER, TOLD = "monitor_session", "monitor_visitor", "monitor_told"
LONGEST_TOLD = 600


class TurnedAwayError(Exception):
    """Nobody we know asks; pages lead to the login, everything else answers 401."""


class ForgedError(Exception):
    """A form that did not come from a page of ours, or from one that stood open for too long."""


@dataclass(frozen=True, slots=True)
class FormToken:
    """What the forms of a page carry, made when the first of them asks for it."""

    access: Access
    visitor: Visitor

    def __str__(self) -> str:
        return self.access.form_token(self.visitor)


def templates() -> Environment:
    """The templates: every value is escaped, a name that is missing is an error."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["plain_name"] = plain_name
    return made


class SharedError(Exception):
    """What concerns all workspaces, asked for by a reader of another one than the default."""


def house_of(request: Request) -> Site:
    """The site with all of its workspaces: for the doors, and for what is told of the whole. Pages take `site_of`."""
    site: Site = request.app.state.site
    return site


def site_of(request: Request) -> Site:
    """The site as the workspace sees it from which this request was found to come.

    Raises RuntimeError before that is known: `visitor_of`, `program_of` and `feed_reader_of` find it out.
    """
    workspace = getattr(request.state, "workspace", None)
    if workspace is None:
        raise RuntimeError("whose request this is must be found out before anything is shown")
    return house_of(request).within(workspace)


def _entered(request: Request, workspace: str) -> None:
    """Notes whose request this is. Raises TurnedAwayError for a workspace that is not there, or not there any more."""
    known = getattr(request.state, "workspace", workspace)
    if not house_of(request).config().has(workspace) or known != workspace:
        raise TurnedAwayError
    request.state.workspace = workspace


def visitor_of(request: Request) -> Visitor:
    """Who asks. Raises TurnedAwayError where the doors are closed and nobody we know is before them."""
    visitor = _visitor_of(request)
    _entered(request, visitor.workspace)
    return visitor


def _visitor_of(request: Request) -> Visitor:
    access = house_of(request).access
    if (sent := _sent_by_proxy(request, access)) is not None:
        return sent
    if (known := access.visitor(request.cookies.get(SESSION, ""))) and access.password_of(known.workspace):
        return known
    if access.closed:
        raise TurnedAwayError
    newcomer: Visitor | None = getattr(request.state, "newcomer", None)
    if newcomer is None:
        cookie = request.cookies.get(NEWCOMER, "")
        newcomer = access.newcomer_of(cookie)
        if newcomer is None:
            request.state.cookie = access.newcomer()
            newcomer = access.newcomer_of(request.state.cookie)
        request.state.newcomer = newcomer
    assert newcomer is not None
    return newcomer


def _sent_by_proxy(request: Request, access: Access) -> Visitor | None:
    """The reader whom our proxy names. Where it must name the workspace too, one that it does not is nobody's: TurnedAwayError."""
    peer = request.client.host if request.client else ""
    name = request.headers.get(access.proxy_header, "").strip() if access.proxy_header else ""
    if not name or peer not in access.proxies:
        return None
    if not access.workspace_header:
        return Visitor(f"proxy:{name}", name[:80])
    try:
        workspace = workspace_name(request.headers.get(access.workspace_header, "").strip())
    except ValueError:
        raise TurnedAwayError from None
    return Visitor(f"proxy:{qualified(workspace, name)}", name[:80], workspace)


def program_of(request: Request, secret: str, scope: str) -> Token:
    """The token behind the secret, if it may do what `scope` asks. Raises TurnedAwayError."""
    token = opens(house_of(request).store, secret, scope)
    if token is None:
        raise TurnedAwayError
    _entered(request, token.workspace)
    return token


def feed_reader_of(request: Request) -> None:
    """A visitor, or a program whose address carries a token that may read. Raises TurnedAwayError."""
    if token := request.query_params.get("token"):
        program_of(request, token, "read")
    else:
        visitor_of(request)


def address_of(request: Request) -> str:
    """From where somebody asks: the peer's address, or where that is our proxy, the one it names."""
    peer = request.client.host if request.client else ""
    forwarded = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return forwarded[:64] if forwarded and peer in house_of(request).access.proxies else peer


def page(request: Request, name: str, *, status: int = 200, visitor: Visitor | None, **shown: Any) -> HTMLResponse:
    """A page; `visitor`: None for pages that anybody may see, which have no forms but the login's."""
    access = house_of(request).access
    told = access.unsealed(request.cookies.get(TOLD, ""), visitor.workspace) if visitor else ""
    text = request.app.state.templates.get_template(name).render(
        visitor=visitor,
        closed=bool(visitor and access.password_of(visitor.workspace)),
        form_token=FormToken(access, visitor) if visitor else "",
        path=request.scope["path"],
        told=told,
        pulse=request.app.state.pulses.line(site_of(request)) if visitor else "",
        **shown,
    )
    response = HTMLResponse(text, status, {"cache-control": "no-store"})
    if told:
        response.delete_cookie(TOLD, path="/")
    give_cookie(request, response)
    return response


def give_cookie(request: Request, response: Response) -> None:
    """Lets a browser that came for the first time keep its cookie."""
    if cookie := getattr(request.state, "cookie", None):
        set_cookie(request, response, NEWCOMER, cookie)


def set_cookie(request: Request, response: Response, name: str, value: str) -> None:
    """A cookie that no script reads and no other site's request carries along, but for plain links."""
    secure = request.url.scheme == "https" or house_of(request).base_url.startswith("https:")
    response.set_cookie(name, value, max_age=30 * 86400, httponly=True, samesite="lax", secure=secure, path="/")


def gone_on(request: Request, address: str, words: str) -> Response:
    """Leads to a page of ours that tells first what has been done."""
    response = RedirectResponse(inside(address), 303)
    site = site_of(request)
    sealed = site.access.sealed(cut(single_line(words), LONGEST_TOLD), site.workspace or "")
    set_cookie(request, response, TOLD, sealed)
    return response


def inside(address: str) -> str:
    """The address if it is one of this site, else the first page."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain and "\\" not in address else "/"


async def form_of(request: Request, visitor: Visitor) -> dict[str, str]:
    """The fields of a form that we gave to this visitor. Raises ForgedError."""
    fields = await fields_of(request)
    if not house_of(request).access.gave(fields.get("token", ""), visitor):
        raise ForgedError
    return fields


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of a form that one of our own pages sent. Raises ForgedError."""
    origin = request.headers.get("origin")
    if origin is not None and origin.split("://")[-1] != request.headers.get("host"):
        raise ForgedError
    if request.headers.get("sec-fetch-site") not in (None, "same-origin", "none"):
        raise ForgedError
    return {name: str(value) for name, value in (await request.form()).items()}
