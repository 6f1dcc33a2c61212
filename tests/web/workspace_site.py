"""A site of three workspaces, each with watches, receivers, files and readers of its own; and their readers, by each of the doors."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace

from httpx import ASGITransport, AsyncClient, Response
from store_examples import NOON
from web_room import CANADA, CONFIG, KEY, NOW, Reader
from workspace_examples import ROOMS, desk, word

from monitor.errors import Problem
from monitor.pipeline.reload import Outcome
from monitor.ports import Store, Token
from monitor.settings import Config
from monitor.types import Receiver, ReceiverKind, Service
from monitor.web.access import Access
from monitor.web.app import build
from monitor.web.pages import SESSION
from monitor.web.tokens import digest_of_token, new_token

DOORS = ("password", "proxy", "token")
USER, ROOM = "x-user", "x-workspace"


def password(workspace: str) -> str:
    return f"password of {word(workspace)}"


def config_of(workspace: str) -> Config:
    own = word(workspace)
    watch = replace(
        CANADA, name=f"{own} watch", receivers=(desk(workspace),), line=f"{own}.yaml:1", workspace=workspace
    )
    return Config(
        CONFIG.sources,
        (watch,),
        {desk(workspace): Receiver(desk(workspace), "token", ReceiverKind.SLACK, to="#x")},
        (Problem(f"{own}.yaml", 3, 1, f"{own} is not meant"),),
        Service((desk(workspace),), known=(desk(workspace),), workspace=workspace),
    )


def outcome_of(workspace: str) -> Outcome:
    own = word(workspace)
    problem = Problem(f"{own}.yaml", 1, 1, f"{own} is at fault")
    return Outcome(f"{own[:4]}0", (f"1 watch added: {own}",), NOON, (problem,), (f"1 watch gone: {own}",))


def site_over(store: Store) -> Reader:
    """A reader of nobody yet, before a site over this store."""
    names = [name for name in ROOMS if name]
    access = Access(
        KEY,
        password(""),
        USER,
        passwords={name: password(name) for name in names},
        workspace_header=ROOM,
    )
    config = replace(config_of(""), workspaces={name: config_of(name) for name in names})
    reader = Reader(store, access, config)
    reader.site = replace(reader.site, reloaded=outcome_of)
    reader.app = build(reader.site)
    transport = ASGITransport(reader.app, client=(reader.peer, 5000))
    reader.client = AsyncClient(transport=transport, base_url="http://testserver")
    return reader


@dataclass
class Insider:
    """Somebody of a workspace who has come in by one of the doors."""

    reader: Reader
    workspace: str
    door: str
    scope: str = "admin"

    def __post_init__(self) -> None:
        own, self.headers, self.query = word(self.workspace), {}, {}
        if self.door == "password":
            self.reader.client.cookies.set(SESSION, self.reader.access.session(own, self.workspace))
        elif self.door == "proxy":
            self.headers = {USER: own, ROOM: self.workspace or "default"}
        else:
            secret = new_token()
            with self.reader.store.begin() as tx:
                tx.add_token(Token(f"{own} program", self.scope, NOW, self.workspace), digest_of_token(secret))
            self.headers, self.query = {"authorization": f"Bearer {secret}"}, {"token": secret}

    def get(self, address: str) -> Response:
        query = self.query if not address.startswith("/api/") else {}
        return asyncio.run(self.reader.client.get(address, params=query or None, headers=self.headers))

    def post(self, address: str, fields: Mapping[str, str] | None = None, json: object = None) -> Response:
        client = self.reader.client
        if json is not None or address.startswith("/api/"):
            return asyncio.run(client.post(address, json=json, headers=self.headers))
        return asyncio.run(client.post(address, data=dict(fields or {}), headers=self.headers))
