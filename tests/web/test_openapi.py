"""The API against its own description: made-up requests, right and wrong ones, get the answers that it promises."""

import pytest
from store_examples import measure_news, reminder, source_state
from web_room import KEY, NOW, Reader, due, duty, many, learn, revise

from monitor.ports import Store, Token
from monitor.types import ChangeReason
from monitor.web.access import Access
from monitor.web.tokens import digest_of_token, new_token

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
EXAMPLES = 40
