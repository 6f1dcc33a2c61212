"""Signatures of webhooks: the example of the standard, the check that docs/webhook.md shows, and what it refuses."""

import re
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from freezegun import freeze_time
from notify_facts import CANADA, CANADA_BEFORE, at, changed

from monitor.notify.notice import Notice, notice
from monitor.notify.webhook_signature import signed
from monitor.types import ChangeReason, Parcel

NOW = at("2026-08-19 02:42")
OLD, NEW = (f"whsec_{b64encode(letter * 32).decode()}" for letter in (b"a", b"b"))
BODY = b'{"version":1}'


def told(identity: str = "us-ca:r2:moved_later:desk", now: datetime = NOW) -> Notice:
    parcel = Parcel.of(changed(CANADA, ChangeReason.MOVED_LATER, CANADA_BEFORE))
    return notice(replace(parcel, id=identity), now=now)


@pytest.fixture(scope="module")
def is_genuine() -> Callable[[Mapping[str, str], bytes, str], bool]:
    """The check as docs/webhook.md shows it."""
    page = Path(__file__).parents[2] / "docs" / "webhook.md"
    [shown] = re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    found: dict[str, Any] = {}
    exec(shown, found)
    return found["is_genuine"]


def test_the_signature_is_that_of_the_standards_own_example() -> None:
    sent = told("msg_p5jXN8AQM9LWM0D4loKWxJek", datetime.fromtimestamp(1614265330, UTC))
    assert signed(b'{"test": 2432232314}', sent, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_without_a_secret_nothing_is_signed() -> None:
    assert signed(BODY, told(), "") == {}


def test_the_id_holds_no_full_stop_and_no_line() -> None:
    headers = signed(BODY, told("us-8703.10:r2:nouveau é\r\nX: y:desk.1"), NEW)
    assert headers["webhook-id"] == "us-8703%2E10:r2:nouveau%20%C3%A9%0D%0AX:%20y:desk%2E1"


def test_the_check_of_the_docs_takes_what_we_sign_and_nothing_else(is_genuine: Callable[..., bool]) -> None:
    with freeze_time(NOW):
        headers = signed(BODY, told(), NEW)
        assert is_genuine(headers, BODY, NEW)
        assert not is_genuine(headers, BODY + b" ", NEW)
        assert not is_genuine(headers, BODY, OLD)
        assert not is_genuine({**headers, "webhook-id": "another"}, BODY, NEW)
        assert not is_genuine({**headers, "webhook-timestamp": str(int(time.time()) - 5)}, BODY, NEW)
    with freeze_time(at("2026-08-19 02:48")):
        assert not is_genuine(headers, BODY, NEW), "six minutes old"


def test_while_a_secret_is_changed_both_sign(is_genuine: Callable[..., bool]) -> None:
    with freeze_time(NOW):
        headers = signed(BODY, told(), f"{NEW} {OLD}")
        assert is_genuine(headers, BODY, NEW)
        assert is_genuine(headers, BODY, OLD)
