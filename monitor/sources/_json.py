"""JSON of a publisher, as far as it is what was promised. **Pure.**"""

import json
from typing import Any

from monitor.errors import ParseError

Fields = dict[str, Any]


def loaded(text: str, kind: str) -> Any:
    """The value. `kind`: what it should have been, as messages call it. Raises ParseError."""
    start = text.strip()[:1]
    if not start:
        raise ParseError("the answer is empty")
    if start == "<":
        raise ParseError(f"the answer is XML or a web page, not {kind}")
    try:
        return json.loads(text)
    except RecursionError:
        raise ParseError("the JSON is nested too deeply") from None
    except ValueError as error:
        raise ParseError(f"the answer is not complete JSON: {error}") from error


def records(value: Any, name: str, kind: str) -> list[Fields]:
    """The objects of the list under this name. Raises ParseError where there is no list, or nothing in it can be read."""
    listed = value.get(name) if isinstance(value, dict) else None
    if not isinstance(listed, list):
        raise ParseError(f"the answer is JSON, but not {kind}: it has no list of {name}")
    found = [fields for fields in listed if isinstance(fields, dict)]
    if listed and not found:
        raise ParseError(f"the answer has {name}, but none can be read")
    return found


def text_in(fields: Fields, name: str) -> str:
    """The text under this name; empty for anything else."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""
