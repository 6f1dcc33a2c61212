"""What stands in a file as it is written, whatever its faults: names are compared even where the file is refused. **Pure.**"""

from collections.abc import Iterator, Mapping, Sequence

from monitor.errors import Problem
from monitor.settings.receivers import SECRETS
from monitor.settings.sheet import Loc, Sheet
from monitor.settings.wording import shown


def receivers_in(sheet: Sheet) -> Mapping[str, object]:
    """Receivers by name."""
    written = sheet.value.get("receivers") if isinstance(sheet.value, dict) else None
    return written if isinstance(written, dict) else {}


def addresses_in(sheet: Sheet) -> Iterator[str]:
    """The receivers' addresses, with nothing filled in."""
    for entry in receivers_in(sheet).values():
        if isinstance(entry, dict):
            yield from (entry[key] for key in SECRETS if isinstance(entry.get(key), str))


def passwords_in(sheet: Sheet) -> Iterator[str]:
    """The mailboxes' passwords, with nothing filled in."""
    yield from (entry["password"] for _, entry in _entries(sheet, "sources") if isinstance(entry.get("password"), str))


def repeated_receivers(sheets: Sequence[Sheet]) -> Iterator[Problem]:
    """Receivers that bear the name of one in an earlier file."""
    yield from _repeated((sheet, name, ("receivers", name)) for sheet in sheets for name in receivers_in(sheet))


def repeated_names(sheets: Sequence[Sheet], section: str, keys: Sequence[str] = ("name",)) -> Iterator[Problem]:
    """Entries of a list that bear the name of an earlier one. The first of `keys` that is given holds the name."""
    yield from _repeated(
        (sheet, entry[key], (section, number, key))
        for sheet in sheets
        for number, entry in _entries(sheet, section)
        for key in [key for key in keys if isinstance(entry.get(key), str)][:1]
    )


def _entries(sheet: Sheet, section: str) -> Iterator[tuple[int, dict[str, str]]]:
    listed = sheet.value.get(section) if isinstance(sheet.value, dict) else None
    for number, entry in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(entry, dict):
            yield number, entry


def _repeated(names: Iterator[tuple[Sheet, str, Loc]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for sheet, name, loc in names:
        line, column = sheet.place(loc) if isinstance(loc[1], int) else sheet.key_place(loc)
        if name in first:
            message = f"duplicate name {shown(name)}, first given in {first[name]}"
            yield Problem(str(sheet.path), line, column, message)
        first.setdefault(name, f"{sheet.path.name}:{line}")
