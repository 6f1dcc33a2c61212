"""Settings from the environment: `MONITOR_NAME`, or `MONITOR_NAME_FILE` with the path of a file that holds the value."""

import os
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from monitor import __version__
from monitor.errors import ConfigError, Problem
from monitor.settings.values import zone
from monitor.settings.wording import did_you_mean, nearest, shown

PREFIX = "MONITOR_"
ENVIRONMENT = "environment"
"""What problems call the file, where the environment is at fault."""

LEAST_KEPT, MOST_KEPT = 90, 36_500
"""Days; within fewer a date that was told may still move."""
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
DATABASES = ("sqlite", "postgresql", "postgresql+psycopg")


def _level(word: str) -> str:
    if word.upper() in LEVELS:
        return word.upper()
    raise ValueError(f"unknown level {shown(word)}{did_you_mean(word, LEVELS)}")


def _format(word: str) -> str:
    if word.lower() in ("text", "json"):
        return word.lower()
    raise ValueError(f"unknown format {shown(word)}; known: text, json")


def _database(url: SecretStr) -> SecretStr:
    scheme, separator, rest = url.get_secret_value().partition("://")
    if separator and rest and scheme in DATABASES:
        return url
    raise ValueError(
        "must be sqlite:///folder/monitor.db or postgresql://user:password@host/name (the value may hold a password and is not shown)"
    )


def _ping(url: SecretStr) -> SecretStr:
    if re.fullmatch(r"(https?://[^\s/]+\S*)?", url.get_secret_value(), re.IGNORECASE):
        return url
    raise ValueError(
        "must be a web address, such as https://hc-ping.com/... (the value may be a secret and is not shown)"
    )


def _key(key: SecretStr) -> SecretStr:
    if 0 < len(key.get_secret_value()) < 32:
        raise ValueError(
            "must be 32 characters or more, such as `openssl rand -hex 32` prints (the value is a secret and is not shown)"
        )
    return key


def _keep(days: int) -> int:
    if days == 0 or LEAST_KEPT <= days <= MOST_KEPT:
        return days
    raise ValueError(f"must be 0, for good, or {LEAST_KEPT} to {MOST_KEPT} days")


def _header(words: str) -> str:
    if not re.fullmatch(r"[\x20-\x7e]*", words):
        raise ValueError("must be one line of plain ASCII: it is sent in a header")
    return words


def _hosts(listed: object) -> object:
    """A comma-separated list of hosts, "host" or "host:port", in lower case."""
    if not isinstance(listed, str):
        return listed
    hosts = {host.strip().lower() for host in listed.split(",") if host.strip()}
    for host in sorted(hosts):
        if not re.fullmatch(r"[a-z0-9_.-]+(:\d{1,5})?|[0-9a-f:]+", host):
            raise ValueError(f"{shown(host)} is no host; write names such as feeds.intranet, between commas")
    return frozenset(hosts)


def _address(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError:
        raise ValueError(f"{shown(text)} is no address; write 127.0.0.1, or 0.0.0.0 for all") from None


def _header_name(text: str) -> str:
    if text and not re.fullmatch(r"[A-Za-z0-9-]{1,64}", text):
        raise ValueError(f"{shown(text)} is no name of a header; write X-Forwarded-User or what your proxy sends")
    return text


def _base_url(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", text):
        raise ValueError(f"{shown(text)} is no address of a site; write https://deadlines.example.com")
    return text.rstrip("/")


def default_config_dir() -> Path:
    """`./config` where there is one, else the files that came with the program: installed, or beside it in its checkout."""
    here, checkout = Path("config"), Path(__file__).parents[2] / "config"
    installed = Path(sys.prefix) / "share" / "deadline-monitor" / "config"
    return next((folder for folder in (here, installed, checkout) if folder.is_dir()), installed)


def _database_in(given: dict[str, Any]) -> SecretStr:
    return SecretStr(f"sqlite:///{given['data_dir']}/monitor.db")


def _backups_in(given: dict[str, Any]) -> Path:
    return Path(given["data_dir"]) / "backups"


def _agent_of(given: dict[str, Any]) -> str:
    contact = given["contact"]
    return f"deadline-monitor/{__version__}" + (f" (+{contact})" if contact else "")


class Settings(BaseSettings):
    """How this installation runs. `Settings()` reads the process's environment, `Settings(environ)` the one given.

    Raises ConfigError, with the file `environment`, and never with the value of a secret.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True, hide_input_in_errors=True)

    data_dir: Path = Path("data")
    config_dir: Path = Field(default_factory=default_config_dir)
    database_url: Annotated[SecretStr, AfterValidator(_database)] = Field(default_factory=_database_in)
    database_pool: Annotated[int, Field(ge=2, le=1000)] = 10
    contact: Annotated[str, AfterValidator(_header)] = ""
    user_agent: Annotated[str, AfterValidator(_header)] = Field(default_factory=_agent_of)
    timezone: Annotated[str, AfterValidator(zone)] = "UTC"
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(_level)] = "INFO"
    log_format: Annotated[Literal["text", "json"], BeforeValidator(_format)] = "text"
    ping_url: Annotated[SecretStr, AfterValidator(_ping)] = SecretStr("")
    backup_dir: Path = Field(default_factory=_backups_in)
    backups: Annotated[int, Field(ge=0, le=366)] = 7
    keep_days: Annotated[int, AfterValidator(_keep)] = 0
    allow_private_hosts: Annotated[frozenset[str], BeforeValidator(_hosts)] = frozenset()
    web_host: Annotated[str, AfterValidator(_address)] = "127.0.0.1"
    web_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    web_password: SecretStr = SecretStr("")
    web_key: Annotated[SecretStr, AfterValidator(_key)] = SecretStr("")
    web_proxy_header: Annotated[str, AfterValidator(_header_name)] = ""
    web_proxies: Annotated[frozenset[str], BeforeValidator(_hosts)] = frozenset({"127.0.0.1", "::1"})
    web_proxy_workspace_header: Annotated[str, AfterValidator(_header_name)] = ""
    web_hosts: Annotated[frozenset[str], BeforeValidator(_hosts)] = frozenset()
    web_base_url: Annotated[str, AfterValidator(_base_url)] = ""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        try:
            super().__init__(environ=os.environ if environ is None else environ)
        except ValidationError as invalid:
            faults = invalid.errors(include_url=False, include_input=False)
            # A default that waits for a value which is itself at fault is no fault of its own.
            told = [fault for fault in faults if fault["type"] != "default_factory_not_called"]
            raise ConfigError(
                tuple(_problem(f"{_variable(fault['loc'][0])}: {_cause(fault)}") for fault in told)
            ) from None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_others: PydanticBaseSettingsSource,
        **_named: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment given to us, with its files, is the only source."""
        return (_Environment(settings_cls, init_settings()["environ"]),)


class _Environment(PydanticBaseSettingsSource):
    """Values by variable, or from the file that the variable with `_FILE` names. An empty variable is as good as absent."""

    def __init__(self, settings_cls: type[BaseSettings], environ: Mapping[str, str]) -> None:
        super().__init__(settings_cls)
        self.environ = environ

    def __call__(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, info in self.settings_cls.model_fields.items():
            try:
                value, key, _ = self.get_field_value(info, name)
            except ValueError as fault:
                problems.append(_problem(str(fault)))
            else:
                values |= {} if value is None else {key: value}
        if problems:
            raise ConfigError(tuple(problems))
        return values

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002 (the base class's signature)
        """The text, None where there is none. Raises ValueError, which names the variable."""
        return _value(_variable(field_name), self.environ), field_name, False


def one_value(variable: str, environ: Mapping[str, str]) -> str | None:
    """What stands in the variable, or in the file that the one with `_FILE` names. Raises ConfigError, never with the value."""
    try:
        return _value(variable, environ)
    except ValueError as fault:
        raise ConfigError((_problem(str(fault)),)) from None


def _value(variable: str, environ: Mapping[str, str]) -> str | None:
    direct, path = environ.get(variable), environ.get(f"{variable}_FILE")
    if direct and path:
        raise ValueError(f"{variable} and {variable}_FILE are both set; leave one of them out")
    return _content(f"{variable}_FILE", path) if path else direct or None


def _content(variable: str, path: str) -> str:
    try:
        return Path(path).read_text("utf-8").strip()
    except UnicodeDecodeError:
        raise ValueError(f"{variable}: {path} is not UTF-8 text") from None
    except OSError as fault:
        raise ValueError(f"{variable}: {path} cannot be read: {fault.strerror}") from None


def unknown_names(environ: Mapping[str, str], used: Collection[str] = ()) -> tuple[Problem, ...]:
    """`MONITOR_` names that mean nothing here, each with the nearest right one. `used`: names that watchlists ask for."""
    known = set(_known_names())
    wrong = sorted(name for name in environ if name.startswith(PREFIX) and name not in known and name not in used)
    return tuple(_problem(_not_known(name)) for name in wrong)


def _known_names() -> Iterator[str]:
    for field in Settings.model_fields:
        yield _variable(field)
        yield f"{_variable(field)}_FILE"


def _not_known(name: str) -> str:
    close = nearest(name.removeprefix(PREFIX), [known.removeprefix(PREFIX) for known in _known_names()])
    return f"{name} is not known" + (
        f", did you mean {PREFIX}{close}?" if close else "; docs/configuration.md lists all"
    )


def _variable(field: str | int) -> str:
    return f"{PREFIX}{field}".upper()


def _cause(fault: Mapping[str, Any]) -> str:
    return str(fault["ctx"]["error"]) if fault["type"] == "value_error" else str(fault["msg"])


def _problem(message: str) -> Problem:
    return Problem(ENVIRONMENT, 0, 0, message)
