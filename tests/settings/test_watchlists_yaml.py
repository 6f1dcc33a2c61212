"""Watchlists: what they say becomes watches and receivers; what is wrong in them is told with its place and remedy."""

from datetime import time

import pytest

from monitor.settings import load_watchlist
from monitor.types import DeadlineKind, Digest, Firmness, Lead, MeasureKind, QuietHours, Urgency, Watch

FULL = """\
version: 1
timezone: Europe/Brussels
receivers:
  slack: {url: "${SLACK_URL}"}
  mail:
    file: mail.url
defaults:
  remind: [30d, 48h]
  receivers: [slack]
watches:
  - name: Steel from Norway
    countries: [NO, CN]
    measures: [tariff, quota]
    kinds: [effective, comment_close]
    authorities: [USTR, EU-Council]
    programmes: [section 301, IEEPA]
    instruments: [EO 14257, 833/2014]
    codes: [8703.10, 0407, 72]
    products: [cars]
    urgency: critical
    quiet_hours: 20:00-07:00
    digest: weekdays 08:30
    language: fr
    keywords:
      any: [8703.10, 0407]
      all: [steel]
      not: [anti-dumping]
    min_firmness: signed
    min_confidence: 0.5
    remind: [60d, 4h, 4h]
    receivers: [mail, console]
    timezone: America/New_York

  - name: Everything
"""


def test_every_key_of_a_watch_arrives_as_written(folder) -> None:
    folder.write("watchlists.yaml", FULL)
    folder.write("mail.url", "mailtos://u:p@mail.example\n")
    config = folder.load({"SLACK_URL": "slack://token"})
    assert config.watches == (
        Watch(
            name="Steel from Norway",
            receivers=("mail", "console"),
            countries=("NO", "CN"),
            measures=(MeasureKind.TARIFF, MeasureKind.QUOTA),
            kinds=(DeadlineKind.EFFECTIVE, DeadlineKind.COMMENT_CLOSE),
            any_words=("8703.10", "0407"),
            all_words=("steel",),
            not_words=("anti-dumping",),
            min_firmness=Firmness.SIGNED,
            min_confidence=0.5,
            leads=(Lead(days=60), Lead(hours=4)),
            zone="America/New_York",
            line="watchlists.yaml:11",
            authorities=("USTR", "EU-Council"),
            programmes=("section 301", "IEEPA"),
            instruments=("EO 14257", "833/2014"),
            codes=("8703.10", "0407", "72"),
            products=("cars",),
            urgency=Urgency.CRITICAL,
            quiet=QuietHours(time(20), time(7)),
            digest=Digest((time(8, 30),), (0, 1, 2, 3, 4)),
            language="fr",
        ),
        Watch(
            name="Everything",
            receivers=("slack",),
            leads=(Lead(days=30), Lead(hours=48)),
            zone="Europe/Brussels",
            line="watchlists.yaml:34",
        ),
    )
    assert {name: receiver.url for name, receiver in config.receivers.items()} == {
        "console": "console://",
        "slack": "slack://token",
        "mail": "mailtos://u:p@mail.example",
    }
    assert config.warnings == ()


@pytest.mark.parametrize(
    ("content", "receivers"),
    [
        ("watches: [{name: A}]", ("console",)),
        ("receivers: {a: {url: 'a://x'}, b: {url: 'b://x'}}\nwatches: [{name: A}]", ("a", "b")),
        ("receivers: {a: {url: 'a://x'}, b: {url: 'b://x'}}\ndefaults: {receivers: [b]}\nwatches: [{name: A}]", ("b",)),
        ("receivers: {a: {url: 'a://x'}}\nwatches: [{name: A, receivers: [console]}]", ("console",)),
        ("receivers:\nwatches: [{name: A, receivers: }]", ("console",)),
    ],
)
def test_a_watch_without_receivers_falls_back_on_defaults_then_on_all_then_on_the_console(
    folder, content, receivers
) -> None:
    folder.write("watchlists.yaml", content)
    assert folder.load().watches[0].receivers == receivers


@pytest.mark.parametrize(
    ("content", "leads"),
    [
        ("watches: [{name: A}]", ("30d", "7d", "48h", "24h", "4h")),
        ("defaults: {remind: [1d]}\nwatches: [{name: A}]", ("1d",)),
        ("defaults: {remind: [1d]}\nwatches: [{name: A, remind: []}]", ()),
    ],
)
def test_reminders_fall_back_on_defaults_then_on_the_ladder(folder, content, leads) -> None:
    folder.write("watchlists.yaml", content)
    assert tuple(str(lead) for lead in folder.load().watches[0].leads) == leads


def test_whoever_watches_the_united_kingdom_means_it_as_issuer_and_as_target(folder) -> None:
    folder.write("watchlists.yaml", "watches: [{name: A, countries: [GB, RU]}, {name: B, countries: [UK]}]")
    assert [watch.countries for watch in folder.load().watches] == [("GB", "UK", "RU"), ("GB", "UK")]


def test_every_scalar_is_read_as_written(folder) -> None:
    written = ["NO", "on", "yes", "0407", "8703.10", "1e3", "0x1F", "0o17", "2026-08-01", "12:30", "null", "1_000", "~"]
    folder.write(
        "watchlists.yaml", f"watches: [{{name: 010, products: [{', '.join(written)}], codes: [0407, 8703.10]}}]"
    )
    watch = folder.load().watches[0]
    assert (watch.name, list(watch.products), watch.codes) == ("010", written, ("0407", "8703.10"))


@pytest.mark.parametrize("key", ["codes", "quiet_hours", "name"])
def test_a_key_written_twice_is_a_fault(folder, key: str) -> None:
    folder.write("watchlists.yaml", f"watches:\n  - name: A\n    {key}: x\n    {key}: y\n")
    line = 2 if key == "name" else 3
    assert any(f"duplicate key '{key}', first given in line {line}" in fault for fault in folder.faults())


def test_a_watch_without_a_zone_takes_the_environments(folder) -> None:
    assert folder.load({"MONITOR_TIMEZONE": "Asia/Tokyo"}).watches[0].zone == "Asia/Tokyo"
    assert folder.load().watches[0].zone == "UTC"


def test_files_of_the_folder_add_watches_and_share_receivers_and_defaults(folder) -> None:
    folder.write(
        "watchlists.yaml",
        "timezone: Asia/Tokyo\ndefaults: {remind: [9d]}\nreceivers: {a: {url: 'a://x'}}\nwatches: [{name: A}]",
    )
    folder.write("watchlists/b.yaml", "defaults: {remind: [1d]}\nwatches:\n  - {name: B, receivers: [a]}")
    folder.write("watchlists/c.yaml", "watches: [{name: C}]")
    found = [(watch.name, str(watch.leads[0]), watch.zone, watch.line) for watch in folder.load().watches]
    assert found == [
        ("A", "9d", "Asia/Tokyo", "watchlists.yaml:4"),
        ("B", "1d", "Asia/Tokyo", "watchlists/b.yaml:3"),
        ("C", "9d", "Asia/Tokyo", "watchlists/c.yaml:1"),
    ]


def test_the_folder_alone_is_enough(folder) -> None:
    (folder.path / "watchlists.yaml").unlink()
    folder.write("watchlists/b.yaml", "watches: [{name: B}]")
    assert [watch.name for watch in folder.load().watches] == ["B"]


def test_names_are_unique_over_all_files(folder) -> None:
    folder.write("watchlists.yaml", "receivers: {a: {url: 'a://x'}}\nwatches: [{name: A}, {name: A}]")
    folder.write("watchlists/b.yaml", "receivers: {a: {url: 'b://x'}}\nwatches: [{name: A}]")
    assert folder.faults() == [
        "watchlists.yaml:2:29: duplicate name 'A', first given in watchlists.yaml:2",
        "watchlists/b.yaml:1:13: duplicate name 'a', first given in watchlists.yaml:1",
        "watchlists/b.yaml:2:18: duplicate name 'A', first given in watchlists.yaml:2",
    ]


NAME = "is no name; use letters, digits, '_', '-' and '.', at most 64"
ADDRESS = "is no address; it must look like scheme://... (an Apprise address) or console://, in one line"
PLACE = "write a place, such as Europe/Brussels, or UTC"
WATCH = (
    "name, countries, measures, kinds, authorities, programmes, instruments, codes, products, keywords, min_firmness, "
    "min_confidence, remind, receivers, language, urgency, quiet_hours, digest, timezone"
)
RECEIVER = "slack, channel, email, smtp, from, webhook, secret, url, file, urgency, quiet_hours, digest, timezone"
CODE = "is no tariff code; write its first 2 to 10 digits, such as 72, 0407 or 8703.10"
DIGEST = "is no digest; write days and times, such as weekdays 08:30 or Mon 09:00, or none"
ONE_OF = "needs exactly one of slack, email, webhook, url, file"
PLAIN = "a secret must not stand in this file; write ${NAME}, or file:PATH"
MEASURES = "known: tariff, sanctions, export_control, import_ban, licence, quota, other"


@pytest.mark.parametrize(
    ("watch", "expected"),
    [
        ("contries: [NO]", "2:5: watches.0.contries: unknown key 'contries', did you mean 'countries'?"),
        ("contries:", "2:5: watches.0.contries: unknown key 'contries', did you mean 'countries'?"),
        ("countries: CN", "2:16: watches.0.countries: must be a list, for example [a, b]"),
        ("countries: []", "2:16: watches.0.countries: is an empty list; leave the key out, or name at least one"),
        ("countries: [cn]", "2:17: watches.0.countries.0: 'cn' is not a country code, write CN"),
        ("countries: [CN, China]", "2:21: watches.0.countries.1: 'China' is not a country code, write CN"),
        ("countries: [RUS]", "2:17: watches.0.countries.0: 'RUS' is not a country code, write RU"),
        ("countries: [Rusia]", "2:17: watches.0.countries.0: 'Rusia' is not a country code, did you mean RU?"),
        (
            "countries: [XX]",
            "2:17: watches.0.countries.0: 'XX' is not a country code (two letters of ISO 3166-1, or EU, UK, UN, ALL)",
        ),
        ("countries: [{a: b}]", "2:17: watches.0.countries.0: must be a country code of two letters, such as CN"),
        ("measures: [tarif]", "2:16: watches.0.measures.0: unknown measure 'tarif', did you mean 'tariff'?"),
        ("measures: [zzz]", f"2:16: watches.0.measures.0: unknown measure 'zzz'; {MEASURES}"),
        ("measures: [[tariff]]", "2:16: watches.0.measures.0: must be text"),
        ("kinds: [expire]", "2:13: watches.0.kinds.0: unknown kind 'expire', did you mean 'expiry'?"),
        ("min_firmness: sined", "2:19: watches.0.min_firmness: unknown firmness 'sined', did you mean 'signed'?"),
        ("min_confidence: high", "2:21: watches.0.min_confidence: must be a number"),
        ("min_confidence: nan", "2:21: watches.0.min_confidence: must be a number"),
        ("min_confidence: 1.5", "2:21: watches.0.min_confidence: must be at most 1"),
        ("keywords: [steel]", "2:15: watches.0.keywords: must hold the keys any, all, not"),
        ("keywords: {none: [a]}", "2:16: watches.0.keywords.none: unknown key 'none'; known: any, all, not"),
        ("keywords: {any: ['']}", "2:22: watches.0.keywords.any.0: is empty"),
        ("keywords: {not: [[a]]}", "2:22: watches.0.keywords.not.0: must be text"),
        ("remind: [2w]", "2:14: watches.0.remind.0: '2w' is no lead; write days or hours, such as 30d or 48h"),
        ("remind: [0d]", "2:14: watches.0.remind.0: '0d' is no lead; write days or hours, such as 30d or 48h"),
        ("remind: 30d", "2:13: watches.0.remind: must be a list, for example [a, b]"),
        ("receivers: [slak]", "2:17: watches.0.receivers.0: unknown receiver 'slak'; known: console"),
        ("receivers: ['slack://s3cret']", "2:17: watches.0.receivers.0: unknown receiver 'slack://…'; known: console"),
        ("timezone: EST", f"2:15: watches.0.timezone: unknown time zone 'EST'; {PLACE}"),
        ("timezone: Brussels", "2:15: watches.0.timezone: unknown time zone 'Brussels', did you mean 'Europe/Brussels'?"),
        ("timezone: ../etc", f"2:15: watches.0.timezone: unknown time zone '../etc'; {PLACE}"),
        ("codes: [8703.1x]", f"2:13: watches.0.codes.0: '8703.1x' {CODE}"),
        ("codes: [7]", f"2:13: watches.0.codes.0: '7' {CODE}"),
        ("codes: [8703-10]", f"2:13: watches.0.codes.0: '8703-10' {CODE}"),
        ("codes: 0407", "2:12: watches.0.codes: must be a list, for example [a, b]"),
        ("authorities: []", "2:18: watches.0.authorities: is an empty list; leave the key out, or name at least one"),
        ("autorities: [BIS]", "2:5: watches.0.autorities: unknown key 'autorities', did you mean 'authorities'?"),
        ("urgency: urgent", "2:14: watches.0.urgency: unknown urgency 'urgent'; known: normal, critical"),
        ("urgency: critcal", "2:14: watches.0.urgency: unknown urgency 'critcal', did you mean 'critical'?"),
        (
            "quiet_hours: 20-07",
            "2:18: watches.0.quiet_hours: '20-07' are no quiet hours; write two times of day, such as 20:00-07:00, or none",
        ),
        (
            "quiet_hours: 24:00-07:00",
            "2:18: watches.0.quiet_hours: '24:00-07:00' are no quiet hours; "
            "write two times of day, such as 20:00-07:00, or none",
        ),
        (
            "quiet_hours: 07:00-7:00",
            "2:18: watches.0.quiet_hours: '07:00-7:00' begin when they end; "
            "write two different times, such as 20:00-07:00, or none",
        ),
        ("digest: wekdays 08:30", "2:13: watches.0.digest: unknown day 'wekdays', did you mean 'weekdays'?"),
        ("digest: 08:30", f"2:13: watches.0.digest: '08:30' {DIGEST}"),
        ("digest: daily at 8", f"2:13: watches.0.digest: 'daily at 8' {DIGEST}"),
        ("language: German", "2:15: watches.0.language: unknown language 'German', write de"),
        ("language: de-AT", "2:15: watches.0.language: unknown language 'de-AT', write de"),
        ("language: it", "2:15: watches.0.language: unknown language 'it'; known: en, fr, de, es, zh"),
        ("<<: {a: b}", f"2:5: watches.0.<<: unknown key '<<'; known: {WATCH}"),
    ],
)  # fmt: skip
def test_a_fault_in_a_watch_is_told_with_its_place(folder, watch: str, expected: str) -> None:
    folder.write("watchlists.yaml", f"watches:\n  - {watch}\n    name: A\n")
    assert folder.faults() == [f"watchlists.yaml:{expected}"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[a, b]", "1:1: must hold the keys version, timezone, receivers, service, defaults, watches"),
        ("version: 2", "1:10: version: must be at most 1"),
        ("version: one", "1:10: version: must be a whole number"),
        ("watch: []", "1:1: watch: unknown key 'watch', did you mean 'watches'?"),
        ("watches: {a: 1}", "1:10: watches: must be a list, for example [a, b]"),
        ("watches:\n  - countries: [CN]", "2:5: watches.0: 'name' is missing"),
        ("watches:\n  - name:", "2:5: watches.0: 'name' is missing"),
        (
            "watches:\n  - Tariffs",
            f"2:5: watches.0: must hold the keys {WATCH}",
        ),
        ("defaults: {reminders: [1d]}", "1:12: defaults.reminders: unknown key 'reminders', did you mean 'remind'?"),
        ("receivers: [a]", "1:12: receivers: must hold names, each with its keys"),
        ("receivers: {a: 'slack://s3cret'}", f"1:16: receivers.a: must hold the keys {RECEIVER}"),
        ("receivers: {a: {}}", f"1:16: receivers.a: {ONE_OF}"),
        ("receivers: {a: {url: 'a://s3cret', file: b.url}}", f"1:16: receivers.a: {ONE_OF}, not url and file"),
        ("receivers: {a b: {url: 'a://s3cret'}}", f"1:13: receivers.a b: 'a b' {NAME}"),
        ("receivers: {'slack://s3cret': {url: 'a://b'}}", f"1:13: receivers.slack://…: 'slack://…' {NAME}"),
        ("receivers: {console: {url: 'a://s3cret'}}", "1:12: receivers: 'console' is always there; choose another name"),
        ("receivers: {a: {url: s3cret}}", f"1:22: receivers.a.url: {ADDRESS}"),
        ("receivers: {a: {url: 'console://s3cret'}}", "1:22: receivers.a.url: the console takes nothing after console://"),
        (
            "receivers: {a: {url: '${SLACK_URL}'}}",
            "1:22: receivers.a.url: the environment variable SLACK_URL is not set; set it, or give the address with 'file'",
        ),
        (
            "receivers: {a: {url: 'a://${s3 cret'}}",
            "1:22: receivers.a.url: ${...} must hold the name of an environment variable, such as ${SLACK_URL}",
        ),
        ("receivers: {a: {url: 'a://s3cret', retry: 3}}", f"1:36: receivers.a.retry: unknown key 'retry'; known: {RECEIVER}"),
        ("receivers: {a: {slack: xoxb-s3cret, channel: c}}", f"1:24: receivers.a.slack: {PLAIN}"),
        ("receivers: {a: {webhook: 'https://h.example/s3cret'}}", f"1:26: receivers.a.webhook: {PLAIN}"),
        (
            "receivers: {a: {email: a@b.example, smtp: 'smtp://u:s3cret@h'}}",
            "1:43: receivers.a.smtp: a password must not stand in this file; write ${NAME}, or file:PATH",
        ),
        (
            "receivers: {a: {slack: file:b.url, channel: c}}",
            "1:24: receivers.a.slack: is no bot token; it looks like xoxb-... "
            "(the address of an incoming webhook goes under 'url')",
        ),
        (
            "receivers: {a: {webhook: file:b.url}}",
            "1:26: receivers.a.webhook: is no web address; it must look like https://host/path, in one line",
        ),
        (
            "receivers: {a: {email: a@b.example, smtp: file:b.url}}",
            "1:43: receivers.a.smtp: is no mail server; it must look like smtps://user:password@host:465, "
            "smtp+starttls:// or smtp://",
        ),
        ("receivers: {a: {slack: file:b.url}}", "1:24: receivers.a.slack: is no bot token; it looks like xoxb-... "
            "(the address of an incoming webhook goes under 'url')"),
        ("receivers: {a: {webhook: file:hook, secret: whsec_s3cret}}", f"1:45: receivers.a.secret: {PLAIN}"),
        (
            "receivers: {a: {webhook: file:hook, secret: file:b.url}}",
            "1:45: receivers.a.secret: is no signing secret; it looks like whsec_ "
            "and then 24 to 64 random bytes in Base64 (or two of them)",
        ),
        (
            "receivers: {a: {url: 'a://b', secret: file:signing}}",
            "1:16: receivers.a: 'secret' has a meaning beside 'webhook' only",
        ),
        ("receivers: {a: {slack: file:token}}", "1:16: receivers.a: 'slack' needs 'channel' beside it"),
        ("receivers: {a: {email: a@b.example}}", "1:16: receivers.a: 'email' needs 'smtp' beside it"),
        ("receivers: {a: {url: 'a://b', channel: c}}", "1:16: receivers.a: 'channel' has a meaning beside 'slack' only"),
        ("receivers: {a: {url: 'a://b', from: a@b.example}}", "1:16: receivers.a: 'from' has a meaning beside 'email' only"),
        (
            "receivers: {a: {slack: file:token, channel: '# trade'}}",
            "1:45: receivers.a.channel: '# trade' is no channel; write its name in quotes, such as \"#trade\", or its id",
        ),
        (
            "receivers: {a: {email: legal, smtp: 'smtp://h'}}",
            "1:24: receivers.a.email: 'legal' is no mail address; write one, such as legal@example.com",
        ),
        (
            "receivers: {a: {url: 'a://b', quiet_hours: 8pm}}",
            "1:44: receivers.a.quiet_hours: '8pm' are no quiet hours; write two times of day, such as 20:00-07:00, or none",
        ),
        ("defaults: {urgency: high}", "1:21: defaults.urgency: unknown urgency 'high'; known: normal, critical"),
        ("receivers: {a: {file: gone.url}}", "1:23: receivers.a.file: the file 'gone.url' cannot be read: No such file or directory"),
    ],
)  # fmt: skip
def test_a_fault_in_a_watchlist_is_told_with_its_place_and_without_a_secret(
    folder, content: str, expected: str
) -> None:
    folder.write("watchlists.yaml", content + "\n")
    folder.write("b.url", "b://s3cret")
    folder.write("token", "xoxb-s3cret\n")
    folder.write("hook", "https://h.example/s3cret")
    folder.write("signing", f"whsec_{'s3cretAA' * 4}")
    assert folder.faults() == [f"watchlists.yaml:{expected}"]
    assert not any("s3cret" in fault for fault in folder.faults())


def test_an_address_is_put_together_from_the_environment(folder) -> None:
    folder.write("watchlists.yaml", "receivers: {a: {url: 'mailtos://${U}:${P}@host'}}\nwatches: [{name: A}]")
    config = folder.load({"U": "me", "P": "s3cret$"})
    assert config.receivers["a"].url == "mailtos://me:s3cret$@host"
    assert "s3cret" not in repr(config)


def test_a_bad_address_from_the_environment_is_not_shown(folder) -> None:
    folder.write("watchlists.yaml", "receivers: {a: {url: '${U}'}}\nwatches: [{name: A}]")
    assert not any("s3cret" in fault for fault in folder.faults({"U": "a://s3cret and more"}))


def test_all_faults_of_all_files_are_told_at_once_in_their_order(folder) -> None:
    folder.write(
        "sources.yaml", "sources:\n  - {name: a, url: ftp://x}\n  - {name: a, url: https://x.example, rank: 9}\n"
    )
    folder.write("watchlists.yaml", "watches:\n  - {name: A, countries: [China], kinds: [expire]}\n  - {nam: B}\n")
    folder.write("watchlists/b.yaml", "watches: [\n")
    places = [fault.split(" ")[0] for fault in folder.faults({"MONITOR_TIMEZONE": "EST"})]
    assert places == [
        "sources.yaml:2:20:",
        "sources.yaml:3:12:",
        "sources.yaml:3:45:",
        "watchlists.yaml:2:27:",
        "watchlists.yaml:2:43:",
        "watchlists.yaml:3:5:",
        "watchlists.yaml:3:6:",
        "watchlists/b.yaml:2:1:",
        "environment:",
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "receivers: {a: {url: 'a://x'}, b: {url: 'b://x'}}\nwatches: [{name: A, receivers: [a]}]",
            "watchlists.yaml:1:32: receivers.b: no watch sends to it",
        ),
        ("watches: []", "watchlists.yaml:1:1: there is no watch: nobody will be told anything"),
        (
            "watches: [{name: A, authorities: [BIS, OFCA, Port of Ghent]}]",
            "watchlists.yaml:1:40: watches.0.authorities.1: 'OFCA' is not known and is looked for as written, "
            "did you mean 'OFAC'?",
        ),
        (
            "watches: [{name: A, programmes: [section 301, section 337, Rusia]}]",
            "watchlists.yaml:1:60: watches.0.programmes.2: 'Rusia' is not known and is looked for as written, "
            "did you mean 'Russia'?",
        ),
    ],
)  # fmt: skip
def test_what_is_probably_not_meant_is_a_warning(folder, content: str, expected: str) -> None:
    folder.write("watchlists.yaml", content)
    assert folder.warnings() == [expected]


def test_a_file_of_the_folder_with_another_ending_is_a_warning(folder) -> None:
    folder.write("watchlists/b.yml", "watches: [{name: B}]")
    assert folder.warnings() == ["watchlists/b.yml:1:1: is not read; name it .yaml"]


def test_one_watchlist_loads_by_itself_and_without_its_secrets(folder) -> None:
    folder.write("watchlists.yaml", "receivers: {a: {url: '${GONE}'}, b: {file: gone}}\nwatches: [{name: A}]")
    config = load_watchlist(folder.path / "watchlists.yaml", {}, secrets=False)
    assert config.watches[0].receivers == ("a", "b")
    assert {receiver.url for receiver in config.receivers.values()} == {"console://"}
