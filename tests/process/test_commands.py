"""The command as a user runs it: a real process, its output, its exit status."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_room import inside

MONITOR = [sys.executable, "-m", "monitor"]
CONFIG = Path(__file__).parents[2] / "config"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment with data of its own and the shipped configuration."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MONITOR_")}
    return kept | {
        "MONITOR_DATA_DIR": str(tmp_path / "data"),
        "MONITOR_WEB_PORT": "0",
        "MONITOR_CONFIG_DIR": str(CONFIG),
        "COLUMNS": "200",
    }


def monitor(environ: dict[str, str], *words: str, given: str | bytes = "") -> subprocess.CompletedProcess[str]:
    stdin = given.encode() if isinstance(given, str) else given
    done = subprocess.run([*MONITOR, *words], input=stdin, capture_output=True, env=environ, timeout=60, check=False)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def document(**fields: object) -> str:
    base = {
        "id": "d1",
        "text": "The duty of 15% on steel from Brazil takes effect on 4 May 2026.",
        "published": "2026-04-20",
    }
    return json.dumps(base | {"official": True, "issuer": "US", "zone": "America/New_York"} | fields)


class TestExtract:
    def test_one_line_a_document_in_the_same_order(self, environ: dict[str, str]) -> None:
        done = monitor(environ, "extract", "--json", given=f"{document()}\n\n{document(id='d2', text='')}\n")
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        assert done.returncode == 0
        assert [line["id"] for line in lines] == ["d1", "d2"]
        assert [row["date"] for row in lines[0]["deadlines"]] == ["2026-05-04"]
        assert lines[1]["deadlines"] == lines[1]["measures"] == []

    BAD = (
        ("{", "not valid JSON"),
        ("[]", "a document is a JSON object"),
        ('{"id": "x"}', "missing: text, published"),
        (document(id="x", published="2026-04-20T10:00:00"), "has no offset"),
        (document(id="x", published="yesterday"), "neither a day nor RFC 3339"),
        (document(id="x", zone="Mars/Olympus"), "no IANA time zone"),
        (document(id="x", rank=9), "rank must be 0 to 5"),
        (document(id="x", signed="06.08.2025"), "is no day"),
        (document(id="x", title=7), "title must be text"),
    )

    def test_a_bad_line_stands_in_its_place_and_the_rest_is_read(self, environ: dict[str, str]) -> None:
        given = "".join(f"{line}\n{document(id=f'good{number}')}\n" for number, (line, _) in enumerate(self.BAD))
        done = inside(environ, "extract", "--json", given=given)
        rows = [json.loads(row) for row in done.stdout.splitlines()]
        assert done.returncode == 1
        assert [(words, words in row["error"]) for (_, words), row in zip(self.BAD, rows[::2], strict=True)] == [
            (words, True) for _, words in self.BAD
        ]
        assert [row["id"] for row in rows[1::2]] == [f"good{number}" for number in range(len(self.BAD))]

    def test_bytes_that_are_no_utf8_spoil_only_their_line(self, environ: dict[str, str]) -> None:
        done = monitor(environ, "extract", "--json", given=b'{"id": "\xff"}\n' + document().encode())
        assert "not valid UTF-8 at byte" in json.loads(done.stdout.splitlines()[0])["error"]
        assert json.loads(done.stdout.splitlines()[1])["id"] == "d1"

    def test_terminal_codes_and_broken_characters_do_no_harm(self, environ: dict[str, str]) -> None:
        odd = document(text="The duty of 15% on steel \ud800 \x1b]0;pwned\x07 from Brazil takes effect on 4 May 2026.")
        for words in (["extract"], ["extract", "--json"], ["replay"]):
            done = monitor(environ, *words, given=odd)
            assert (done.returncode, done.stderr, "\x1b" in done.stdout) == (0, "", False)

    def test_a_reader_that_has_seen_enough_is_no_fault(self, environ: dict[str, str]) -> None:
        papers = "\n".join(document(id=f"d{n}") for n in range(500))
        reader = subprocess.Popen(["head", "-1"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        command = [*MONITOR, "extract", "--json"]
        done = subprocess.run(
            command, input=papers.encode(), stdout=reader.stdin, stderr=subprocess.PIPE, env=environ, check=False
        )
        assert reader.stdin is not None
        reader.stdin.close()
        reader.wait(10)
        assert (done.returncode, done.stderr) == (0, b"")

    def test_a_full_disk_behind_the_output_is_told_in_words(self, environ: dict[str, str]) -> None:
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [*MONITOR, "extract", "--json"],
                input=document().encode(),
                stdout=full,
                stderr=subprocess.PIPE,
                env=environ,
                check=False,
            )
        assert done.returncode == 1
        assert b"No space left" in done.stderr
        assert b"Traceback" not in done.stderr

    def test_every_date_expression_on_demand(self, environ: dict[str, str]) -> None:
        done = inside(environ, "extract", "--json", "--timexes", given=document())
        assert [timex["value"] for timex in json.loads(done.stdout)["timexes"]] == ["2026-05-04"]

    def test_a_plain_file_needs_its_publication(self, environ: dict[str, str], tmp_path: Path) -> None:
        paper = tmp_path / "order.txt"
        paper.write_text("The licence runs out on Friday.")
        done = inside(environ, "extract", str(paper))
        assert done.returncode == 2
        assert "add --published" in done.stderr

    def test_front_matter_is_metadata_and_no_text(self, environ: dict[str, str], tmp_path: Path) -> None:
        paper = tmp_path / "order.md"
        paper.write_text("---\ntitle: On steel\ndate: '2026-04-20'\n---\nThe sanctions on Iran end on 4 May 2026.\n")
        done = inside(environ, "extract", "--json", str(paper))
        read = json.loads(done.stdout)
        assert [row["date"] for row in read["deadlines"]] == ["2026-05-04"]
        assert all("04-20" not in remark["quote"] for remark in read["unclaimed"])

    def test_people_get_a_table(self, environ: dict[str, str]) -> None:
        done = inside(environ, "extract", given=document())
        assert "2026-05-04" in done.stdout
        assert "tariff" in done.stdout


class TestExplain:
    TEXT = (
        "The 15% duty on steel from Brazil takes effect 7 days after the date of this order. "
        "A hearing on lamps was held on March 3, 2026."
    )

    def test_each_date_with_its_rule_its_arithmetic_and_its_cue(self, environ: dict[str, str]) -> None:
        words = ("--published", "2026-04-20", "--signed", "2026-04-18", "--official", "--issuer", "US", "--json")
        done = inside(environ, "explain", self.TEXT, *words)
        counted, held = json.loads(done.stdout)["dates"]
        assert done.returncode == 0
        assert (counted["words"], counted["rule"]) == ("7 days after the date of this order", "from_this_order")
        assert (counted["day"], counted["trace"]) == ("2026-04-25", "2026-04-18 + 7 days")
        assert (counted["cue"], counted["role"], counted["refused"]) == ("opens", "effective", None)
        assert [row["told"] for row in counted["deadlines"]] == [True]
        assert held["deadlines"] == []
        assert held["refused"]

    def test_a_person_reads_it_in_eighty_columns(self, environ: dict[str, str]) -> None:
        done = inside(environ | {"COLUMNS": "80"}, "explain", "-", "--published", "2026-04-20", given=self.TEXT)
        assert done.returncode == 0
        assert max(map(len, done.stdout.splitlines())) <= 80
        for words in ("from_this_order", "2026-04-20 + 7 days", "refused", "effective", "BR"):
            assert words in done.stdout

    def test_a_wrong_day_is_said_so(self, environ: dict[str, str]) -> None:
        done = inside(environ, "explain", "x", "--published", "soon")
        assert done.returncode == 2
        assert "neither a day nor RFC 3339" in done.stderr


class TestReplay:
    def test_changes_alerts_and_the_last_state_in_order_of_time(self, environ: dict[str, str]) -> None:
        done = monitor(environ, "replay", "--json", "--until", "2026-05-05", given=document())
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        assert done.returncode == 0, done.stderr
        events = [row for row in rows if row["event"] != "state"]
        assert [row["at"] for row in events] == sorted(row["at"] for row in events)
        assert [row["reason"] for row in events if row["event"] == "change"] == ["new", "in_force"]
        assert [row["lead"] for row in events if row["event"] == "alert"] == [
            None,
            "P7D",
            "PT48H",
            "PT24H",
            "PT4H",
            None,
        ]
        [last] = rows[-1]["deadlines"]
        assert (last["date"], last["status"], last["ended"], last["revision"]) == ("2026-05-04", "in_force", None, 2)

    def test_a_watchlist_decides_who_hears(self, environ: dict[str, str], tmp_path: Path) -> None:
        watchlist = tmp_path / "mine.yaml"
        watchlist.write_text("version: 1\nwatches:\n  - name: Norway\n    countries: [NO]\n")
        done = inside(environ, "replay", "--json", "--watchlist", str(watchlist), given=document())
        assert [json.loads(line)["event"] for line in done.stdout.splitlines()] == ["change", "state"]

    def test_a_watchlist_with_a_typo_names_file_line_and_column(self, environ: dict[str, str], tmp_path: Path) -> None:
        watchlist = tmp_path / "mine.yaml"
        watchlist.write_text("version: 1\nwatches:\n  - name: Norway\n    contries: [NO]\n")
        done = inside(environ, "replay", "--json", "--watchlist", str(watchlist), given=document())
        assert done.returncode == 2
        assert f"{watchlist}:4:5:" in done.stderr
        assert "did you mean 'countries'" in done.stderr


class TestEverydayCommands:
    def test_help_comes_quickly_and_imports_nothing_heavy(self, environ: dict[str, str]) -> None:
        script = "import sys, monitor.cli.app; print(*sorted(m for m in sys.modules))"
        loaded = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, env=environ, check=True
        ).stdout.split()
        assert not {"sqlmodel", "sqlalchemy", "httpx", "apprise", "apscheduler", "pydantic", "feedparser"} & set(loaded)

    def test_the_shipped_configuration_is_right(self, environ: dict[str, str]) -> None:
        done = monitor(environ, "check")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("ok: ")

    def test_a_fault_in_the_configuration_exits_2_with_its_place(self, environ: dict[str, str], tmp_path: Path) -> None:
        (tmp_path / "sources.yaml").write_text((CONFIG / "sources.yaml").read_text())
        (tmp_path / "watchlists.yaml").write_text("version: 1\nwatches:\n  - name: A\n    receivers: [pager]\n")
        done = inside(environ, "check", "--config", str(tmp_path))
        assert done.returncode == 2
        assert "watchlists.yaml:4:" in done.stderr
        assert "pager" in done.stderr

    def test_nothing_known_yet_is_said_in_words(self, environ: dict[str, str]) -> None:
        for command, words in [("deadlines", "no deadlines"), ("alerts", "no alerts"), ("measures", "no measures")]:
            done = inside(environ, command)
            assert (done.returncode, words in done.stdout) == (0, True)

    def test_an_unknown_key_source_receiver_or_state_is_a_usage_error(self, environ: dict[str, str]) -> None:
        wrong = [
            ("history", "no-such-key"),
            ("poll", "us_whitehouse"),
            ("test-alert", "pager"),
            ("alerts", "--state", "lost"),
            ("deadlines", "--country", "Kanada"),
            ("deadlines", "--days", "999999999"),
            ("deadlines", "--limit", "99999999999999999999"),
            ("replay", "--until", "9999-12-31"),
        ]
        for words in wrong:
            done = inside(environ, *words)
            assert done.returncode == 2, words
            assert words[-1].lower() in done.stderr.lower() or "Invalid value" in done.stderr
            assert "Traceback" not in done.stderr

    def test_a_near_source_name_is_offered(self, environ: dict[str, str]) -> None:
        assert "did you mean us_whitehouse_actions?" in inside(environ, "poll", "us_whitehouse_action").stderr

    def test_a_test_alert_reaches_the_console(self, environ: dict[str, str]) -> None:
        done = inside(environ, "test-alert", "console")
        assert done.returncode == 0
        assert "TEST" in done.stdout

    def test_health_without_a_daemon_is_bad(self, environ: dict[str, str]) -> None:
        done = inside(environ, "health")
        assert done.returncode == 1
        assert "has never run" in done.stderr

    def test_the_demo_tells_the_three_stories(self, environ: dict[str, str]) -> None:
        started = time.monotonic()
        told = monitor(environ, "demo").stdout
        assert time.monotonic() - started < 20
        assert "MOVED 3 days later, " in told
        assert "LAPSED: US ultimatum to Russia" in told
        assert "NOW IN FORCE: US 25% tariff on India (since Wed 27 Aug 2025, 00:01 New York)" in told


def test_the_daemon_without_network_says_so_stays_well_and_stops_on_sigterm(
    environ: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "sources.yaml").write_text(
        "version: 1\nsources:\n  - name: gone\n    url: http://127.0.0.1:9/feed\n  - name: nowhere\n    url: https://feeds.invalid/rss\n"
    )
    (tmp_path / "watchlists.yaml").write_text("version: 1\nwatches:\n  - name: All\n")
    log = (tmp_path / "log").open("w+")
    daemon = subprocess.Popen([*MONITOR, "run", "--config", str(tmp_path)], env=environ, stderr=log, stdout=log)
    try:
        until = time.monotonic() + 20
        while monitor(environ, "health").returncode and time.monotonic() < until:
            pass
        assert monitor(environ, "health").returncode == 0
        while Path(log.name).read_text().count("next try") < 2 and time.monotonic() < until:
            pass
    finally:
        daemon.send_signal(signal.SIGTERM)
        started = time.monotonic()
        status = daemon.wait(30)
    said = Path(log.name).read_text()
    assert (status, time.monotonic() - started < 5) == (0, True), said
    assert "gone: " in said
    assert "nowhere: " in said
    assert "Traceback" not in said


class TestDamage:
    def test_the_daemon_does_not_start_on_a_damaged_database_and_names_the_newest_backup(
        self, environ: dict[str, str]
    ) -> None:
        database = Path(environ["MONITOR_DATA_DIR"]) / "monitor.db"
        assert monitor(environ, "token", "create", "ours").returncode == 0
        backup = json.loads(monitor(environ, "backup", "--json").stdout)["file"]
        with database.open("r+b") as file:
            file.seek(8192)
            file.write(b"\xff" * 40_000)
        spoilt = database.read_bytes()
        done = monitor(environ, "run")
        assert done.returncode == 1
        assert "`monitor restore BACKUP` puts a backup in its place" in done.stderr
        assert f"the newest backup is {backup}" in done.stderr
        assert database.read_bytes() == spoilt
        assert monitor(environ, "restore", backup).returncode == 0
        assert "ours" in monitor(environ, "token", "list").stdout
