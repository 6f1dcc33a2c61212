"""Documents handed to the command line: JSON Lines, plain text and HTML files, standard input."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from monitor.errors import ParseError, ReadError, UsageError
from monitor.shown.said import moment
from monitor.types import Document

PLAIN = {".txt", ".md", ".html", ".htm"}


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that is no document; the others are read all the same."""

    id: str | None
    error: str


def documents(files: list[Path], published: str | None) -> Iterator[Document | Broken]:
    """One Document or Broken for each line of JSON Lines input, and one for each plain file. No file: standard input.

    Raises UsageError for a file that is missing or needs `--published`.
    """
    if not files:
        yield from (found for _, found in _lines(sys.stdin.buffer))
    for path in files:
        if path.suffix.lower() in PLAIN:
            yield _plain(path, _body(path), published)
        else:
            yield from (found for _, found in lines(path))


def lines(path: Path) -> Iterator[tuple[int, Document | Broken]]:
    """One Document or Broken for each line of a file of JSON Lines, and where in the file the line begins. Raises UsageError."""
    try:
        with path.open("rb") as file:
            yield from _lines(file)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error


def _body(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error


def _lines(file: Iterable[bytes]) -> Iterator[tuple[int, Document | Broken]]:
    offset = 0
    for number, line in enumerate(file, 1):
        raw, at = line.removesuffix(b"\n"), offset
        offset += len(line)
        if not raw.strip():
            continue
        fields: Any = None
        try:
            fields = json.loads(raw)
            found: Document | Broken = document(fields)
        except (ReadError, ValueError, RecursionError) as error:
            name = fields.get("id") if isinstance(fields, dict) else None
            found = Broken(name if isinstance(name, str) else None, f"line {number}: {_plain_words(error)}")
        yield at, found


def _plain_words(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not valid JSON: {error.msg} at character {error.pos + 1}"
    if isinstance(error, UnicodeDecodeError):
        return f"not valid UTF-8 at byte {error.start + 1}"
    return str(error) or type(error).__name__


def document(fields: Any) -> Document:
    """A Document from the fields of contract `extract --json`. Raises ReadError naming the field that is wrong."""
    if not isinstance(fields, dict):
        raise ReadError("a document is a JSON object")
    missing = [name for name in ("id", "text", "published") if fields.get(name) is None]
    if missing:
        raise ReadError(f"missing: {', '.join(missing)}")
    for name in ("id", "text", "title", "source", "url", "issuer", "zone", "published", "signed"):
        if fields.get(name) is not None and not isinstance(fields[name], str):
            raise ReadError(f"{name} must be text")
    published, day_only = moment(fields["published"])
    official = fields.get("official") is True
    signed = _day(fields["signed"]) if fields.get("signed") else None
    return Document(
        id=fields["id"],
        source=fields.get("source") or "",
        url=fields.get("url") or "",
        title=fields.get("title") or "",
        text=fields["text"],
        published=published,
        signed=signed,
        official=official,
        rank=_rank(fields.get("rank"), official=official, signed=signed is not None),
        issuer=fields.get("issuer"),
        zone=_zone(fields.get("zone")),
        day_only=day_only,
    )


def _rank(given: Any, *, official: bool, signed: bool) -> int:
    """The publisher's authority; unsaid, a signed official text is an instrument, another official one a release, the rest news."""
    if given is None:
        return (5 if signed else 3) if official else 1
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= 5:
        raise ReadError("rank must be 0 to 5")
    return given


def _zone(name: str | None) -> str | None:
    from zoneinfo import ZoneInfo

    if name is not None:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ReadError(f"zone {name!r} is no IANA time zone") from error
    return name


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ReadError(f"signed {value!r} is no day such as 2025-08-06") from error


def _plain(path: Path, body: bytes, published: str | None) -> Document | Broken:
    """A text, Markdown or HTML file. A front matter block is metadata: it may hold title, date and published_time."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Broken(path.name, f"{path}: not valid UTF-8 at byte {error.start + 1}")
    front, text = _front_matter(text)
    when = published or front.get("published_time") or front.get("published") or front.get("date")
    if when is None:
        raise UsageError(f"{path}: when was it published? add --published 2025-08-07")
    if path.suffix.lower() in {".html", ".htm"}:
        text = _page_text(path, body, when)
    fields = {"id": path.name, "text": text, "published": when.replace(" ", "T"), "title": front.get("title", "")}
    signed = front.get("signed") or (front.get("date") if "published_time" in front else None)
    try:
        return document(fields | {"signed": signed, "official": front.get("official") == "true"})
    except ReadError as error:
        raise UsageError(f"{path}: {error}") from error


def _page_text(path: Path, body: bytes, when: str) -> str:
    """The main text of a web page, read as the pages behind feeds are."""
    from monitor import sources
    from monitor.types import Item, Source

    page = sources.reader("feed").document
    assert page is not None
    published, _ = moment(when.replace(" ", "T"))
    try:
        return page(
            Item(path.as_uri() if path.is_absolute() else str(path), path.name, "", published), body, Source("", "")
        ).text
    except ParseError as error:
        raise UsageError(f"{path}: {error}") from error


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    import yaml

    found = re.match(r"---\r?\n(.*?)\r?\n---\r?\n", text, re.DOTALL)
    if not found:
        return {}, text
    try:
        fields = yaml.load(found[1], yaml.BaseLoader)  # noqa: S506  BaseLoader builds text only
    except yaml.YAMLError:
        return {}, text
    known = {key: value for key, value in fields.items() if isinstance(value, str)} if isinstance(fields, dict) else {}
    return known, text[found.end() :]
