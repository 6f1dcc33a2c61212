"""Takes up changed configuration files while the daemon runs, and keeps the last good configuration when they are at fault."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from monitor.errors import ConfigError, Problem
from monitor.ports import Clock
from monitor.settings import Config, load_config
from monitor.settings.loading import texts_of
from monitor.settings.reload import (
    SECOND_LOOK,
    Difference,
    Next,
    Texts,
    Verdict,
    Watching,
    difference,
    differences,
    fingerprint,
)
from monitor.settings.workspaces import workspace_at

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a workspace's files. `name`: fingerprint of what is in force; `words`: what it changed, `at` (aware UTC); None since
    the start.

    `problems`: faults for which the files that lie there now are refused. `held`: what they remove, where that waits for a second look.
    `waits`: files of others keep these from coming into force.
    """

    name: str = ""
    words: tuple[str, ...] = ()
    at: datetime | None = None
    problems: tuple[Problem, ...] = ()
    held: tuple[str, ...] = ()
    waits: bool = False


@dataclass(slots=True)
class Reload:
    """Looks at the files of a folder. `config`: what is in force; `texts`: the files that it was read from.

    `clock`: tells when something was taken up.
    """

    folder: Path
    environ: Mapping[str, str] = field(repr=False)
    config: Config
    texts: Texts = field(repr=False)
    clock: Clock | None = None
    _watching: Watching = field(init=False)
    _fresh: Config | None = field(init=False, default=None)
    _problems: tuple[Problem, ...] = field(init=False, default=())
    _held: Mapping[str, Difference] = field(init=False, default_factory=dict)
    _taken: Mapping[str, Outcome] = field(init=False)

    def __post_init__(self) -> None:
        self._watching = Watching(self.texts)
        self._taken = {name: Outcome(each) for name, each in self._prints(self.texts).items()}

    @property
    def outcome(self) -> Outcome:
        """Of the default workspace's files, as it is now."""
        return self.outcome_of("")

    def outcome_of(self, workspace: str) -> Outcome:
        """As it is now; may be asked from any thread. Of other workspaces' files no more than that these wait for them."""
        watching, taken = self._watching, self._taken.get(workspace, Outcome())
        if watching.verdict is Verdict.UNREAD:
            return taken
        refused = watching.verdict is Verdict.REFUSED
        own = [each for each in self._problems if workspace_at(self.folder, each.file) == workspace] if refused else []
        held = self._held[workspace].gone if not refused and workspace in self._held else ()
        waits = not own and not held and self._prints(watching.lying or {}).get(workspace) != taken.name
        return replace(taken, problems=tuple(own), held=held, waits=waits)

    def _prints(self, texts: Texts) -> dict[str, str]:
        """The fingerprint of each workspace's files."""
        parts: dict[str, dict[str, str]] = {"": {}}
        for name, text in texts.items():
            parts.setdefault(workspace_at(self.folder, str(self.folder / name)), {})[name] = text
        return {workspace: fingerprint(part) for workspace, part in parts.items()}

    async def look(self, at: float, take_up: Callable[[Config], Awaitable[None]]) -> None:
        """One look at the files. `at`: seconds of a clock that never steps; `take_up` is given a configuration that comes into force.

        Raises what `take_up` raises; the next look then tries again.
        """
        seen = await asyncio.to_thread(texts_of, self.folder)
        self._watching, step = self._watching.seen(seen, at)
        if step is Next.RETURNED:
            self._fresh = None
            log.info("configuration: the files say again what is in force")
        elif step is Next.READ:
            await self._read(seen, take_up)
        elif step is Next.ACCEPT and self._fresh is not None:
            await self._accept(self._fresh, seen, take_up)

    async def _read(self, seen: Texts, take_up: Callable[[Config], Awaitable[None]]) -> None:
        try:
            fresh = await asyncio.to_thread(load_config, self.folder, self.environ)
        except ConfigError as error:
            if self._watching.verdict is Verdict.UNREAD or error.problems != self._problems:
                log.error("configuration: the changed files are at fault; what was in force stays in force")
                for problem in error.problems:
                    log.error("%s", problem)
            self._watching, self._problems = self._watching.judged(Verdict.REFUSED), error.problems
            return
        if await asyncio.to_thread(texts_of, self.folder) != seen:
            return  # saved while it was being read: the next look sees it anew
        gone = difference(self.config, fresh).gone
        if gone and not self._watching.whole():
            self._held = differences(self.config, fresh)
            self._fresh, self._watching = fresh, self._watching.judged(Verdict.HELD)
            wait = (
                f"in {SECOND_LOOK:.0f} s without another change, or at once when the changed files end with a line ..."
            )
            log.warning("configuration: %s; this comes into force %s", "; ".join(gone), wait)
            return
        await self._accept(fresh, seen, take_up)

    async def _accept(self, fresh: Config, seen: Texts, take_up: Callable[[Config], Awaitable[None]]) -> None:
        words = "; ".join(difference(self.config, fresh).words) or "nothing that the files say has changed"
        parts = differences(self.config, fresh)
        await take_up(fresh)
        self.config, self._fresh, self._watching = fresh, None, Watching(seen)
        at = self.clock() if self.clock else None
        self._taken = {
            name: before
            if (before := self._taken.get(name)) and before.name == each
            else Outcome(each, parts[name].words, at)
            for name, each in self._prints(seen).items()
        }
        log.info("configuration %s is in force: %s", fingerprint(seen), words)
        for problem in fresh.all_warnings:
            log.warning("%s", problem)
