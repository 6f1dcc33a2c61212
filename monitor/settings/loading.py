"""The configuration folder as a whole: reads its files, tells all of their faults at once, or gives sources, watches, receivers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from monitor.errors import ConfigError, Problem
from monitor.settings.environment import Settings, unknown_names
from monitor.settings.receivers import CONSOLE, Surroundings
from monitor.settings.secrets import variables
from monitor.settings.section import check
from monitor.settings.sheet import Sheet, read_sheet
from monitor.settings.source_list import SourcesFile, sources
from monitor.settings.watchlists import Fallback, WatchlistFile, fallback_of, watches
from monitor.settings.written import addresses_in, passwords_in, receivers_in, repeated_names, repeated_receivers
from monitor.types import Receiver, Source, Watch

SOURCES = "sources.yaml"
WATCHLISTS = "watchlists.yaml"
FOLDER = "watchlists"

Checked = tuple[WatchlistFile, Sheet]


@dataclass(frozen=True, slots=True)
class Config:
    """All that the configuration files say. `warnings`: what works but is probably not meant."""

    sources: tuple[Source, ...]
    watches: tuple[Watch, ...]
    receivers: dict[str, Receiver]
    warnings: tuple[Problem, ...] = ()


def load_config(directory: Path, environ: Mapping[str, str]) -> Config:
    """The configuration in this folder: `sources.yaml`, `watchlists.yaml` and `watchlists/*.yaml`.

    Raises ConfigError with every fault of every file.
    """
    sheet = read_sheet(directory / SOURCES)
    file, problems = check(SourcesFile, sheet, Surroundings(directory, environ))
    problems += repeated_names([sheet], "sources", ("name", "use"))
    found = () if file is None else tuple(sources(file))
    sheets = [read_sheet(path) for path in _watchlist_files(directory)]
    listed = _listed(sheets, directory, environ, problems)
    secrets = [*passwords_in(sheet), *(address for each in sheets for address in addresses_in(each))]
    used = [name for secret in secrets for name in variables(secret)]
    idle = [] if any(source.enabled for source in found) else [Problem(str(sheet.path), 1, 1, "no source is enabled")]
    warnings = (*idle, *listed.warnings, *_misnamed(directory), *unknown_names(environ, used))
    return Config(found, listed.watches, listed.receivers, warnings)


def load_watchlist(path: Path, environ: Mapping[str, str], *, secrets: bool = True) -> Config:
    """One watchlist file, without sources. `secrets=False` looks no address up: every receiver is then the console.

    Raises ConfigError with every fault.
    """
    return _listed([read_sheet(path)], path.parent, environ, [], secrets)


def _watchlist_files(directory: Path) -> list[Path]:
    """The main file first; it may be absent where the folder has files."""
    main, others = directory / WATCHLISTS, sorted((directory / FOLDER).glob("*.yaml"))
    return [main, *others] if main.exists() or not others else others


def _misnamed(directory: Path) -> Iterator[Problem]:
    for path in sorted((directory / FOLDER).glob("*.yml")):
        yield Problem(str(path), 1, 1, "is not read; name it .yaml")


def _listed(
    sheets: Sequence[Sheet],
    base: Path,
    environ: Mapping[str, str],
    problems: list[Problem],
    secrets: bool = True,
) -> Config:
    """All watchlist files together: a receiver of one may be named in another. Raises ConfigError with these problems too."""
    names = frozenset({CONSOLE.name}.union(*(receivers_in(sheet) for sheet in sheets)))
    checked: list[Checked] = []
    for sheet in sheets:
        file, faults = check(WatchlistFile, sheet, Surroundings(sheet.path.parent, environ, names, secrets))
        problems += faults
        checked += [] if file is None else [(file, sheet)]
    problems += [*repeated_names(sheets, "watches"), *repeated_receivers(sheets)]
    zone = _default_zone(environ, problems)
    if problems:
        raise ConfigError(tuple(sorted(problems, key=lambda fault: (fault.file, fault.line, fault.column))))
    own = {name: Receiver(name, entry.address) for file, _ in checked for name, entry in file.receivers.items()}
    found = tuple(_watches(checked, base, Fallback(zone, tuple(own) or (CONSOLE.name,))))
    return Config((), found, {CONSOLE.name: CONSOLE} | own, tuple(_unused(checked, found)))


def _default_zone(environ: Mapping[str, str], problems: list[Problem]) -> str:
    try:
        return Settings(environ).timezone
    except ConfigError as fault:
        problems += fault.problems
        return "UTC"


def _watches(checked: Sequence[Checked], base: Path, fallback: Fallback) -> Iterator[Watch]:
    """What the main file says by default holds for the files of the folder that say nothing."""
    for file, sheet in checked:
        own = fallback_of(file, fallback)
        if sheet.path.parent == base:
            fallback = own
        yield from watches(file, sheet, sheet.path.relative_to(base).as_posix(), own)


def _unused(checked: Sequence[Checked], found: Sequence[Watch]) -> Iterator[Problem]:
    if not found:
        yield Problem(str(checked[0][1].path), 1, 1, "there is no watch: nobody will be told anything")
    used = {name for watch in found for name in watch.receivers}
    for file, sheet in checked:
        for name in file.receivers:
            if found and name not in used:
                line, column = sheet.key_place(("receivers", name))
                yield Problem(str(sheet.path), line, column, f"receivers.{name}: no watch sends to it")
