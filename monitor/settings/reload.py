"""When changed files are taken up while the daemon runs, and how the difference is told. **Pure.**

Files are looked at again and again rather than watched: a notice of the system comes in the middle of a save, is lost on network
folders and says nothing that reading a few small files does not. A text must lie still before it is read, since editors save in
steps; one that removes something must lie still for longer, since half of a file is often a valid file.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from itertools import groupby

from monitor.settings.config import Config
from monitor.settings.receivers import CONSOLE
from monitor.types import Receiver, Source, Watch, digest_of, plain_name

SETTLE = 2.0
"""Seconds for which the files must not change before they are read."""
SECOND_LOOK = 120.0
"""Seconds for which they must not change before something is removed."""
AGAIN = 30.0
"""Seconds after which files at fault are read again: what they lacked, such as the file of a secret, may be there now."""
END = "..."
"""The last line of a file whose author says that it is whole (YAML's end of a document)."""

NOTHING = Config((), (), {})
"""A workspace that is not there."""

_KEYS = {
    "leads": "remind",
    "zone": "timezone",
    "quiet": "quiet_hours",
    "any_words": "keywords",
    "all_words": "keywords",
    "not_words": "keywords",
}

Texts = Mapping[str, str]
"""Path within the folder -> content, of every file that is read."""


class Next(Enum):
    """What is to be done with the files as they lie there."""

    NOTHING = "nothing"
    READ = "read"
    ACCEPT = "accept"
    RETURNED = "returned"


class Verdict(Enum):
    """What reading the text that lies there came to."""

    UNREAD = "unread"
    REFUSED = "refused"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Watching:
    """What is in force, and what lies there instead since `since`, in seconds of a clock that never steps; None when nothing does."""

    accepted: Texts = field(repr=False)
    lying: Texts | None = field(default=None, repr=False)
    since: float = 0.0
    verdict: Verdict = Verdict.UNREAD

    def seen(self, texts: Texts, at: float) -> "tuple[Watching, Next]":
        """The next state and what to do, when these texts are seen at this instant."""
        if texts == self.accepted:
            told = self.lying is not None and self.verdict is not Verdict.UNREAD
            return Watching(self.accepted), Next.RETURNED if told else Next.NOTHING
        if texts != self.lying:
            return Watching(self.accepted, texts, at), Next.NOTHING
        if self.verdict is Verdict.UNREAD and at - self.since >= SETTLE:
            return self, Next.READ
        if self.verdict is Verdict.REFUSED and at - self.since >= AGAIN:
            return replace(self, since=at), Next.READ
        if self.verdict is Verdict.HELD and at - self.since >= SECOND_LOOK:
            return self, Next.ACCEPT
        return self, Next.NOTHING

    def judged(self, verdict: Verdict) -> "Watching":
        """The text that lies there was read."""
        return replace(self, verdict=verdict)

    def whole(self) -> bool:
        """Does every file that changed say that it is whole, with none missing?"""
        lying = self.lying or {}
        changed = [name for name, text in lying.items() if self.accepted.get(name) != text]
        return set(self.accepted) <= set(lying) and all(lying[name].rstrip().endswith(f"\n{END}") for name in changed)


def fingerprint(texts: Texts) -> str:
    """The first 12 digits of the SHA-256 over names and contents."""
    return digest_of(*(part for name in sorted(texts) for part in (name, texts[name])))[:12]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a new configuration changes, in words. `gone`: what it removes."""

    words: tuple[str, ...]
    gone: tuple[str, ...]


def difference(old: Config, new: Config) -> Difference:
    """What the files of all workspaces change, those of others than the default one with their names before the words."""
    parts = differences(old, new)
    named = {name: f"workspace {name}: " if name else "" for name in parts}
    return Difference(
        tuple(f"{named[name]}{words}" for name, part in parts.items() for words in part.words),
        tuple(f"{named[name]}{words}" for name, part in parts.items() for words in part.gone),
    )


def differences(old: Config, new: Config) -> dict[str, Difference]:
    """What each workspace's files change; sources are told of with the default one. No address is ever among the words."""
    before, after = old.rooms, new.rooms
    return {
        name: _difference(before.get(name, NOTHING), after.get(name, NOTHING), name) for name in {**before, **after}
    }


def _difference(old: Config, new: Config, workspace: str) -> Difference:
    """Watches, receivers and sources that were added, changed or removed, by name."""
    words: list[str] = []
    gone: list[str] = []
    for what, before, after in (
        ("watch", _watches(old), _watches(new)),
        ("receiver", _receivers(old), _receivers(new)),
        ("source", _sources(old, workspace), _sources(new, workspace)),
    ):
        added = [name for name in after if name not in before]
        changed = [name for name in after if name in before and before[name] != after[name]]
        lost = [name for name in before if name not in after]
        words += _counted(what, "added", added)
        words += _counted(what, "changed", [f"{name}{_keys(before[name], after[name])}" for name in changed])
        removed = list(_counted(what, "gone", lost))
        words += removed
        gone += removed
    if replace(old.service, known=()) != replace(new.service, known=()) and NOTHING not in (old, new):
        words.append("service changed")
    return Difference(tuple(words), tuple(gone))


def _receivers(config: Config) -> dict[str, Receiver]:
    """By the names by which the workspace knows them; the console, which is always there, is none that comes or goes."""
    return {
        plain_name(name): receiver for name, receiver in config.receivers.items() if plain_name(name) != CONSOLE.name
    }


def _sources(config: Config, workspace: str) -> dict[str, Source]:
    return {} if workspace else {source.name: source for source in config.sources}


def _watches(config: Config) -> dict[str, tuple[Watch, ...]]:
    """Each watch by its name, wherever it stands."""
    placeless = (replace(watch, line="") for watch in config.watches)
    return {name: tuple(parts) for name, parts in groupby(placeless, lambda watch: watch.name)}


def _counted(what: str, how: str, names: Iterable[str]) -> Iterator[str]:
    listed = list(names)
    if listed:
        plural = {"watch": "watches"}.get(what, f"{what}s") if len(listed) > 1 else what
        yield f"{len(listed)} {plural} {how}: {', '.join(listed)}"


def _keys(before: object, after: object) -> str:
    """Which keys of a watch changed; of others the name is enough."""
    if not isinstance(before, tuple) or not isinstance(after, tuple) or len(before) != len(after):
        return ""
    changed = {
        _KEYS.get(own.name, own.name)
        for old, new in zip(before, after, strict=True)
        for own in fields(Watch)
        if getattr(old, own.name) != getattr(new, own.name)
    }
    return f" ({', '.join(sorted(changed))})"
