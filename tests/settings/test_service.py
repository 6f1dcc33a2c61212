"""Who hears of the monitor itself, and when: what is written, what holds by default, what is refused and where."""

from datetime import time

import pytest
from pydantic import SecretStr

from monitor.errors import ConfigError
from monitor.settings import Settings
from monitor.types import Digest, Service

MONDAY = Digest((time(9),), (0,))
TWO = "receivers: {chat: {url: 'a://x'}, desk: {url: 'b://x'}}\n"


def test_it_is_told_to_all_receivers_every_monday_unless_said_otherwise(folder) -> None:
    assert folder.load().service == Service(("console",), "UTC", MONDAY, ("console",))
    folder.write("watchlists.yaml", f"timezone: Europe/Brussels\n{TWO}defaults: {{receivers: [desk]}}\n")
    assert folder.load().service == Service(("chat", "desk"), "Europe/Brussels", MONDAY, ("chat", "desk"))


def test_receivers_times_and_zone_are_taken_as_written(folder) -> None:
    said = "service: {receivers: [desk], summary: 'weekdays 8:00', timezone: Asia/Tokyo}\n"
    folder.write("watchlists.yaml", TWO + said)
    weekdays = Digest((time(8),), (0, 1, 2, 3, 4))
    assert folder.load().service == Service(("desk",), "Asia/Tokyo", weekdays, ("chat", "desk"))
    folder.write("watchlists.yaml", f"{TWO}service: {{summary: none}}\n")
    assert folder.load().service == Service(("chat", "desk"), "UTC", None, ("chat", "desk"))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "{receiver: [desk]}",
            "watchlists.yaml:1:11: service.receiver: unknown key 'receiver', did you mean 'receivers'?",
        ),
        (
            "{receivers: [disk]}",
            "watchlists.yaml:1:23: service.receivers.0: unknown receiver 'disk'; known: chat, console, desk",
        ),
        ("{summary: Monday}", "watchlists.yaml:1:20: service.summary: 'Monday' is no digest"),
        ("{timezone: CET}", "watchlists.yaml:1:21: service.timezone: unknown time zone 'CET'"),
        ("weekly", "watchlists.yaml:1:10: service: must hold the keys receivers, summary, timezone"),
    ],
)
def test_faults_are_told_with_their_place(folder, said: str, told: str) -> None:
    folder.write("watchlists.yaml", f"service: {said}\n{TWO}")
    (fault,) = folder.faults()
    assert fault.startswith(told)


def test_it_stands_in_one_file_only(folder) -> None:
    folder.write("watchlists.yaml", "service: {summary: none}\n")
    folder.write("watchlists/eu.yaml", "version: 1\nservice: {summary: none}\n")
    assert folder.faults() == ["watchlists/eu.yaml:2:1: service: stands in watchlists.yaml already; leave one out"]
    folder.write("watchlists.yaml", "watches: []\n")
    assert folder.load().service.summary is None


def test_the_ping_address_is_a_secret_web_address() -> None:
    url = "https://hc.example/5f3a"
    found = Settings({"MONITOR_PING_URL": url})
    assert found.ping_url == SecretStr(url)
    assert url not in repr(found)
    with pytest.raises(ConfigError) as refusal:
        Settings({"MONITOR_PING_URL": "hc.example/5f3a"})
    assert "MONITOR_PING_URL: must be a web address" in str(refusal.value)
    assert "5f3a" not in str(refusal.value)
