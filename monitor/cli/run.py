"""`monitor run`."""

import asyncio
import logging
from pathlib import Path

from monitor.cli import shell

log = logging.getLogger(__name__)


def run(directory: Path | None) -> None:
    """Runs the daemon in this process until it is told to stop."""
    from monitor.daemon import Daemon

    found = shell.settings()
    shell.log_to_stderr(found)
    config = shell.configuration(found, directory)
    for problem in config.warnings:
        log.warning("%s", problem)
    world = shell.world(found, config)

    async def main() -> None:
        try:
            await Daemon(world, config.sources).run()
        finally:
            await world.close()

    asyncio.run(main())
