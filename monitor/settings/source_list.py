"""`sources.yaml`: where documents come from."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator

from monitor.settings.countries import ISSUERS, issuer
from monitor.settings.section import Section, VersionedFile
from monitor.settings.values import Every, Name, Zone, code_schema
from monitor.settings.wording import did_you_mean, shown
from monitor.sources import coded_sources, reader_names
from monitor.types import Source

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
    if not host or parts.scheme not in ("http", "https") or any(sign.isspace() or sign == "\\" for sign in url):
        raise ValueError("is no web address; it must look like https://host/path")
    if parts.username or parts.password:
        raise ValueError("must not hold a user name or password")
    return url


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
_NEEDS = {"anyOf": [{"required": ["use"]}, {"required": ["name", "url"]}]}


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
    url: Annotated[Address | None, Field(description="Address of the feed, http or https.")] = None
    reader: Annotated[
        ReaderName | None,
        Field(description="How its answers are read: feed (RSS and Atom, the default), jsonfeed, or a coded reader."),
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

    @model_validator(mode="after")
    def _named_and_addressed(self) -> "SourceEntry":
        lacking = [key for key in ("name", "url") if getattr(self, key) is None]
        if self.use is None and lacking:
            raise ValueError(f"{' and '.join(repr(key) for key in lacking)} missing; or 'use' a coded source")
        return self


class SourcesFile(VersionedFile):
    """The sources that are polled."""

    sources: Annotated[tuple[SourceEntry, ...], Field(min_length=1, description="Where documents come from.")]


def sources(file: SourcesFile) -> Iterator[Source]:
    """The sources of the file, in its order."""
    coded_by_name = coded_sources()
    for entry in file.sources:
        given = entry.model_dump(exclude={"use"}, exclude_none=True)
        yield replace(coded_by_name[entry.use], **given) if entry.use else Source(**given)
