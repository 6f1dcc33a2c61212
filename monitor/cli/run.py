"""`monitor run`."""

import asyncio
import logging
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.cli import shell
from monitor.errors import UsageError
from monitor.web.serving import access_of, hosts_of, served
from monitor.web.site import Site

if TYPE_CHECKING:
    from monitor.settings import Settings

log = logging.getLogger(__name__)


def run(directory: Path | None) -> None:
    """Runs the daemon, and the site beside it, in this process until it is told to stop."""
    from monitor.daemon import Daemon
    from monitor.parse import give_back
    from monitor.pipeline.reload import Reload
    from monitor.settings.loading import texts_of

    give_back()
    found = shell.settings()
    shell.log_to_stderr(found)
    folder = directory or found.config_dir
    texts = texts_of(folder)  # before it is read: what changes from here on is seen as a change
    config = shell.configuration(found, folder)
    for problem in config.warnings:
        log.warning("%s", problem)
    access = access_of(found)
    shell.refuse_damage(found)
    world = shell.world(found, config)
    reload = Reload(folder, os.environ, config, texts, shell.now)
    site = Site(
        world.store,
        shell.now,
        lambda: reload.config,
        access,
        found.timezone,
        found.web_base_url,
        found.data_dir,
        reloaded=lambda: reload.outcome,
    )

    async def main() -> None:
        try:
            ping_url = found.ping_url.get_secret_value()
            nightly = shell.nightly(found)
            daemon = Daemon(
                world,
                config.sources,
                reload=reload,
                service=config.service,
                ping_url=ping_url,
                nightly=nightly,
                pruning=shell.pruning(found),
                site=found.web_base_url,
            )
            await daemon.run()
        finally:
            await world.close()

    with _site(site, found):
        asyncio.run(main())


@contextmanager
def _site(site: Site, found: "Settings") -> Iterator[None]:
    """The site while the daemon runs. Where it cannot be served the alerts are not kept waiting for it."""
    with ExitStack() as stack:
        if found.web_port:
            try:
                address = stack.enter_context(served(site, found.web_host, found.web_port, hosts_of(found)))
                log.info("the site is at %s", address)
            except UsageError as error:
                log.error("%s", error)
        yield
