"""The configuration folder as a whole: reads its files, tells all of their faults at once, or gives sources, watches, receivers."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from monitor.errors import ConfigError, Problem
from monitor.policy.naming import authorities, is_known, programmes
from monitor.settings.config import Config
from monitor.settings.environment import Settings, unknown_names
from monitor.settings.manner import Told
from monitor.settings.receivers import CONSOLE, ReceiverEntry, Surroundings
from monitor.settings.secrets import variables
from monitor.settings.section import check
from monitor.settings.sheet import Sheet, read_sheet, written_sheet
from monitor.settings.source_list import SourcesFile, sources
from monitor.settings.watchlists import Fallback, WatchlistFile, fallback_of, service, watches
from monitor.settings.wording import nearest, shown
from monitor.settings.workspaces import Home, astray, homes, password_variables
from monitor.settings.written import addresses_in, passwords_in, receivers_in, repeated_names, repeated_receivers
from monitor.types import Service, Source, Watch, qualified

SOURCES = "sources.yaml"
WATCHLISTS = "watchlists.yaml"
FOLDER = "watchlists"

Checked = tuple[WatchlistFile, Sheet]


@dataclass(frozen=True, slots=True)
class Lists:
    """The watchlist files of one workspace. `checked`: those without faults; `addresses`: as they are written, nothing filled in."""

    home: Home
    checked: tuple[Checked, ...]
    addresses: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()


def load_config(directory: Path, environ: Mapping[str, str], *, secrets: bool = True) -> Config:
    """The configuration in this folder: `sources.yaml`, `watchlists.yaml`, `watchlists/*.yaml`, and the same of each `workspaces/NAME`.

    `secrets=False` looks no address up: every receiver is then the console.
    Raises ConfigError with every fault of every file.
    """
    sheet = read_sheet(directory / SOURCES)
    file, problems = check(SourcesFile, sheet, Surroundings(directory, environ))
    problems += repeated_names([sheet], "sources", ("name", "use"))
    found = () if file is None else tuple(sources(file))
    lists = [_read(home, environ, problems, secrets) for home in homes(directory, problems)]
    zone = _default_zone(environ, problems)
    _refuse(problems)
    rooms = {each.home.workspace: _config(each, zone, found, secrets) for each in lists}
    own = rooms.pop("")
    asked_for = [*passwords_in(sheet), *(address for each in lists for address in each.addresses)]
    used = [name for secret in asked_for for name in variables(secret)] + password_variables(rooms)
    idle = [] if any(source.enabled for source in found) else [Problem(str(sheet.path), 1, 1, "no source is enabled")]
    warnings = (*idle, *own.warnings, *astray(directory), *unknown_names(environ, used))
    return replace(own, warnings=warnings, workspaces=rooms)


def load_watchlist(path: Path, environ: Mapping[str, str], *, secrets: bool = True, workspace: str = "") -> Config:
    """One watchlist file, without sources. `secrets=False` looks no address up: every receiver is then the console.

    `workspace`: whose its watches and receivers are. Raises ConfigError with every fault.
    """
    return _alone(read_sheet(path), Home(path.parent, path.parent, workspace), environ, secrets)


def load_text(
    text: str, name: str, environ: Mapping[str, str], receivers: Iterable[str] = (), *, workspace: str = ""
) -> Config:
    """A watchlist that lies in no file; no address is looked up: every receiver is the console.

    `name`: what its faults call it. `receivers`: those it may name beside its own, by their plain names. `workspace`: whose it is.
    Raises ConfigError with every fault.
    """
    sheet = written_sheet(text, Path(name))
    return _alone(sheet, Home(Path(), Path(), workspace), environ, False, frozenset(receivers))


def texts_of(directory: Path) -> dict[str, str]:
    """The files that `load_config` reads, as they lie there, by their paths within the folder; one that cannot be read is left out."""
    lists = (path for home in homes(directory, []) for path in _watchlist_files(home.base))
    found = {}
    for path in (directory / SOURCES, *lists):
        with suppress(OSError):
            found[path.relative_to(directory).as_posix()] = path.read_bytes().decode("utf-8", "backslashreplace")
    return found


def _watchlist_files(directory: Path) -> list[Path]:
    """The main file first; it may be absent where the folder has files."""
    main, others = directory / WATCHLISTS, sorted((directory / FOLDER).glob("*.yaml"))
    return [main, *others] if main.exists() or not others else others


def _misnamed(directory: Path) -> Iterator[Problem]:
    for path in sorted((directory / FOLDER).glob("*.yml")):
        yield Problem(str(path), 1, 1, "is not read; name it .yaml")


def _read(home: Home, environ: Mapping[str, str], problems: list[Problem], secrets: bool) -> Lists:
    sheets = [read_sheet(path) for path in _watchlist_files(home.base)]
    return replace(
        _checked(sheets, home, environ, problems, secrets),
        addresses=tuple(address for sheet in sheets for address in addresses_in(sheet)),
        warnings=tuple(_misnamed(home.base)),
    )


def _alone(
    sheet: Sheet, home: Home, environ: Mapping[str, str], secrets: bool, known: frozenset[str] = frozenset()
) -> Config:
    problems: list[Problem] = []
    lists = _checked([sheet], home, environ, problems, secrets, known)
    zone = _default_zone(environ, problems)
    _refuse(problems)
    return _config(lists, zone, (), secrets, known)


def _checked(
    sheets: Sequence[Sheet],
    home: Home,
    environ: Mapping[str, str],
    problems: list[Problem],
    secrets: bool,
    known: frozenset[str] = frozenset(),
) -> Lists:
    """All files of a workspace together: a receiver of one may be named in another. `known`: receivers that stand in none of them."""
    names = frozenset({CONSOLE.name, *known}.union(*(receivers_in(sheet) for sheet in sheets)))
    checked: list[Checked] = []
    for sheet in sheets:
        around = Surroundings(sheet.path.parent, environ, names, secrets, home if home.workspace else None)
        file, faults = check(WatchlistFile, sheet, around)
        problems += faults
        checked += [] if file is None else [(file, sheet)]
    problems += [*repeated_names(sheets, "watches"), *repeated_receivers(sheets), *_repeated_service(checked)]
    return Lists(home, tuple(checked))


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise ConfigError(tuple(sorted(problems, key=lambda fault: (fault.file, fault.line, fault.column))))


def _config(
    lists: Lists, zone: str, listed: tuple[Source, ...], secrets: bool, known: frozenset[str] = frozenset()
) -> Config:
    """What the files of one workspace say, its receivers by their names in all of the program."""
    checked, workspace = lists.checked, lists.home.workspace
    entries = {name: entry for file, _ in checked for name, entry in file.receivers.items()}
    fallback = Fallback(Told(zone), tuple(entries) or tuple(sorted(known)) or (CONSOLE.name,))
    found = tuple(_watches(checked, lists.home, fallback, entries))
    warnings = (*_unused(checked, found), *(problem for file, sheet in checked for problem in _unknown(file, sheet)))
    own = [replace(CONSOLE, name=qualified(workspace, CONSOLE.name))]
    own += [entry.receiver(qualified(workspace, name), secrets=secrets) for name, entry in entries.items()]
    return Config(
        listed,
        tuple(replace(watch, receivers=_own(watch.receivers, workspace), workspace=workspace) for watch in found),
        {receiver.name: receiver for receiver in own},
        (*warnings, *lists.warnings),
        _service(checked, fallback, workspace),
    )


def _own(receivers: Iterable[str], workspace: str) -> tuple[str, ...]:
    return tuple(qualified(workspace, name) for name in receivers)


def _repeated_service(checked: Sequence[Checked]) -> Iterator[Problem]:
    given = [sheet for file, sheet in checked if file.service is not None]
    for sheet in given[1:]:
        line, column = sheet.key_place(("service",))
        yield Problem(str(sheet.path), line, column, f"service: stands in {given[0].path.name} already; leave one out")


def _service(checked: Sequence[Checked], fallback: Fallback, workspace: str) -> Service:
    """As the one file says that says anything, in its own zone, or else in that of the first."""
    files = [file for file, _ in checked]
    file = next((file for file in files if file.service is not None), files[0] if files else None)
    own = fallback if file is None else fallback_of(file, fallback)
    said = service(None if file is None else file.service, own, fallback.receivers)
    receivers, known = _own(said.receivers, workspace), _own(said.known, workspace)
    return replace(said, workspace=workspace, receivers=receivers, known=known)


def _default_zone(environ: Mapping[str, str], problems: list[Problem]) -> str:
    try:
        return Settings(environ).timezone
    except ConfigError as fault:
        problems += fault.problems
        return "UTC"


def _watches(
    checked: Sequence[Checked], home: Home, fallback: Fallback, receivers: Mapping[str, ReceiverEntry]
) -> Iterator[Watch]:
    """What the main file says by default holds for the files of the folder that say nothing."""
    for file, sheet in checked:
        own = fallback_of(file, fallback)
        if sheet.path.parent == home.base:
            fallback = own
        yield from watches(file, sheet, sheet.path.relative_to(home.top).as_posix(), own, receivers)


def _unused(checked: Sequence[Checked], found: Sequence[Watch]) -> Iterator[Problem]:
    if not found:
        yield Problem(str(checked[0][1].path), 1, 1, "there is no watch: nobody will be told anything")
    used = {name for watch in found for name in watch.receivers}
    for file, sheet in checked:
        for name in file.receivers:
            if found and name not in used:
                line, column = sheet.key_place(("receivers", name))
                yield Problem(str(sheet.path), line, column, f"receivers.{name}: no watch sends to it")


def _unknown(file: WatchlistFile, sheet: Sheet) -> Iterator[Problem]:
    """Names that no table holds are looked for as written; one that looks like a slip is told."""
    for number, watch in enumerate(file.watches):
        for key, known in (("authorities", authorities()), ("programmes", programmes())):
            for place, name in enumerate(getattr(watch, key)):
                close = _slip(name, known)
                if close is not None:
                    line, column = sheet.place(("watches", number, key, place))
                    message = f"{shown(name)} is not known and is looked for as written, did you mean '{close}'?"
                    yield Problem(str(sheet.path), line, column, f"watches.{number}.{key}.{place}: {message}")


def _slip(name: str, known: Sequence[str]) -> str | None:
    """The known name that was probably meant. Other figures are another thing: section 337 is no slip for section 338."""
    close = None if is_known(name) else nearest(name, known, cutoff=0.7)
    figures = [re.sub(r"\D", "", word) for word in (name, close or "")]
    return close if figures[0] == figures[1] else None
