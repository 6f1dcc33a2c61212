"""A backup a night, of which the last few are kept."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from monitor.errors import StoreError
from monitor.store.copies import Stopped, back_up

HOUR = timedelta(hours=3)
"""Into the day, in UTC, before which it is still last night."""
NAMES = "monitor-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].db"


@dataclass(frozen=True, slots=True)
class Nightly:
    """`keep`: how many backups lie in `folder` at most; those made by hand have other names and are not counted."""

    address: str = field(repr=False)
    folder: Path
    keep: int

    async def look(self, now: datetime, stopped: Stopped) -> Path | None:
        """Makes the last night's backup where there is none, and drops the oldest. `now`: aware UTC. None when nothing was to be done.

        Gives up when `stopped` says so. Raises StoreError.
        """
        target = self.folder / f"monitor-{now - HOUR:%Y-%m-%d}.db"
        if target.exists():
            return None
        try:
            await asyncio.to_thread(back_up, self.address, target, stopped)
        except StoreError:
            if stopped():
                return None
            raise
        for old in sorted(self.folder.glob(NAMES))[: -self.keep]:
            old.unlink(missing_ok=True)
        return target
