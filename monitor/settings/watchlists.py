"""`watchlists.yaml`: who wants to hear what, and where."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, PlainValidator, ValidationInfo, WithJsonSchema, field_validator

from monitor.policy.naming import authorities, programmes
from monitor.settings.countries import country
from monitor.settings.manner import NONE, DigestText, Manner, PlacedManner, Told, manners
from monitor.settings.receivers import CONSOLE, ReceiverEntry, surroundings
from monitor.settings.section import Section, VersionedFile
from monitor.settings.sheet import Sheet
from monitor.settings.values import Code, Language, LeadText, Name, Word, Zone, code_schema, one_of
from monitor.settings.wording import shown
from monitor.types import DeadlineKind, Digest, Firmness, Lead, MeasureKind, Service, Watch
from monitor.types.countries import BLOCS, COUNTRIES

T = TypeVar("T")

LADDER = (Lead(days=30), Lead(days=7), Lead(hours=48), Lead(hours=24), Lead(hours=4))
"""Reminders of a watch that asks for none in particular."""

WEEKLY = Digest((time(9),), (0,))
"""When it is told that the monitor still watches, unless somebody says otherwise."""

Country = Annotated[str, PlainValidator(country), code_schema([*COUNTRIES, *BLOCS])]


def _known_receiver(name: str, info: ValidationInfo) -> str:
    around = surroundings(info)
    if name in around.receivers:
        return name
    known = ", ".join(sorted(around.receivers))
    raise ValueError(f"unknown receiver {shown(name)}; known: {known}")


ReceiverName = Annotated[str, AfterValidator(_known_receiver)]
ReceiverNames = Annotated[tuple[ReceiverName, ...] | None, Field(min_length=1)]
Leads = tuple[LeadText, ...] | None


def _suggested(names: Iterable[str]) -> WithJsonSchema:
    """Any text will do, and editors offer these."""
    return WithJsonSchema({"anyOf": [{"type": "string", "enum": sorted(names)}, {"type": ["string", "number"]}]})


Authority = Annotated[str, Field(min_length=1), _suggested(authorities())]
Programme = Annotated[str, Field(min_length=1), _suggested(programmes())]


class Keywords(Section):
    """Words looked for in title, text and measure, upper and lower case alike."""

    any: Annotated[tuple[Word, ...], Field(min_length=1, description="At least one of these.")] = ()
    all: Annotated[tuple[Word, ...], Field(min_length=1, description="All of these.")] = ()
    not_: Annotated[tuple[Word, ...], Field(min_length=1, alias="not", description="None of these.")] = ()


class Defaults(Manner):
    """What holds for watches that do not say otherwise."""

    remind: Annotated[Leads, Field(description="Reminders before a deadline: days (30d) or hours (48h).")] = None
    receivers: Annotated[ReceiverNames, Field(description="Names of receivers.")] = None
    language: Annotated[Language | None, Field(description="Language of dates in messages.")] = None


class WatchEntry(PlacedManner):
    """One watch. A key that is left out does not restrict."""

    name: Annotated[str, Field(min_length=1, max_length=120, description="What you call it; alerts quote it.")]
    countries: Annotated[
        tuple[Country, ...],
        Field(min_length=1, description="ISO 3166-1 alpha-2 codes, EU, UK, UN or ALL: who imposes or who is hit."),
    ] = ()
    measures: Annotated[
        tuple[Annotated[MeasureKind, one_of(MeasureKind, "measure")], ...],
        Field(min_length=1, description="Families of measures."),
    ] = ()
    kinds: Annotated[
        tuple[Annotated[DeadlineKind, one_of(DeadlineKind, "kind")], ...],
        Field(min_length=1, description="Kinds of deadlines."),
    ] = ()
    authorities: Annotated[
        tuple[Authority, ...], Field(min_length=1, description="Who acts, such as USTR, OFAC or EU-Council.")
    ] = ()
    programmes: Annotated[
        tuple[Programme, ...],
        Field(min_length=1, description="Legal powers and sanctions programmes, such as section 301, IEEPA or Russia."),
    ] = ()
    instruments: Annotated[
        tuple[Word, ...], Field(min_length=1, description="Legal instruments, such as EO 14257, GL 124 or 833/2014.")
    ] = ()
    codes: Annotated[
        tuple[Code, ...], Field(min_length=1, description="HTS or CN codes or their beginnings, with dots or without.")
    ] = ()
    products: Annotated[
        tuple[Word, ...], Field(min_length=1, description="Goods by their names; the plural is found too.")
    ] = ()
    keywords: Keywords = Keywords()
    min_firmness: Annotated[
        Firmness, one_of(Firmness, "firmness"), Field(description="How firm the words must be.")
    ] = Firmness.SAID
    min_confidence: Annotated[
        float, Field(ge=0, le=1, allow_inf_nan=False, description="How sure the reading must be, 0 to 1.")
    ] = 0.0
    remind: Annotated[Leads, Field(description="Reminders before a deadline; [] for none.")] = None
    receivers: Annotated[ReceiverNames, Field(description="Names of receivers.")] = None
    language: Annotated[Language | None, Field(description="Language of dates in messages.")] = None


class ServiceEntry(Section):
    """What the monitor tells of itself: that it still watches, sources that fail, messages given up."""

    receivers: Annotated[ReceiverNames, Field(description="Who hears of it; left out: all receivers.")] = None
    summary: Annotated[
        DigestText, Field(description="When the word comes that all is well: Mon 09:00 if left out; none for never.")
    ] = None
    timezone: Annotated[Zone | None, Field(description="Zone of these times.")] = None


class WatchlistFile(VersionedFile):
    """Watches, the receivers they name, and what holds for all of them."""

    timezone: Annotated[Zone | None, Field(description="Zone of watches that name none.")] = None
    receivers: Annotated[
        dict[Name, ReceiverEntry], Field(default_factory=dict, description="Where alerts can go, by name.")
    ]
    service: Annotated[ServiceEntry | None, Field(description="What the monitor tells of itself.")] = None
    defaults: Defaults = Defaults()
    watches: Annotated[tuple[WatchEntry, ...], Field(description="What to watch.")] = ()

    @field_validator("receivers")
    @classmethod
    def _console_is_taken(cls, receivers: dict[str, ReceiverEntry]) -> dict[str, ReceiverEntry]:
        if CONSOLE.name in receivers:
            raise ValueError(f"'{CONSOLE.name}' is always there; choose another name")
        return receivers


@dataclass(frozen=True, slots=True)
class Fallback:
    """What a watch gets where neither it nor its file says."""

    told: Told
    receivers: tuple[str, ...]
    leads: tuple[Lead, ...] = LADDER
    language: str = "en"


def fallback_of(file: WatchlistFile, beyond: Fallback) -> Fallback:
    """What the watches of this file fall back on, where the file says so, and else what lies beyond it."""
    remind, receivers = file.defaults.remind, file.defaults.receivers
    return Fallback(
        replace(beyond.told, zone=file.timezone or beyond.told.zone).then(file.defaults),
        beyond.receivers if receivers is None else _once(receivers),
        beyond.leads if remind is None else _once(remind),
        file.defaults.language or beyond.language,
    )


def watches(
    file: WatchlistFile, sheet: Sheet, shown_as: str, fallback: Fallback, receivers: Mapping[str, Manner]
) -> Iterator[Watch]:
    """The watches of one file. `shown_as`: what alerts call the file. `receivers`: those of all files.

    A watch whose receivers are told in different manners comes once for each manner.
    """
    for number, entry in enumerate(file.watches):
        line, _ = sheet.place(("watches", number))
        watch = _watch(entry, f"{shown_as}:{line}", fallback)
        for names, told in manners(watch.receivers, fallback.told.then(entry), receivers):
            yield replace(
                watch, receivers=names, zone=told.zone, urgency=told.urgency, quiet=told.quiet, digest=told.digest
            )


def service(entry: ServiceEntry | None, fallback: Fallback, known: Sequence[str]) -> Service:
    """Who hears of the monitor itself; all receivers, every Monday morning, where nothing else is said."""
    said = entry or ServiceEntry()
    summary = WEEKLY if said.summary is None else None if said.summary == NONE else said.summary
    receivers = tuple(known) if said.receivers is None else _once(said.receivers)
    return Service(receivers, said.timezone or fallback.told.zone, summary, tuple(known))


def _watch(entry: WatchEntry, line: str, fallback: Fallback) -> Watch:
    return Watch(
        name=entry.name,
        receivers=fallback.receivers if entry.receivers is None else _once(entry.receivers),
        countries=_both_codes(entry.countries),
        measures=_once(entry.measures),
        kinds=_once(entry.kinds),
        any_words=_once(entry.keywords.any),
        all_words=_once(entry.keywords.all),
        not_words=_once(entry.keywords.not_),
        min_firmness=entry.min_firmness,
        min_confidence=entry.min_confidence,
        leads=fallback.leads if entry.remind is None else _once(entry.remind),
        line=line,
        authorities=_once(entry.authorities),
        programmes=_once(entry.programmes),
        instruments=_once(entry.instruments),
        codes=_once(entry.codes),
        products=_once(entry.products),
        language=entry.language or fallback.language,
    )


def _both_codes(countries: Sequence[str]) -> tuple[str, ...]:
    """The United Kingdom is UK as an issuer and GB as a target: whoever watches one means both."""
    uk = ("GB", "UK")
    return _once(code for named in countries for code in (uk if named in uk else (named,)))


def _once(words: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(words))
