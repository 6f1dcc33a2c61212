"""What the site stands on: the database, the clock, the configuration as it is now, who may come in; whole, or as a workspace sees it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
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

    `reloaded`: what became of a workspace's files that changed while the daemon ran. `standing`: what stands above every page where no
    daemon works on the database, in place of how the monitor is. `workspace`: whose database, configuration and outcome these are; None:
    everybody's, which no page may show. `alive`: does the process that serves this still work?
    """

    store: Store
    clock: Clock
    config: Callable[[], "Config"]
    access: Access
    zone: str = "UTC"
    base_url: str = ""
    data_dir: Path | None = None
    reloaded: Callable[[str], Outcome] = lambda _workspace: Outcome()
    standing: str = ""
    workspace: str | None = None
    alive: Callable[[], bool] = lambda: True
    shelf: Shelf = field(default_factory=Shelf, repr=False, compare=False)
    _rooms: dict[str, "Site"] = field(init=False, default_factory=dict, repr=False, compare=False)

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        return self.clock()

    def outcome(self) -> Outcome:
        """What became of this workspace's files."""
        return self.reloaded(self.workspace or "")

    def within(self, workspace: str) -> "Site":
        """The site as this workspace sees it: its own marks, alerts, receivers, tokens and watches, and no others'."""
        if self.workspace is not None:
            raise RuntimeError("the site of one workspace leads to no other")
        if workspace not in self._rooms:
            self._rooms[workspace] = replace(
                self,
                store=self.store.within(workspace),
                config=lambda: self.config().within(workspace),
                workspace=workspace,
                shelf=Shelf(),
            )
        return self._rooms[workspace]
