"""What the site stands on: the database, the clock, the configuration as it is now, and who may come in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.pipeline.reload import Outcome
from monitor.ports import Clock, Store
from monitor.web.access import Access
from monitor.web.shelf import Shelf

if TYPE_CHECKING:
    from monitor.settings import Config


@dataclass(frozen=True)
class Site:
    """Everything a page may ask. `config` follows the files as the daemon does. `zone`: IANA, of readers who name none.

    `reloaded`: what became of files that changed while the daemon ran. `standing`: what stands above every page where no daemon
    works on the database, in place of how the monitor is.
    """

    store: Store
    clock: Clock
    config: Callable[[], "Config"]
    access: Access
    zone: str = "UTC"
    base_url: str = ""
    data_dir: Path | None = None
    reloaded: Callable[[], Outcome] = Outcome
    standing: str = ""
    shelf: Shelf = field(default_factory=Shelf, repr=False, compare=False)

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        return self.clock()
