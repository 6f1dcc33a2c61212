"""Sources: what the file says becomes sources; what is wrong in it is told with its place and remedy."""

from datetime import timedelta

import pytest

from monitor.sources import coded_sources
from monitor.types import Source

CODED = coded_sources()["us_whitehouse_actions"]


def test_a_source_takes_what_is_written_and_defaults_for_the_rest(folder) -> None:
    folder.write(
        "sources.yaml",
        """\
version: 1
sources:
  - name: gazette
    url: https://gazette.example/feed?a=b
    reader: jsonfeed
    every: 2h
    rank: legal_instrument
    issuer: "NO"
    zone: Europe/Oslo
    official: true
    enabled: false
    page: yes
  - name: wire
    url: http://127.0.0.1:8080/rss
    rank: 0
""",
    )
    assert folder.load().sources == (
        Source(
            name="gazette",
            url="https://gazette.example/feed?a=b",
            reader="jsonfeed",
            every=timedelta(hours=2),
            rank=5,
            issuer="NO",
            zone="Europe/Oslo",
            official=True,
            enabled=False,
            page=True,
        ),
        Source(name="wire", url="http://127.0.0.1:8080/rss", rank=0),
    )


def test_a_coded_source_is_used_whole_and_may_be_overridden(folder) -> None:
    folder.write("sources.yaml", "sources: [{use: us_whitehouse_actions}]")
    assert folder.load().sources == (CODED,)
    folder.write(
        "sources.yaml",
        "sources: [{use: us_whitehouse_actions, name: copy, url: 'http://localhost/x', every: 1d, page: no}]",
    )
    (found,) = folder.load().sources
    assert (found.name, found.url, found.every, found.page) == ("copy", "http://localhost/x", timedelta(days=1), False)
    assert (found.reader, found.rank, found.zone) == (CODED.reader, CODED.rank, CODED.zone)


CODED_NAME = "unknown coded source 'us_whitehouse_action', did you mean 'us_whitehouse_actions'?"
NAME = "is no name; use letters, digits, '_', '-' and '.', at most 64"
ADDRESS = "is no web address; it must look like https://host/path"
GAP = "is no gap between polls; write 1m to 7d, such as 10m or 2h"
RANKS = (
    "known: aggregator, news, leader_post, agency_release, implementing_notice, legal_instrument; or a number, 0 to 5"
)
ISO = "is not a country code (two letters of ISO 3166-1, or EU, UK, UN)"
WEB = "name: a, url: 'https://x.example'"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("use: us_whitehouse_action", f"2:10: sources.0.use: {CODED_NAME}"),
        ("name: a", "2:5: sources.0: 'url' missing; or 'use' a coded source"),
        ("every: 5m", "2:5: sources.0: 'name' and 'url' missing; or 'use' a coded source"),
        ("{name: a/b, url: 'https://x.example'}", f"2:12: sources.0.name: 'a/b' {NAME}"),
        ("{name: a, url: x.example/feed}", f"2:20: sources.0.url: {ADDRESS}"),
        ("{name: a, url: 'file:///etc/passwd'}", f"2:20: sources.0.url: {ADDRESS}"),
        ("{name: a, url: 'https://in\\@out.example/'}", f"2:20: sources.0.url: {ADDRESS}"),
        ("{name: a, url: 'https://h:99999/'}", f"2:20: sources.0.url: {ADDRESS}"),
        ("{name: a, url: 'https://u:s3cret@x.example'}", "2:20: sources.0.url: must not hold a user name or password"),
        (f"{{{WEB}, reader: fed}}", "2:49: sources.0.reader: unknown reader 'fed', did you mean 'feed'?"),
        (f"{{{WEB}, every: 10}}", f"2:48: sources.0.every: '10' {GAP}"),
        (f"{{{WEB}, every: 30s}}", f"2:48: sources.0.every: '30s' {GAP}"),
        (f"{{{WEB}, every: 8d}}", f"2:48: sources.0.every: '8d' {GAP}"),
        (f"{{{WEB}, rank: 6}}", f"2:47: sources.0.rank: unknown rank '6'; {RANKS}"),
        (f"{{{WEB}, issuer: GB}}", "2:49: sources.0.issuer: the United Kingdom is 'UK' as an issuer"),
        (f"{{{WEB}, issuer: Norway}}", "2:49: sources.0.issuer: 'Norway' is not a country code, write NO"),
        (f"{{{WEB}, issuer: Britain}}", "2:49: sources.0.issuer: 'Britain' is not a country code, write UK"),
        (f"{{{WEB}, issuer: ALL}}", f"2:49: sources.0.issuer: 'ALL' {ISO}"),
        (f"{{{WEB}, zone: Europe/Brussel}}", "2:47: sources.0.zone: unknown time zone 'Europe/Brussel', did you mean 'Europe/Brussels'?"),
        (f"{{{WEB}, official: maybe}}", "2:51: sources.0.official: must be true or false"),
        (f"{{{WEB}, evry: 5m}}", "2:41: sources.0.evry: unknown key 'evry', did you mean 'every'?"),
    ],
)  # fmt: skip
def test_a_fault_in_a_source_is_told_with_its_place(folder, entry: str, expected: str) -> None:
    folder.write("sources.yaml", f"sources:\n  - {entry}\n")
    assert folder.faults() == [f"sources.yaml:{expected}"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("version: 1", "1:1: 'sources' is missing"),
        ("sources: []", "1:10: sources: is an empty list; leave the key out, or name at least one"),
        ("- name: a", "1:1: must hold the keys version, sources"),
        (
            "sources:\n  - {name: a, url: 'https://x.example'}\n  - {name: a, url: 'https://y.example'}",
            "3:12: duplicate name 'a', first given in sources.yaml:2",
        ),
        (
            "sources:\n  - use: us_whitehouse_actions\n  - use: us_whitehouse_actions",
            "3:10: duplicate name 'us_whitehouse_actions', first given in sources.yaml:2",
        ),
    ],
)
def test_a_fault_in_the_list_is_told_with_its_place(folder, content: str, expected: str) -> None:
    folder.write("sources.yaml", content + "\n")
    assert folder.faults() == [f"sources.yaml:{expected}"]


def test_a_missing_folder_comes_with_its_remedy(tmp_path, folder) -> None:
    folder.path = tmp_path / "gone"
    assert [fault.split(";")[0] for fault in folder.faults()] == [
        "sources.yaml:1:1: no such file",
        "watchlists.yaml:1:1: no such file",
    ]


def test_no_enabled_source_is_a_warning(folder) -> None:
    folder.write("sources.yaml", "sources: [{use: us_whitehouse_actions, enabled: false}]")
    assert folder.warnings() == ["sources.yaml:1:1: no source is enabled"]
