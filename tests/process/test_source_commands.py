"""`sources`, `doctor`, `poll --record` and `--from`, `backfill`: real commands, and a web server that plays publishers."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from command_room import Done, inside
from pytest_httpserver import HTTPServer

SOURCES = """
version: 1
sources:
  - {{name: good, url: "{base}/good/feed", every: 5m, rank: agency_release, issuer: US, zone: America/New_York, official: true, page: true}}
  - {{name: empty, url: "{base}/empty/feed"}}
  - {{name: page, url: "{base}/page"}}
  - {{name: gone, url: "{base}/gone"}}
  - {{name: undated, url: "{base}/undated/feed"}}
  - {{name: refused, url: "{base}/private/feed"}}
  - {{name: off, url: "{base}/off", enabled: false}}
  - {{use: us_whitehouse_actions, url: "{base}/white/feed/", page: false, least_items: 1}}
"""


def rss(*items: str) -> str:
    return f"<rss version='2.0'><channel><title>T</title>{''.join(items)}</channel></rss>"


def entry(link: str, days_ago: float, text: str = "Words.", title: str = "A paper") -> str:
    when = format_datetime(datetime.now(UTC) - timedelta(days=days_ago))
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{when}</pubDate><description>{text}</description></item>"


@pytest.fixture
def press(httpserver: HTTPServer) -> HTTPServer:
    def serve(path: str, body: str, kind: str = "application/rss+xml", **headers: str) -> None:
        httpserver.expect_request(path).respond_with_data(body, content_type=kind, headers=headers)

    base = httpserver.url_for("").rstrip("/")
    serve("/robots.txt", "User-agent: *\nDisallow: /private/*\n", "text/plain")
    serve("/good/feed", rss(entry(f"{base}/good/1", 0.1), entry(f"{base}/good/2", 3)), ETag='"g1"')
    for number in (1, 2):
        text = "<html><body><main><p>The duty of 15% on steel from Brazil takes effect on 4 May 2031.</p></main></body></html>"
        serve(f"/good/{number}", text, "text/html; charset=utf-8")
    serve("/empty/feed", rss())
    serve("/page", "<!doctype html><html><body>Are you human?</body></html>", "text/html")
    serve("/undated/feed", rss("<item><title>A</title><link>https://x.example/a</link></item>"))
    serve("/private/feed", rss(entry("https://x.example/b", 1)))
    for number in (1, 2, 3):
        entries = [
            entry(f"https://w.example/{number}/{n}", 10 * number + 2 * n, title=f"Order {number}.{n}") for n in range(3)
        ]
        query = "" if number == 1 else f"paged={number}"
        httpserver.expect_request("/white/feed/", query_string=query).respond_with_data(rss(*entries))
    return httpserver


@pytest.fixture
def environ(tmp_path: Path, press: HTTPServer) -> dict[str, str]:
    config = tmp_path / "config"
    config.mkdir()
    (config / "sources.yaml").write_text(SOURCES.format(base=press.url_for("").rstrip("/")))
    (config / "watchlists.yaml").write_text("version: 1\nwatches:\n  - {name: all, receivers: [console]}\n")
    return {
        "MONITOR_WEB_PORT": "0",
        "MONITOR_DATA_DIR": str(tmp_path / "data"),
        "MONITOR_CONFIG_DIR": str(config),
        "MONITOR_ALLOW_PRIVATE_HOSTS": "localhost,127.0.0.1",
        "COLUMNS": "220",
    }


def lines(done: Done, by: str = "source") -> dict[str, dict[str, Any]]:
    return {row[by]: row for row in map(json.loads, done.stdout.splitlines())}


def test_the_doctor_says_of_each_source_what_is_wrong(environ: dict[str, str]) -> None:
    done = inside(environ, "doctor", "--json")
    found = lines(done)
    assert done.returncode == 1, done.stderr
    assert {name: row["status"] for name, row in found.items()} == {
        "good": "ok",
        "empty": "empty",
        "page": "parse",
        "gone": "fetch",
        "undated": "undated",
        "refused": "ok",
        "us_whitehouse_actions": "ok",
    }
    good = found["good"]
    assert (good["items"], good["dated"], good["validators"], good["robots"]) == (2, 2, ["etag"], "allows")
    assert good["page_length"] > 20
    assert good["http"] == 200
    assert (found["refused"]["robots"], "robots.txt refuses" in found["refused"]["advice"]) == ("refuses", True)
    assert found["gone"]["http"] in (404, 500)
    assert all(row["advice"] for name, row in found.items() if not row["ok"])


def test_the_doctor_looks_at_one_source_and_is_content(environ: dict[str, str]) -> None:
    done = inside(environ, "doctor", "good")
    assert done.returncode == 0
    assert "1 of 1 sources are well" in done.stdout
    assert not (Path(environ["MONITOR_DATA_DIR"]) / "monitor.db").exists(), "a look stores nothing"
    assert inside(environ, "doctor", "godo").returncode == 2


def test_sources_are_listed_with_their_health(environ: dict[str, str]) -> None:
    assert {row["health"] for row in lines(inside(environ, "sources", "--json")).values()} == {"new", "off"}
    for _ in range(2):
        inside(environ, "poll", "good", "empty")
    done = inside(environ, "sources", "--json")
    found = lines(done)
    assert done.returncode == 1
    assert (found["good"]["health"], found["good"]["items"], found["good"]["failures"]) == ("ok", 2, 0)
    assert found["good"]["next_poll"] > found["good"]["last_success"]
    assert found["good"]["silent_seconds"] > 3600
    assert found["empty"]["health"] == "ill"
    assert [fault["ailment"] for fault in found["empty"]["faults"]] == ["empty"]
    table = inside(environ, "sources").stdout
    assert "answers in a row without any items" in " ".join(table.split())


def test_a_recorded_poll_is_played_back_without_a_network(
    environ: dict[str, str], press: HTTPServer, tmp_path: Path
) -> None:
    folder = str(tmp_path / "answers")
    assert inside(environ, "poll", "good", "--record", folder, "--json").returncode == 0
    names = sorted(path.name for path in Path(folder).iterdir())
    assert len(names) == 6
    assert names[0].endswith("-good-feed.head.json")
    assert json.loads((Path(folder) / names[0]).read_text())["headers"]["etag"] == '"g1"'
    press.clear()
    press.stop()
    again = environ | {"MONITOR_DATA_DIR": str(tmp_path / "elsewhere")}
    played = lines(inside(again, "poll", "good", "--from", folder, "--json"))["good"]
    assert (played["error"], played["items"], played["documents"]) == (None, 2, 2)
    assert [change["date"] for change in played["changes"]] == ["2031-05-04"]
    press.start()


def test_a_recording_is_made_or_played_but_not_both(environ: dict[str, str], tmp_path: Path) -> None:
    assert inside(environ, "poll", "good", "--record", str(tmp_path), "--from", str(tmp_path)).returncode == 2
    assert "no recorded answers" in inside(environ, "poll", "good", "--from", str(tmp_path / "none")).stderr


def test_a_backfill_goes_back_to_the_day(environ: dict[str, str]) -> None:
    there = ZoneInfo("America/New_York")  # where the source counts its days
    aged = timedelta(days=22, hours=12)  # its day ends at most 25 hours sooner: between papers aged 22 and 24 days
    since = (datetime.now(UTC) - aged).astimezone(there).date().isoformat()
    done = inside(environ, "backfill", "us_whitehouse_actions", "--since", since, "--json")
    pages = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert [page["documents"] for page in pages] == [3, 2]
    assert pages[-1]["done"] == "all of that time is fetched"


def test_a_backfill_that_cannot_reach_the_day_says_so(environ: dict[str, str]) -> None:
    done = inside(environ, "backfill", "good", "--since", "2020-01-01")
    assert done.returncode == 1
    assert "2020-01-01 was not reached" in done.stderr
    assert inside(environ, "backfill", "good", "--since", "yesterday").returncode == 2
