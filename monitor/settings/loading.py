"""The configuration folder as a whole: reads its files, tells all of their faults at once, or gives sources, watches, receivers."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from monitor.errors import ConfigError, Problem
from monitor.policy import Watchlist
from monitor.policy.naming import authorities, is_known, programmes
from monitor.settings.environment import Settings, unknown_names
from monitor.settings.manner import Told
from monitor.settings.receivers import CONSOLE, ReceiverEntry, Surroundings
from monitor.settings.secrets import variables
from monitor.settings.section import check
from monitor.settings.sheet import Sheet, read_sheet, written_sheet
from monitor.settings.source_list import SourcesFile, sources
from monitor.settings.watchlists import Fallback, WatchlistFile, fallback_of, service, watches
from monitor.settings.wording import nearest, shown
from monitor.settings.written import addresses_in, passwords_in, receivers_in, repeated_names, repeated_receivers
from monitor.types import Receiver, Service, Source, Watch

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
    service: Service = field(default_factory=Service)

    @property
    def watch_names(self) -> tuple[str, ...]:
        """Each watch once, also one whose receivers are told in different manners."""
        return tuple(dict.fromkeys(watch.name for watch in self.watches))


def load_config(directory: Path, environ: Mapping[str, str], *, secrets: bool = True) -> Config:
    """The configuration in this folder: `sources.yaml`, `watchlists.yaml` and `watchlists/*.yaml`.

    `secrets=False` looks no address up: every receiver is then the console.
    Raises ConfigError with every fault of every file.
    """
    sheet = read_sheet(directory / SOURCES)
    file, problems = check(SourcesFile, sheet, Surroundings(directory, environ))
    problems += repeated_names([sheet], "sources", ("name", "use"))
    found = () if file is None else tuple(sources(file))
    sheets = [read_sheet(path) for path in _watchlist_files(directory)]
    listed = _listed(sheets, directory, environ, problems, secrets)
    asked_for = [*passwords_in(sheet), *(address for each in sheets for address in addresses_in(each))]
    used = [name for secret in asked_for for name in variables(secret)]
    idle = [] if any(source.enabled for source in found) else [Problem(str(sheet.path), 1, 1, "no source is enabled")]
    warnings = (*idle, *listed.warnings, *_misnamed(directory), *unknown_names(environ, used))
    return Config(found, listed.watches, listed.receivers, warnings, listed.service)


def load_watchlist(path: Path, environ: Mapping[str, str], *, secrets: bool = True) -> Config:
    """One watchlist file, without sources. `secrets=False` looks no address up: every receiver is then the console.

    Raises ConfigError with every fault.
    """
    return _listed([read_sheet(path)], path.parent, environ, [], secrets)


def load_text(text: str, name: str, environ: Mapping[str, str], receivers: Iterable[str] = ()) -> Config:
    """A watchlist that lies in no file; no address is looked up: every receiver is the console.

    `name`: what its faults call it. `receivers`: those it may name beside its own. Raises ConfigError with every fault.
    """
    return _listed([written_sheet(text, Path(name))], Path(), environ, [], False, frozenset(receivers))


def texts_of(directory: Path) -> dict[str, str]:
    """The files that `load_config` reads, as they lie there, by their paths within the folder; one that cannot be read is left out."""
    found = {}
    for path in (directory / SOURCES, *_watchlist_files(directory)):
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


def _listed(
    sheets: Sequence[Sheet],
    base: Path,
    environ: Mapping[str, str],
    problems: list[Problem],
    secrets: bool = True,
    known: frozenset[str] = frozenset(),
) -> Config:
    """All watchlist files together: a receiver of one may be named in another. Raises ConfigError with these problems too.

    `known`: receivers that stand in none of them.
    """
    names = frozenset({CONSOLE.name, *known}.union(*(receivers_in(sheet) for sheet in sheets)))
    checked: list[Checked] = []
    for sheet in sheets:
        file, faults = check(WatchlistFile, sheet, Surroundings(sheet.path.parent, environ, names, secrets))
        problems += faults
        checked += [] if file is None else [(file, sheet)]
    problems += [*repeated_names(sheets, "watches"), *repeated_receivers(sheets), *_repeated_service(checked)]
    zone = _default_zone(environ, problems)
    if problems:
        raise ConfigError(tuple(sorted(problems, key=lambda fault: (fault.file, fault.line, fault.column))))
    entries = {name: entry for file, _ in checked for name, entry in file.receivers.items()}
    own = {name: entry.receiver(name, secrets=secrets) for name, entry in entries.items()}
    fallback = Fallback(Told(zone), tuple(own) or tuple(sorted(known)) or (CONSOLE.name,))
    found = Watchlist(_watches(checked, base, fallback, entries))
    warnings = (*_unused(checked, found), *(problem for file, sheet in checked for problem in _unknown(file, sheet)))
    return Config((), found, {CONSOLE.name: CONSOLE} | own, warnings, _service(checked, fallback))


def _repeated_service(checked: Sequence[Checked]) -> Iterator[Problem]:
    given = [sheet for file, sheet in checked if file.service is not None]
    for sheet in given[1:]:
        line, column = sheet.key_place(("service",))
        yield Problem(str(sheet.path), line, column, f"service: stands in {given[0].path.name} already; leave one out")


def _service(checked: Sequence[Checked], fallback: Fallback) -> Service:
    """As the one file says that says anything, in its own zone, or else in that of the first."""
    files = [file for file, _ in checked]
    file = next((file for file in files if file.service is not None), files[0] if files else None)
    own = fallback if file is None else fallback_of(file, fallback)
    return service(None if file is None else file.service, own, fallback.receivers)


def _default_zone(environ: Mapping[str, str], problems: list[Problem]) -> str:
    try:
        return Settings(environ).timezone
    except ConfigError as fault:
        problems += fault.problems
        return "UTC"


def _watches(
    checked: Sequence[Checked], base: Path, fallback: Fallback, receivers: Mapping[str, ReceiverEntry]
) -> Iterator[Watch]:
    """What the main file says by default holds for the files of the folder that say nothing."""
    for file, sheet in checked:
        own = fallback_of(file, fallback)
        if sheet.path.parent == base:
            fallback = own
        yield from watches(file, sheet, sheet.path.relative_to(base).as_posix(), own, receivers)


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
