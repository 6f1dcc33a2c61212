"""Serves the site from a thread with an event loop of its own, so that a page never keeps a poll or an alert waiting."""

import asyncio
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ipaddress import ip_address
from typing import TYPE_CHECKING

from monitor.errors import UsageError
from monitor.web.access import Access, signing_key
from monitor.web.site import Site
from monitor.web.threads import THREADS

if TYPE_CHECKING:
    from uvicorn import Server

    from monitor.settings import Settings

LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})


def access_of(found: "Settings", passwords: Mapping[str, str]) -> Access:
    """Who may come in. `passwords`: of the other workspaces.

    Raises UsageError where the site would be open to others without asking who they are.
    """
    password, header = found.web_password.get_secret_value(), found.web_proxy_header
    if not ip_address(found.web_host).is_loopback and not (password or header):
        raise UsageError(
            f"MONITOR_WEB_HOST is {found.web_host}, so others can reach the site: set MONITOR_WEB_PASSWORD (or _FILE), or "
            "MONITOR_WEB_PROXY_HEADER where a reverse proxy says who asks; MONITOR_WEB_PORT=0 serves no site"
        )
    try:
        key = found.web_key.get_secret_value() or signing_key(found.data_dir)
    except OSError as error:
        raise UsageError(f"{found.data_dir}/web.key, which signs sessions, cannot be kept: {error.strerror}") from None
    return Access(key, password, header, found.web_proxies, passwords, found.web_proxy_workspace_header)


def hosts_of(found: "Settings") -> frozenset[str]:
    """The names under which the site may be asked for; empty (any) where a password or a proxy guards it and none is configured."""
    if found.web_hosts:
        return found.web_hosts | LOCAL
    return frozenset() if found.web_password.get_secret_value() or found.web_proxy_header else LOCAL


@contextmanager
def served(site: Site, host: str, port: int, hosts: frozenset[str], *, pages: bool = True) -> Iterator[str]:
    """The site's address while it is served; port 0 is any that is free. `pages`: see `build`. Raises UsageError when the port is taken."""
    import uvicorn

    from monitor.web.app import build

    config = uvicorn.Config(
        build(site, hosts, pages=pages),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        timeout_graceful_shutdown=3,
        limit_concurrency=200,
    )
    server = uvicorn.Server(config)
    listening = _listening(host, port)
    thread = threading.Thread(target=_run, args=(server, listening), name="site", daemon=True)
    thread.start()
    try:
        yield f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=5)
        listening.close()


def _run(server: "Server", listening: socket.socket) -> None:
    from anyio import to_thread

    async def serve() -> None:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        await server.serve(sockets=[listening])

    with asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:
        runner.run(serve())


def _listening(host: str, port: int) -> socket.socket:
    """Bound here and not by the server, which ends the whole process when it cannot."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise UsageError(
            f"the site cannot be served on {host} port {port}: {error.strerror}; choose another MONITOR_WEB_PORT"
        ) from None
    return listening
