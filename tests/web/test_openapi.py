"""The API against its own description: made-up requests, right ones and wrong ones, get the answers that it promises."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from store_examples import measure_news, reminder, source_state
from web_room import KEY, NOW, Reader, due, duty, learn, many, revise

from monitor.ports import Store, Token
from monitor.store import open_store
from monitor.types import ChangeReason
from monitor.web.access import Access
from monitor.web.tokens import digest_of_token, new_token

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

pytestmark = pytest.mark.slow
EXAMPLES = 25
OPERATIONS = 6
"""At least so many are described; fewer would mean that the description lost some."""
WRONG, RIGHT = schemathesis.checks.negative_data_rejection, schemathesis.checks.positive_data_acceptance
"""Not asked of any: the first holds names in an address that nobody knows for wrong, which are passed over here, and leaves away the
token, which is sent with every request. The second is asked of all that only reads: what a body may say depends on the record, and one of
its fields on another."""


@pytest.fixture(scope="module")
def filled() -> Iterator[Store]:
    """A little of everything that the API lists."""
    store = open_store("sqlite://")
    learn(store, duty(), *many(12))
    revise(store, "us-ca", ChangeReason.MOVED_LATER, due=due(26))
    with store.begin() as tx:
        tx.add_measure(measure_news(), NOW)
        tx.enqueue([reminder()], NOW)
        tx.save_source(source_state())
    yield store
    store.close()


def held(app: Any, headers: dict[str, str], mode: Any) -> int:
    """Asks every operation; returns how many there are. Raises what schemathesis finds."""
    description = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    operations = [each.ok() for each in description.get_all_operations()]
    for operation in operations:
        promises(operation, headers, mode)
    return len(operations)


def promises(operation: Any, headers: dict[str, str], mode: Any) -> None:
    """Asks one operation over and over. Raises what schemathesis finds."""
    not_asked = [WRONG] if operation.method == "get" else [WRONG, RIGHT]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def hold(case: Any) -> None:
        case.call_and_validate(headers=headers, excluded_checks=not_asked)

    hold()


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=str)
@pytest.mark.parametrize("with_token", [True, False], ids=["with a token", "without one"])
def test_answers_are_those_of_the_description(filled: Store, with_token: bool, mode: Any) -> None:
    token = new_token()
    with filled.begin() as tx:
        tx.drop_token("bot")
        tx.add_token(Token("bot", "admin", NOW), digest_of_token(token))
    reader = Reader(filled, Access(KEY, "a password"))
    headers = {"Authorization": f"Bearer {token}"} if with_token else {}
    assert held(reader.app, headers, mode) >= OPERATIONS
