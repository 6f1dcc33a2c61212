"""YAML read as written: every scalar is text, and every value and key keeps its line and column.

NO stays Norway, 8703.10 and 0407 keep their zeros. Duplicate keys, tags and keys that are no plain text are faults. At most 100
aliases, 20 levels and 500,000 values: a small file cannot grow into a large one. See https://yaml.org/spec/1.2.2/ .
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from monitor.errors import ConfigError, Problem
from monitor.settings.wording import shown

Loc = tuple[str | int, ...]
"""The way to a value from the top of a file: keys and places in lists, as pydantic gives it."""

MAX_ALIASES = 100
MAX_DEPTH = 20
MAX_VALUES = 500_000

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map")}
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: `value` is text, list, dict, or None where nothing is written; `places` and `keys` are (line, column) from 1."""

    path: Path
    value: object = None
    places: Mapping[Loc, tuple[int, int]] = field(default_factory=dict)
    keys: Mapping[Loc, tuple[int, int]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def readable(self) -> bool:
        """Is there a value to look into, whatever its faults?"""
        return self.value is not None

    def place(self, loc: Loc) -> tuple[int, int]:
        """Where the value stands, or the nearest one around it."""
        while loc and loc not in self.places:
            loc = loc[:-1]
        return self.places.get(loc, (1, 1))

    def key_place(self, loc: Loc) -> tuple[int, int]:
        """Where the key of this value stands; the value itself where it is part of a list."""
        return self.keys.get(loc) or self.place(loc)


def read_sheet(path: Path) -> Sheet:
    """The file with its faults in `problems`; a file that cannot be read at all has no value."""
    try:
        text = _text(path)
    except ConfigError as fault:
        return Sheet(path, problems=fault.problems)
    return written_sheet(text, path)


def written_sheet(text: str, path: Path) -> Sheet:
    """What `read_sheet` gives of a file of this text. `path`: what its faults call it."""
    try:
        _check_characters(text, path)
        _check_size(text, path)
        node = yaml.compose(text, Loader=_LOADER)
        walk = _Walk(path)
        value = None if node is None else walk.value(node, (), 0)
    except ConfigError as fault:
        return Sheet(path, problems=fault.problems)
    except yaml.MarkedYAMLError as fault:
        return Sheet(path, problems=(_syntax(fault, path, text),))
    if value is None:
        walk.problems.append(Problem(str(path), 1, 1, "the file is empty; docs/configuration.md shows what it holds"))
    return Sheet(path, value, walk.places, walk.keys, tuple(walk.problems))


def _refusal(path: Path, line: int, column: int, message: str) -> ConfigError:
    return ConfigError((Problem(str(path), line, column, message),))


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        remedy = "write it (docs/configuration.md), or set MONITOR_CONFIG_DIR to the folder that holds it"
        raise _refusal(path, 1, 1, f"no such file; {remedy}") from None
    except OSError as fault:
        raise _refusal(path, 1, 1, f"cannot be read: {fault.strerror}") from None
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start]
        line, column = before.count(b"\n") + 1, fault.start - before.rfind(b"\n")
        raise _refusal(path, line, column, f"byte {fault.start} is not UTF-8; save the file as UTF-8") from None


def _check_characters(text: str, path: Path) -> None:
    stray = _UNPRINTABLE.search(text)
    if stray:
        line, column = text.count("\n", 0, stray.start()) + 1, stray.start() - text.rfind("\n", 0, stray.start())
        raise _refusal(path, line, column, f"control character U+{ord(stray.group()):04X}; delete it")


def _check_size(text: str, path: Path) -> None:
    """Looks at the stream of events, which needs no stack, before anything is built from it."""
    depth = aliases = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > MAX_DEPTH or aliases > MAX_ALIASES:
            what = f"{MAX_DEPTH} levels" if depth > MAX_DEPTH else f"{MAX_ALIASES} aliases"
            raise _refusal(path, *_start(event), f"more than {what}")


def _syntax(fault: yaml.MarkedYAMLError, path: Path, text: str) -> Problem:
    mark = fault.problem_mark or fault.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    row = text.splitlines()[line : line + 1]
    if row and "\t" in row[0][: column + 1]:
        message = "a tab stands in the indentation; use spaces"
        column = row[0].index("\t")
    else:
        begun = fault.context_mark.line + 1 if fault.context_mark else line + 1
        origin = f" (begun in line {begun})" if begun != line + 1 else ""
        message = f"not valid YAML: {', '.join(filter(None, (fault.context, fault.problem)))}{origin}"
    return Problem(str(path), line + 1, column + 1, message)


class _Walk:
    """Turns nodes into text, lists and dicts, noting places and faults on the way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.places: dict[Loc, tuple[int, int]] = {}
        self.keys: dict[Loc, tuple[int, int]] = {}
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, loc: Loc, depth: int) -> object:
        self.places[loc] = _start(node)
        # An alias is walked again each time it is used: depth and count are what stops one that holds itself or multiplies.
        if depth > MAX_DEPTH or len(self.places) > MAX_VALUES:
            what = f"{MAX_DEPTH} levels" if depth > MAX_DEPTH else f"{MAX_VALUES} values"
            raise _refusal(self.path, *_start(node), f"more than {what}")
        if node.tag not in _TAGS:
            self._fault(node, f"tag {shown(node.tag)} is not understood; write the text itself")
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*loc, place), depth + 1) for place, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return dict(self._entries(node, loc, depth))
        return node.value if node.value or getattr(node, "style", None) else None

    def _entries(self, node: yaml.MappingNode, loc: Loc, depth: int) -> Iterator[tuple[str, object]]:
        first: dict[str, tuple[int, int]] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._fault(key, "a key must be plain text")
                continue
            name = str(key.value)
            if name in first:
                self._fault(key, f"duplicate key {shown(name)}, first given in line {first[name][0]}")
                continue
            first[name] = self.keys[(*loc, name)] = _start(key)
            yield name, self.value(child, (*loc, name), depth + 1)

    def _fault(self, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(str(self.path), *_start(node), message))


def _start(part: yaml.Node | yaml.Event) -> tuple[int, int]:
    mark = part.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
