"""`monitor run`: all in one process, or one of several."""

import asyncio
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.cli import shell
from monitor.cli.options import Role
from monitor.errors import NewerSchemaError, StoreError, UsageError
from monitor.web.serving import access_of, hosts_of, served
from monitor.web.site import Site

if TYPE_CHECKING:
    from monitor.daemon import Daemon
    from monitor.engine.scheduler import Scheduler
    from monitor.engine.standing import Reader
    from monitor.engine.worker import Worker
    from monitor.pipeline.reload import Reload
    from monitor.pipeline.world import World
    from monitor.settings import Config, Settings

    Runner = Daemon | Scheduler | Worker | Reader

log = logging.getLogger(__name__)

AWAITED = 60.0
"""Seconds for which a role waits at its start for a database that is just being started too."""


def run(directory: Path | None, role: Role | None = None) -> None:
    """Runs the daemon and the site beside it, or one role of them, in this process until it is told to stop."""
    from monitor import lexicon_file
    from monitor.memory import give_back, keep_what_is_loaded
    from monitor.pipeline.reload import Reload
    from monitor.settings.loading import texts_of
    from monitor.settings.workspaces import passwords

    give_back()
    found = shell.settings()
    shell.log_to_stderr(found)
    if role is not None:
        _refuse(found, role)
    folder = directory or found.config_dir
    texts = texts_of(folder)  # before it is read: what changes from here on is seen as a change
    config = shell.configuration(found, folder)
    for problem in config.all_warnings:
        log.warning("%s", problem)
    access = access_of(found, passwords(config.workspaces, os.environ))
    shell.refuse_damage(found)
    world = _patiently(lambda: _world(found, config, role), AWAITED if role else 0.0)
    reload = Reload(folder, os.environ, config, texts, shell.now)
    runner = _runner(found, world, config, reload, role)
    site = Site(
        world.store,
        shell.now,
        lambda: reload.config,
        access,
        found.timezone,
        found.web_base_url,
        found.data_dir,
        reloaded=reload.outcome_of,
        alive=_alive(runner),
    )

    async def main() -> None:
        try:
            await runner.run()
        finally:
            await world.close()

    with _site(site, found, role):
        if role in (None, Role.WORKER):
            lexicon_file.prepare()
        keep_what_is_loaded()
        asyncio.run(main())


def _refuse(found: "Settings", role: Role) -> None:
    """Raises UsageError for a role that cannot be played here."""
    from monitor.engine import refuse_unless_possible

    refuse_unless_possible(found.database_url.get_secret_value())
    os.environ.setdefault("PGAPPNAME", f"monitor {role}")  # as the server lists its connections
    if role is Role.WEB and not found.web_port:
        raise UsageError("MONITOR_WEB_PORT is 0, which serves no site: --role web would do nothing")


def _patiently(make: "Callable[[], World]", seconds: float) -> "World":
    """Tries again while the database refuses. Raises StoreError in the end, and at once for a schema that no waiting mends."""
    until = time.monotonic() + seconds
    while True:
        try:
            return make()
        except NewerSchemaError:
            raise
        except StoreError as error:
            if time.monotonic() >= until:
                raise
            if until - time.monotonic() > seconds - 1:
                log.warning("%s; waiting", error)
            time.sleep(1)


def _world(found: "Settings", config: "Config", role: Role | None) -> "World":
    if role is not Role.WORKER:
        return shell.world(found, config)
    from monitor.engine import connection_address
    from monitor.engine.politeness import SharedTurns

    return shell.world(found, config, SharedTurns(connection_address(found.database_url.get_secret_value())))


def _runner(found: "Settings", world: "World", config: "Config", reload: "Reload", role: Role | None) -> "Runner":
    told: dict[str, Any] = {
        "reload": reload,
        "services": config.all_services,
        "ping_url": found.ping_url.get_secret_value(),
        "pruning": shell.pruning(found),
        "site": found.web_base_url,
    }
    if role is None:
        from monitor.daemon import Daemon

        return Daemon(world, config.sources, nightly=shell.nightly(found), **told)
    from monitor.engine import connection_address
    from monitor.engine.scheduler import Scheduler
    from monitor.engine.standing import Reader
    from monitor.engine.worker import Worker

    address = connection_address(found.database_url.get_secret_value())
    if role is Role.SCHEDULER:
        return Scheduler(world, config.sources, address=address, **told)
    if role is Role.WORKER:
        return Worker(world, config.sources, address, reload, found.web_base_url)
    return Reader(world, reload)


def _alive(runner: "Runner") -> Callable[[], bool]:
    standing = getattr(runner, "standing", None)
    return standing.alive if standing is not None else lambda: True


@contextmanager
def _site(site: Site, found: "Settings", role: Role | None) -> Iterator[None]:
    """The site while the daemon runs. Where it cannot be served the alerts are not kept waiting for it.

    Schedulers and workers answer programs alone, and only where MONITOR_WEB_PORT is set for them.
    """
    pages = role in (None, Role.WEB)
    with ExitStack() as stack:
        if found.web_port and (pages or "web_port" in found.model_fields_set):
            try:
                address = stack.enter_context(
                    served(site, found.web_host, found.web_port, hosts_of(found), pages=pages)
                )
                log.info("the site is at %s", address)
            except UsageError as error:
                if role is Role.WEB:
                    raise
                log.error("%s", error)
        yield
