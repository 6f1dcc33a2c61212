"""`monitor run`."""

import asyncio
import logging
import os
from pathlib import Path

from monitor.cli import shell

log = logging.getLogger(__name__)


def run(directory: Path | None) -> None:
    """Runs the daemon in this process until it is told to stop."""
    from monitor.daemon import Daemon
    from monitor.pipeline.reload import Reload
    from monitor.settings.loading import texts_of

    found = shell.settings()
    shell.log_to_stderr(found)
    folder = directory or found.config_dir
    texts = texts_of(folder)  # before it is read: what changes from here on is seen as a change
    config = shell.configuration(found, folder)
    for problem in config.warnings:
        log.warning("%s", problem)
    shell.refuse_damage(found)
    world = shell.world(found, config)

    async def main() -> None:
        try:
            reload = Reload(folder, os.environ, config, texts)
            await Daemon(world, config.sources, reload=reload, nightly=shell.nightly(found)).run()
        finally:
            await world.close()

    asyncio.run(main())
