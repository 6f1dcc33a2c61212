"""Receivers: where alerts go. Their addresses hold secrets: no message here shows more of one than its scheme."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, cast

from pydantic import Field, ValidationInfo, field_validator, model_validator

from monitor.settings.secrets import content, filled
from monitor.settings.section import Section
from monitor.types import Receiver

CONSOLE = Receiver("console", "console://")
"""Writes alerts to the program's own output; it is always there."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S*")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a watchlist may refer to. `folder`: where `file:` paths start. `receivers`: all names of all files.

    `secrets`: are addresses looked up? If not, every receiver is the console.
    """

    folder: Path
    environ: Mapping[str, str] = field(repr=False)
    receivers: frozenset[str] = frozenset()
    secrets: bool = True


class ReceiverEntry(Section):
    """Where alerts go: an address, or a file that holds one. Once checked, either field holds the address itself."""

    url: Annotated[
        str | None,
        Field(
            repr=False,
            description="Apprise address, such as mailtos://user:password@host?to=me@example.com; ${NAME} is taken from the environment.",
        ),
    ] = None
    file: Annotated[
        str | None,
        Field(repr=False, description="A file that holds the address; a relative path starts at this file's folder."),
    ] = None

    @property
    def address(self) -> str:
        """The address, with its secrets."""
        return self.url or self.file or CONSOLE.url

    @field_validator("url")
    @classmethod
    def _resolved(cls, url: str, info: ValidationInfo) -> str:
        around = surroundings(info)
        return _address(filled(url, around.environ, "give the address with 'file'")) if around.secrets else CONSOLE.url

    @field_validator("file")
    @classmethod
    def _read(cls, name: str, info: ValidationInfo) -> str:
        around = surroundings(info)
        return _address(content(around.folder / name, name)) if around.secrets else CONSOLE.url

    @model_validator(mode="after")
    def _exactly_one(self) -> "ReceiverEntry":
        if (self.url is None) == (self.file is None):
            raise ValueError("needs either 'url' or 'file'")
        return self


def surroundings(info: ValidationInfo) -> Surroundings:
    """What `check` was given for validators to ask."""
    return cast(Surroundings, info.context)


def _address(url: str) -> str:
    if not _SCHEME.fullmatch(url):
        raise ValueError(
            "is no address; it must look like scheme://... (an Apprise address) or console://, in one line"
        )
    if url.lower().startswith("console://") and url.lower() != CONSOLE.url:
        raise ValueError("the console takes nothing after console://")
    return url
