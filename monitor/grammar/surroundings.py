"""What stands around a sentence. **Pure.**"""

from dataclasses import dataclass

from monitor.types import Document


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a sentence: the sentences just before it, nearest first, the one `after` it, and the document."""

    before: tuple[str, ...]
    title: str
    opening: str
    document: Document
    after: str = ""
