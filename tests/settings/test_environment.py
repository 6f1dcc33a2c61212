"""Settings from the environment: values, files with values, and mistyped names."""

import os
from pathlib import Path

import pytest

from monitor import __version__
from monitor.errors import ConfigError
from monitor.settings import Settings, unknown_names


def faults(environ: dict[str, str]) -> list[str]:
    with pytest.raises(ConfigError) as refusal:
        Settings(environ)
    assert refusal.value.__cause__ is None
    return [str(fault) for fault in refusal.value.problems]


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = Settings({})
    assert settings.data_dir == Path("data")
    assert settings.database_url.get_secret_value() == "sqlite:///data/monitor.db"
    assert settings.user_agent == f"deadline-monitor/{__version__}"
    assert (settings.timezone, settings.log_level, settings.log_format) == ("UTC", "INFO", "text")
    assert settings.allow_private_hosts == frozenset()
    assert (settings.backup_dir, settings.backups) == (Path("data/backups"), 7)


def test_every_variable_is_heard() -> None:
    settings = Settings(
        {
            "MONITOR_DATA_DIR": "/data",
            "MONITOR_CONFIG_DIR": "/etc/monitor",
            "MONITOR_CONTACT": "ops@example.com",
            "MONITOR_TIMEZONE": "Europe/Brussels",
            "MONITOR_LOG_LEVEL": "debug",
            "MONITOR_LOG_FORMAT": "JSON",
            "MONITOR_ALLOW_PRIVATE_HOSTS": "Feeds.intranet, 127.0.0.1:8080,::1,",
            "MONITOR_BACKUP_DIR": "/mnt/backups",
            "MONITOR_BACKUPS": "0",
            "MONITOR_KEEP_DAYS": "365",
            "MONITOR_DATABASE_POOL": "4",
            "MONITOR_WEB_HOST": "::",
            "MONITOR_WEB_PORT": "80",
            "MONITOR_WEB_PASSWORD": "a password",
            "MONITOR_WEB_PROXY_HEADER": "X-Forwarded-User",
            "MONITOR_WEB_PROXIES": "10.0.0.1",
            "MONITOR_WEB_HOSTS": "deadlines.example.com",
            "MONITOR_WEB_BASE_URL": "https://deadlines.example.com/",
        }
    )
    assert settings.database_url.get_secret_value() == "sqlite:////data/monitor.db"
    assert settings.config_dir == Path("/etc/monitor")
    assert settings.user_agent == f"deadline-monitor/{__version__} (+ops@example.com)"
    assert (settings.timezone, settings.log_level, settings.log_format) == ("Europe/Brussels", "DEBUG", "json")
    assert settings.allow_private_hosts == {"feeds.intranet", "127.0.0.1:8080", "::1"}
    assert (settings.backup_dir, settings.backups) == (Path("/mnt/backups"), 0)
    assert (settings.web_host, settings.web_port, settings.web_proxy_header) == ("::", 80, "X-Forwarded-User")
    assert (settings.web_proxies, settings.web_hosts) == ({"10.0.0.1"}, {"deadlines.example.com"})
    assert settings.web_base_url == "https://deadlines.example.com"
    assert settings.web_password.get_secret_value() == "a password"
    assert "a password" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("MONITOR_WEB_HOST", "everywhere", "is no address"),
        ("MONITOR_WEB_PORT", "70000", "less than or equal to 65535"),
        ("MONITOR_WEB_PROXY_HEADER", "X User", "is no name of a header"),
        ("MONITOR_WEB_BASE_URL", "deadlines.example.com", "is no address of a site"),
    ],
)
def test_what_the_site_cannot_use_is_refused(name: str, value: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        Settings({name: value})


def test_an_empty_variable_is_as_good_as_absent() -> None:
    assert Settings({"MONITOR_LOG_LEVEL": "", "MONITOR_CONTACT": "", "MONITOR_TIMEZONE_FILE": ""}).log_level == "INFO"


def test_the_processs_own_environment_is_read_where_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "MONITOR_USER_AGENT", "mine/1")
    assert Settings().user_agent == "mine/1"


def test_the_folder_here_comes_before_the_installed_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    elsewhere = Settings({}).config_dir
    assert elsewhere.is_absolute()
    assert (elsewhere / "sources.yaml").is_file()
    (tmp_path / "config").mkdir()
    assert Settings({}).config_dir == Path("config")


def test_a_value_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgresql://u:s3cret@db/monitor\n")
    settings = Settings({"MONITOR_DATABASE_URL_FILE": str(tmp_path / "url")})
    assert settings.database_url.get_secret_value() == "postgresql://u:s3cret@db/monitor"
    assert "s3cret" not in repr(settings)


SHAPES = "must be sqlite:///folder/monitor.db or postgresql://user:password@host/name"
HIDDEN = "(the value may hold a password and is not shown)"


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        (
            {"MONITOR_DATABASE_URL": "postgres://u:s3cret@db/monitor"},
            f"MONITOR_DATABASE_URL: {SHAPES} {HIDDEN}",
        ),
        ({"MONITOR_LOG_LEVEL": "verbose"}, "MONITOR_LOG_LEVEL: unknown level 'verbose'; known: DEBUG, INFO, WARNING, ERROR, CRITICAL"),
        ({"MONITOR_LOG_LEVEL": "warn"}, "MONITOR_LOG_LEVEL: unknown level 'warn', did you mean 'WARNING'?"),
        ({"MONITOR_LOG_FORMAT": "xml"}, "MONITOR_LOG_FORMAT: unknown format 'xml'; known: text, json"),
        ({"MONITOR_TIMEZONE": "Europe/Brussel"}, "MONITOR_TIMEZONE: unknown time zone 'Europe/Brussel', did you mean 'Europe/Brussels'?"),
        ({"MONITOR_CONTACT": "a\nb"}, "MONITOR_CONTACT: must be one line of plain ASCII: it is sent in a header"),
        ({"MONITOR_USER_AGENT": "müller"}, "MONITOR_USER_AGENT: must be one line of plain ASCII: it is sent in a header"),
        (
            {"MONITOR_ALLOW_PRIVATE_HOSTS": "http://a/"},
            "MONITOR_ALLOW_PRIVATE_HOSTS: 'http://…' is no host; write names such as feeds.intranet, between commas",
        ),
        (
            {"MONITOR_DATABASE_URL": "sqlite:///s3cret", "MONITOR_DATABASE_URL_FILE": "/x"},
            "MONITOR_DATABASE_URL and MONITOR_DATABASE_URL_FILE are both set; leave one of them out",
        ),
        ({"MONITOR_CONTACT_FILE": "/nowhere/x"}, "MONITOR_CONTACT_FILE: /nowhere/x cannot be read: No such file or directory"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_by_its_variable_and_secrets_are_not_shown(
    environ: dict[str, str], expected: str
) -> None:
    assert faults(environ) == [f"environment: {expected}"]
    assert "s3cret" not in "".join(faults(environ))


def test_all_wrong_values_are_told_at_once() -> None:
    assert len(faults({"MONITOR_LOG_LEVEL": "x", "MONITOR_LOG_FORMAT": "x", "MONITOR_TIMEZONE": "x"})) == 3
    assert len(faults({"MONITOR_CONTACT_FILE": "/nowhere/x", "MONITOR_TIMEZONE_FILE": "/nowhere/y"})) == 2


def test_mistyped_names_are_told_with_the_nearest_right_one() -> None:
    environ = {
        "MONITOR_DATABSE_URL": "x",
        "MONITOR_ZZZ": "x",
        "MONITOR_CONTACT_FILE": "x",
        "MONITOR_DATA_DIR": "x",
        "PATH": "x",
    }
    assert [fault.message for fault in unknown_names(environ)] == [
        "MONITOR_DATABSE_URL is not known, did you mean MONITOR_DATABASE_URL?",
        "MONITOR_ZZZ is not known; docs/configuration.md lists all",
    ]


def test_a_name_that_a_watchlist_asks_for_is_known(folder) -> None:
    folder.write("watchlists.yaml", "receivers: {a: {url: '${MONITOR_SLACK}'}}\nwatches: [{name: A}]")
    assert folder.warnings({"MONITOR_SLACK": "slack://x"}) == []
    assert folder.warnings({"MONITOR_SLACK": "slack://x", "MONITOR_CONFIGDIR": "x"}) == [
        "environment: MONITOR_CONFIGDIR is not known, did you mean MONITOR_CONFIG_DIR?"
    ]


@pytest.mark.parametrize("days", ["-1", "1", "89", "36501"])
def test_what_was_told_is_kept_for_some_time_or_for_good(days: str) -> None:
    assert Settings({}).keep_days == 0
    assert Settings({"MONITOR_KEEP_DAYS": "90"}).keep_days == 90
    assert "MONITOR_KEEP_DAYS: must be 0, for good, or 90 to 36500 days" in faults({"MONITOR_KEEP_DAYS": days})[0]


def test_one_connection_writes_and_one_reads_at_least() -> None:
    assert Settings({}).database_pool == 10
    assert "MONITOR_DATABASE_POOL" in faults({"MONITOR_DATABASE_POOL": "1"})[0]
