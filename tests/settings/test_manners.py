"""Urgency, quiet hours, digests and the new kinds of receivers: what is written, and whom it holds for."""

from datetime import time

import pytest

from monitor.settings import load_watchlist
from monitor.types import Digest, QuietHours, Receiver, ReceiverKind, Urgency

NIGHT = QuietHours(time(20), time(7))
WEEKDAYS = (0, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("written", "digest"),
    [
        ("weekdays 08:30", Digest((time(8, 30),), WEEKDAYS)),
        ("daily 07:00", Digest((time(7),))),
        ("daily 16:00, 7:00", Digest((time(7), time(16)))),
        ("Mon 09:00", Digest((time(9),), (0,))),
        ("monday, Thu 09:00 17:30", Digest((time(9), time(17, 30)), (0, 3))),
        ("weekends 10:00", Digest((time(10),), (5, 6))),
        ("none", None),
    ],
)
def test_a_digest_is_read_as_people_write_it(folder, written: str, digest: Digest | None) -> None:
    folder.write("watchlists.yaml", f"watches:\n  - name: A\n    digest: {written}")
    assert folder.load().watches[0].digest == digest


@pytest.mark.parametrize(
    ("written", "quiet"),
    [
        ("20:00-07:00", NIGHT),
        ("20:00 - 7:00", NIGHT),
        ("12:00-13:30", QuietHours(time(12), time(13, 30))),
        ("none", None),
    ],
)
def test_quiet_hours_are_two_times_of_day(folder, written: str, quiet: QuietHours | None) -> None:
    folder.write("watchlists.yaml", f"watches:\n  - name: A\n    quiet_hours: {written}")
    assert folder.load().watches[0].quiet == quiet


def test_a_watch_overrules_the_defaults_and_a_receiver_overrules_both(folder) -> None:
    folder.write(
        "watchlists.yaml",
        """
timezone: Europe/Brussels
receivers:
  chat: {url: 'a://x'}
  desk: {url: 'b://x', quiet_hours: 18:00-09:00, digest: daily 09:00, urgency: normal, timezone: Asia/Tokyo}
  pager: {url: 'c://x', urgency: critical, quiet_hours: none}
defaults: {quiet_hours: 20:00-07:00, digest: Mon 09:00, language: de}
watches:
  - {name: A}
  - {name: B, quiet_hours: none, digest: none, urgency: critical, language: zh, receivers: [desk, chat]}
""",
    )
    config = folder.load()
    monday, nine = Digest((time(9),), (0,)), Digest((time(9),))
    evening = QuietHours(time(18), time(9))
    found = [(w.name, w.receivers, w.zone, w.urgency, w.quiet, w.digest, w.language) for w in config.watches]
    assert found == [
        ("A", ("chat",), "Europe/Brussels", Urgency.NORMAL, NIGHT, monday, "de"),
        ("A", ("desk",), "Asia/Tokyo", Urgency.NORMAL, evening, nine, "de"),
        ("A", ("pager",), "Europe/Brussels", Urgency.CRITICAL, None, monday, "de"),
        ("B", ("desk",), "Asia/Tokyo", Urgency.NORMAL, evening, nine, "zh"),
        ("B", ("chat",), "Europe/Brussels", Urgency.CRITICAL, None, None, "zh"),
    ]
    assert config.watch_names == ("A", "B")


def test_the_defaults_of_the_main_file_hold_for_the_folder(folder) -> None:
    folder.write("watchlists.yaml", "defaults: {quiet_hours: 20:00-07:00}\nwatches: [{name: A}]")
    folder.write("watchlists/b.yaml", "defaults: {urgency: critical}\nwatches: [{name: B}]")
    folder.write("watchlists/c.yaml", "watches: [{name: C}]")
    assert [(watch.name, watch.quiet, watch.urgency) for watch in folder.load().watches] == [
        ("A", NIGHT, Urgency.NORMAL),
        ("B", NIGHT, Urgency.CRITICAL),
        ("C", NIGHT, Urgency.NORMAL),
    ]


KINDS = """
receivers:
  trade-slack: {slack: "${SLACK_BOT_TOKEN}", channel: "#trade"}
  quiet-slack: {slack: file:token, channel: C0123ABC}
  legal-mail: {email: legal@example.com, smtp: "${SMTP_URL}", from: Monitor <monitor@example.com>}
  local-mail: {email: me@example.com, smtp: smtp://localhost:25}
  duty: {webhook: "${DUTY_HOOK}", secret: file:signing}
  chat: {url: "discord://a/b"}
  screen: {url: "console://"}
watches: [{name: A}]
"""
SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-s3cret",
    "SMTP_URL": "smtp+starttls://u:s3cret@mail.example:587",
    "DUTY_HOOK": "https://duty.example/s3cret",
}
SIGNING = f"whsec_{'s3cretAA' * 4} whsec_{'s3cretBB' * 8}"


def test_every_kind_of_receiver_arrives_with_what_it_needs(folder) -> None:
    folder.write("watchlists.yaml", KINDS)
    folder.write("token", "xoxb-other\n")
    folder.write("signing", SIGNING.replace(" ", "\n"))
    config = folder.load(SECRETS)
    kind = ReceiverKind
    assert config.receivers == {
        receiver.name: receiver
        for receiver in (
            Receiver("console", "console://", kind.CONSOLE),
            Receiver("trade-slack", "xoxb-s3cret", kind.SLACK, to="#trade"),
            Receiver("quiet-slack", "xoxb-other", kind.SLACK, to="C0123ABC"),
            Receiver(
                "legal-mail", SECRETS["SMTP_URL"], kind.EMAIL, "legal@example.com", "Monitor <monitor@example.com>"
            ),
            Receiver("local-mail", "smtp://localhost:25", kind.EMAIL, "me@example.com"),
            Receiver("duty", "https://duty.example/s3cret", kind.WEBHOOK, secret=SIGNING),
            Receiver("chat", "discord://a/b"),
            Receiver("screen", "console://", kind.CONSOLE),
        )
    }
    assert config.warnings == ()
    assert "s3cret" not in repr(config)


def test_names_of_secrets_that_begin_like_ours_are_no_slips(folder) -> None:
    folder.write("watchlists.yaml", KINDS.replace("DUTY_HOOK", "MONITOR_HOOK"))
    folder.write("token", "xoxb-other\n")
    folder.write("signing", SIGNING.replace(" ", "\n"))
    assert folder.warnings({**SECRETS, "MONITOR_HOOK": "https://duty.example/s3cret"}) == []


def test_a_missing_secret_is_told_by_its_name_alone(folder) -> None:
    folder.write("watchlists.yaml", KINDS)
    folder.write("token", "xoxb-other\n")
    folder.write("signing", SIGNING.replace(" ", "\n"))
    assert folder.faults(SECRETS | {"DUTY_HOOK": ""}) == [
        "watchlists.yaml:7:19: receivers.duty.webhook: the environment variable DUTY_HOOK is not set; "
        "set it, or give the address with 'file'"
    ]
    assert not any("s3cret" in fault for fault in folder.faults(SECRETS | {"DUTY_HOOK": "ftp://s3cret"}))


def test_a_watchlist_loads_without_any_secret(folder) -> None:
    folder.write("watchlists.yaml", KINDS)
    config = load_watchlist(folder.path / "watchlists.yaml", {}, secrets=False)
    assert {receiver.kind for receiver in config.receivers.values()} == {ReceiverKind.CONSOLE}
