"""What the configuration files say, once checked: of the default workspace, and beside it of each other one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from monitor.errors import Problem
from monitor.types import Receiver, Service, Source, Watch


@dataclass(frozen=True, slots=True)
class Config:
    """All that the configuration files say. `warnings`: what works but is probably not meant.

    `watches`, `receivers`, `warnings` and `service` are the default workspace's own. `workspaces`: the others by name, each with the same
    sources. `receivers`: by their names in all of the program.
    """

    sources: tuple[Source, ...]
    watches: tuple[Watch, ...]
    receivers: dict[str, Receiver]
    warnings: tuple[Problem, ...] = ()
    service: Service = field(default_factory=Service)
    workspaces: Mapping[str, "Config"] = field(default_factory=dict)

    @property
    def watch_names(self) -> tuple[str, ...]:
        """Each watch once, also one whose receivers are told in different manners."""
        return tuple(dict.fromkeys(watch.name for watch in self.watches))

    def has(self, workspace: str) -> bool:
        """Is there such a workspace? The default one always is."""
        return not workspace or workspace in self.workspaces

    def within(self, workspace: str) -> "Config":
        """What this workspace sees: nothing of the others. Raises KeyError where there is none of this name."""
        return self.workspaces[workspace] if workspace else replace(self, workspaces={})

    @property
    def rooms(self) -> Mapping[str, "Config"]:
        """What each workspace sees, the default one's first."""
        return {name: self.within(name) for name in ("", *self.workspaces)}

    @property
    def all_watches(self) -> tuple[Watch, ...]:
        """Everybody's: what a document or the clock brings is told to all."""
        return tuple(watch for room in self.rooms.values() for watch in room.watches)

    @property
    def all_receivers(self) -> dict[str, Receiver]:
        """Everybody's, by their names in all of the program."""
        return {name: receiver for room in self.rooms.values() for name, receiver in room.receivers.items()}

    @property
    def all_services(self) -> tuple[Service, ...]:
        """What each workspace hears of the monitor itself."""
        return tuple(room.service for room in self.rooms.values())

    @property
    def all_warnings(self) -> Iterator[Problem]:
        """Everybody's, the default workspace's first."""
        return (problem for room in self.rooms.values() for problem in room.warnings)
