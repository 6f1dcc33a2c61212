"""`sources.yaml`: where documents come from."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from monitor.settings.countries import ISSUERS, issuer
from monitor.settings.receivers import surroundings
from monitor.settings.secrets import content, filled
from monitor.settings.section import Section, VersionedFile
from monitor.settings.values import Every, Gap, Name, Zone, code_schema
from monitor.settings.wording import did_you_mean, shown
from monitor.sources import checked_selector, coded_sources, reader_names
from monitor.types import Selectors, Source

RANKS = ("aggregator", "news", "leader_post", "agency_release", "implementing_notice", "legal_instrument")
"""Authority of a publisher in words, by its number 0 to 5."""


def _rank(word: object) -> int:
    if word in RANKS:
        return RANKS.index(str(word))
    if word in [str(number) for number in range(len(RANKS))]:
        return int(str(word))
    raise ValueError(f"unknown rank {shown(word)}{did_you_mean(word, RANKS)}; or a number, 0 to 5")


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if url.startswith("imaps:"):
        return _mailbox(url, parts if host else None)
    if not host or parts.scheme not in ("http", "https") or any(sign.isspace() or sign == "\\" for sign in url):
        raise ValueError("is no web address; it must look like https://host/path")
    if parts.username or parts.password:
        raise ValueError("must not hold a user name or password")
    return url


def _mailbox(url: str, parts: SplitResult | None) -> str:
    if parts is None or not parts.username or not url.isascii() or any(sign.isspace() or sign == "\\" for sign in url):
        raise ValueError("is no mailbox; it must look like imaps://user@host/INBOX, with %40 for the @ of a user name")
    if parts.password is not None:
        raise ValueError("must not hold a password; give it with 'password' or 'password_file'")
    return url


def _sender(address: str) -> str:
    if not re.fullmatch(r"[^@\s<>]*@[^@\s<>]+\.[^@\s<>]+", address):
        raise ValueError(f"{shown(address)} is no sender; write an address, or @host for all of a host")
    return address


def _coded_name(name: str) -> str:
    if name in coded_sources():
        return name
    raise ValueError(f"unknown coded source {shown(name)}{did_you_mean(name, sorted(coded_sources()))}")


def _reader_name(name: str) -> str:
    if name in reader_names():
        return name
    raise ValueError(f"unknown reader {shown(name)}{did_you_mean(name, reader_names())}")


Issuer = Annotated[str, PlainValidator(issuer), code_schema(ISSUERS)]
Rank = Annotated[int, PlainValidator(_rank), WithJsonSchema({"enum": [*RANKS, *range(len(RANKS))]})]
CodedName = Annotated[str, AfterValidator(_coded_name)]
ReaderName = Annotated[str, AfterValidator(_reader_name)]
Address = Annotated[str, AfterValidator(_address)]
Selector = Annotated[str, AfterValidator(checked_selector)]
Sender = Annotated[str, AfterValidator(_sender)]
_NEEDS = {"anyOf": [{"required": ["use"]}, {"required": ["name", "url"]}]}


class SelectEntry(Section):
    """What stands where on a watched page, as CSS selectors."""

    items: Annotated[
        Selector, Field(description="One publication each, such as 'ul.news > li'; left out, the page itself is one.")
    ] = ""
    title: Annotated[Selector, Field(description="Its title, inside the item; the words of the link by default.")] = ""
    link: Annotated[Selector, Field(description="Its link, inside the item; the first one by default.")] = ""
    date: Annotated[Selector, Field(description="Its date, inside the item; the first <time> by default.")] = ""
    text: Annotated[
        Selector,
        Field(description="What is read of its page, or of a page that is one publication; the main text by default."),
    ] = ""


class SourceEntry(Section):
    """One source: `use` names one whose record stands in code, and the other keys override it; or else name and address."""

    model_config = ConfigDict(json_schema_extra=lambda schema: schema.update(_NEEDS))

    use: Annotated[
        CodedName | None,
        Field(description="Name of a source that the program knows in full."),
    ] = None
    name: Annotated[
        Name | None, Field(description="What you call it; its documents are remembered under this name.")
    ] = None
    url: Annotated[
        Address | None,
        Field(description="Address of the feed or page, http or https; of a mailbox, imaps://user@host/INBOX."),
    ] = None
    reader: Annotated[
        ReaderName | None,
        Field(
            description="How its answers are read: feed (RSS, Atom: the default), jsonfeed, watched (a page), mailbox, a publisher's own."
        ),
    ] = None
    every: Annotated[Every | None, Field(description="Longest gap between two polls: 1m to 7d; 15m by default.")] = None
    rank: Annotated[
        Rank | None,
        Field(description="Authority of the publisher, by number or word; 1, news, by default."),
    ] = None
    issuer: Annotated[
        Issuer | None,
        Field(description="The publisher's own jurisdiction; left out for news."),
    ] = None
    zone: Annotated[
        Zone | None,
        Field(
            description="Zone of days and hours that its texts name without one; left out for news, whose issuers each have their own."
        ),
    ] = None
    official: Annotated[bool | None, Field(description="Is it the body that decides? false by default.")] = None
    enabled: Annotated[bool | None, Field(description="Is it polled? true by default.")] = None
    page: Annotated[
        bool | None, Field(description="Is each item's page fetched for the full text? false by default.")
    ] = None

    least_items: Annotated[
        int | None,
        Field(ge=0, le=1000, description="Fewest items of a healthy answer, 1 by default; 0: it may be empty."),
    ] = None
    usual_gap: Annotated[
        Gap | None,
        Field(description="How long it is silent at most when all is well: 1h to 365d; nobody knows by default."),
    ] = None
    select: Annotated[SelectEntry | None, Field(description="What stands where on a watched page.")] = None
    senders: Annotated[
        tuple[Sender, ...] | None,
        Field(min_length=1, description="Whose letters count: addresses, or @host for all of a host."),
    ] = None
    password: Annotated[
        str | None, Field(repr=False, description="Of the mailbox; ${NAME} is taken from the environment.")
    ] = None
    password_file: Annotated[
        str | None,
        Field(repr=False, description="A file that holds the password; a relative path starts at this file's folder."),
    ] = None

    @field_validator("password")
    @classmethod
    def _filled(cls, password: str, info: ValidationInfo) -> str:
        return filled(password, surroundings(info).environ, "give the password with 'password_file'")

    @field_validator("password_file")
    @classmethod
    def _read(cls, name: str, info: ValidationInfo) -> str:
        return content(surroundings(info).folder / name, name)

    @model_validator(mode="after")
    def _named_and_addressed(self) -> "SourceEntry":
        lacking = [key for key in ("name", "url") if getattr(self, key) is None]
        if self.use is None and lacking:
            raise ValueError(f"{' and '.join(repr(key) for key in lacking)} missing; or 'use' a coded source")
        return self

    @model_validator(mode="after")
    def _kinds_apart(self) -> "SourceEntry":
        """A watched page and a mailbox each have keys that nothing else has."""
        if self.use is None and (self.reader == "watched") != (self.select is not None):
            raise ValueError("'select' and 'reader: watched' go together")
        mailbox = self.reader == "mailbox"
        given = (self.password is not None) + (self.password_file is not None)
        if self.use is None and mailbox != (self.url or "").startswith("imaps:"):
            raise ValueError("'reader: mailbox' and an address imaps://user@host/INBOX go together")
        if mailbox and (self.senders is None or given != 1):
            raise ValueError("a mailbox needs 'senders', and either 'password' or 'password_file'")
        if not mailbox and (self.senders is not None or given):
            raise ValueError("'senders', 'password' and 'password_file' are for 'reader: mailbox'")
        return self


class SourcesFile(VersionedFile):
    """The sources that are polled."""

    sources: Annotated[tuple[SourceEntry, ...], Field(min_length=1, description="Where documents come from.")]


def sources(file: SourcesFile) -> Iterator[Source]:
    """The sources of the file, in its order."""
    coded_by_name = coded_sources()
    for entry in file.sources:
        given = entry.model_dump(exclude={"use", "select", "password_file"}, exclude_none=True)
        if entry.select is not None:
            given["select"] = Selectors(**entry.select.model_dump())
        if entry.password_file is not None:
            given["password"] = entry.password_file
        yield replace(coded_by_name[entry.use], **given) if entry.use else Source(**given)
