"""Receivers: where alerts go. Their addresses hold secrets: no message here shows more of one than its scheme."""

import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, cast

from pydantic import AfterValidator, Field, ValidationInfo, WithJsonSchema, field_validator, model_validator

from monitor.settings.manner import PlacedManner
from monitor.settings.secrets import content, filled, variables
from monitor.settings.wording import shown
from monitor.settings.workspaces import Home, own_file, own_variables
from monitor.types import Receiver, ReceiverKind

CONSOLE = Receiver("console", "console://", ReceiverKind.CONSOLE)
"""Writes alerts to the program's own output; it is always there."""

SECRETS = ("url", "slack", "smtp", "webhook", "secret")
"""Keys whose values may ask for environment variables."""
KINDS = ("slack", "email", "webhook", "url", "file")
"""Keys of which a receiver has exactly one: it says what kind of receiver it is."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S*")
_FILE = "file:"
_SIGNING = "whsec_"
_MAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a watchlist may refer to. `folder`: where `file:` paths start. `receivers`: all names of all files of its workspace.

    `secrets`: are addresses looked up? If not, every receiver is the console. `home`: of the workspace; None where it has none.
    """

    folder: Path
    environ: Mapping[str, str] = field(repr=False)
    receivers: frozenset[str] = frozenset()
    secrets: bool = True
    home: Home | None = None

    def content(self, name: str) -> str:
        """What stands in the file of this name. Raises ValueError."""
        path = self.folder / name
        return content(path if self.home is None else own_file(path, self.home), name)

    def filled(self, text: str) -> str:
        """The text with its variables filled in. Raises ValueError."""
        if self.home is not None:
            own_variables(variables(text), self.home)
        return filled(text, self.environ, "give the address with 'file'")


def surroundings(info: ValidationInfo) -> Surroundings:
    """What `check` was given for validators to ask."""
    return cast(Surroundings, info.context)


def _mail(address: str) -> str:
    if not _MAIL.fullmatch(address):
        raise ValueError(f"{shown(address)} is no mail address; write one, such as legal@example.com")
    return address


def _sender(words: str) -> str:
    own = re.fullmatch(r"[^<>\r\n]*<([^<>]*)>", words)
    _mail(own[1] if own else words)
    return words


def _channel(name: str) -> str:
    if not re.fullmatch(r"#?[^\s#@:/]{1,80}", name):
        raise ValueError(f'{shown(name)} is no channel; write its name in quotes, such as "#trade", or its id')
    return name


def _secret(check: Callable[[str], str]) -> AfterValidator:
    """A value that is `${NAME}` or `file:PATH`, resolved and then checked; written out it would be a secret in the open."""

    def resolved(written: str, info: ValidationInfo) -> str:
        around = surroundings(info)
        if not variables(written) and not written.startswith(_FILE):
            raise ValueError("a secret must not stand in this file; write ${NAME}, or file:PATH")
        return check(_looked_up(written, around)) if around.secrets else ""

    return AfterValidator(resolved)


def _token(text: str) -> str:
    if not re.fullmatch(r"[\x21-\x7e]+", text) or "://" in text:
        raise ValueError(
            "is no bot token; it looks like xoxb-... (the address of an incoming webhook goes under 'url')"
        )
    return text


def _hook(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", text, re.IGNORECASE):
        raise ValueError("is no web address; it must look like https://host/path, in one line")
    return text


def _signing(text: str) -> str:
    """One secret as the Standard Webhooks write it, or two of them while one takes the other's place."""
    if not 1 <= len(text.split()) <= 2 or not all(map(_is_signing_secret, text.split())):
        raise ValueError(
            "is no signing secret; it looks like whsec_ and then 24 to 64 random bytes in Base64 (or two of them)"
        )
    return " ".join(text.split())


def _is_signing_secret(word: str) -> bool:
    try:
        return word.startswith(_SIGNING) and 24 <= len(b64decode(word.removeprefix(_SIGNING), validate=True)) <= 64
    except ValueError:
        return False


def _mail_server(text: str) -> str:
    if not re.fullmatch(r"(?:smtp|smtps|smtp\+starttls)://[^\s/]+/?", text, re.IGNORECASE):
        raise ValueError(
            "is no mail server; it must look like smtps://user:password@host:465, smtp+starttls:// or smtp://"
        )
    return text


def _smtp(written: str, info: ValidationInfo) -> str:
    """An address without a password holds no secret, and may be written out."""
    around = surroundings(info)
    if "@" in written and not variables(written) and not written.startswith(_FILE):
        raise ValueError("a password must not stand in this file; write ${NAME}, or file:PATH")
    return _mail_server(_looked_up(written, around)) if around.secrets else ""


_SECRET_SCHEMA = WithJsonSchema({"type": "string", "pattern": r"\$\{[A-Za-z_][A-Za-z0-9_]*\}|^file:."})


class ReceiverEntry(PlacedManner):
    """Where alerts go: exactly one of slack, email, webhook, url and file. Once checked, secrets are looked up."""

    slack: Annotated[
        str | None,
        _secret(_token),
        _SECRET_SCHEMA,
        Field(repr=False, description="A bot token, as ${NAME} or file:PATH."),
    ] = None
    channel: Annotated[
        str | None,
        AfterValidator(_channel),
        Field(description="With slack: the channel, its name in quotes or its id."),
    ] = None
    email: Annotated[str | None, AfterValidator(_mail), Field(description="A mail address.")] = None
    smtp: Annotated[
        str | None,
        AfterValidator(_smtp),
        Field(
            repr=False, description="With email: the server, smtps://user:password@host:465 as ${NAME} or file:PATH."
        ),
    ] = None
    from_: Annotated[
        str | None,
        AfterValidator(_sender),
        Field(
            alias="from", description="With email: the sender, monitor@example.com or Monitor <monitor@example.com>."
        ),
    ] = None
    webhook: Annotated[
        str | None,
        _secret(_hook),
        _SECRET_SCHEMA,
        Field(repr=False, description="An address that takes JSON by POST, as ${NAME} or file:PATH."),
    ] = None
    secret: Annotated[
        str | None,
        _secret(_signing),
        _SECRET_SCHEMA,
        Field(
            repr=False, description="With webhook: what messages are signed with, whsec_..., as ${NAME} or file:PATH."
        ),
    ] = None
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

    def receiver(self, name: str, *, secrets: bool = True) -> Receiver:
        """What it stands for, under this name. Without secrets it is the console."""
        if not secrets:
            return Receiver(name, CONSOLE.url, ReceiverKind.CONSOLE)
        if self.slack is not None:
            return Receiver(name, self.slack, ReceiverKind.SLACK, to=self.channel or "")
        if self.email is not None:
            return Receiver(name, self.smtp or "", ReceiverKind.EMAIL, to=self.email, sender=self.from_ or "")
        if self.webhook is not None:
            return Receiver(name, self.webhook, ReceiverKind.WEBHOOK, secret=self.secret or "")
        address = self.url or self.file or CONSOLE.url
        console = address.lower() == CONSOLE.url
        return Receiver(name, address, ReceiverKind.CONSOLE if console else ReceiverKind.APPRISE)

    @field_validator("url")
    @classmethod
    def _resolved(cls, url: str, info: ValidationInfo) -> str:
        around = surroundings(info)
        return _address(around.filled(url)) if around.secrets else CONSOLE.url

    @field_validator("file")
    @classmethod
    def _read(cls, name: str, info: ValidationInfo) -> str:
        around = surroundings(info)
        return _address(around.content(name)) if around.secrets else CONSOLE.url

    @model_validator(mode="after")
    def _whole(self) -> "ReceiverEntry":
        given = [kind for kind in KINDS if getattr(self, kind) is not None]
        if len(given) != 1:
            raise ValueError(
                f"needs exactly one of {', '.join(KINDS)}" + (f", not {' and '.join(given)}" if given else "")
            )
        for kind, key, value in (("slack", "channel", self.channel), ("email", "smtp", self.smtp)):
            if given == [kind] and value is None:
                raise ValueError(f"'{kind}' needs '{key}' beside it")
            if given != [kind] and value is not None:
                raise ValueError(f"'{key}' has a meaning beside '{kind}' only")
        for kind, key, value in (("email", "from", self.from_), ("webhook", "secret", self.secret)):
            if given != [kind] and value is not None:
                raise ValueError(f"'{key}' has a meaning beside '{kind}' only")
        return self


def _looked_up(written: str, around: Surroundings) -> str:
    if written.startswith(_FILE):
        return around.content(written.removeprefix(_FILE).strip())
    return around.filled(written)


def _address(url: str) -> str:
    if not _SCHEME.fullmatch(url):
        raise ValueError(
            "is no address; it must look like scheme://... (an Apprise address) or console://, in one line"
        )
    if url.lower().startswith("console://") and url.lower() != CONSOLE.url:
        raise ValueError("the console takes nothing after console://")
    return url
