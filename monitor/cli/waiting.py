"""Lines that wait in a file until their order is known; in memory stand two numbers for each of them."""

import json
from array import array
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.cli.instants import Instants


class Waiting:
    """JSON values, each with its instant (aware)."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "waiting.jsonl"
        self._file = self._path.open("wb")
        self._instants, self._offsets = Instants(), array("q")

    def add(self, at: datetime, value: Any) -> None:
        """Puts one more into the file."""
        self._instants.add(at)
        self._offsets.append(self._file.tell())
        self._file.write(json.dumps(value, separators=(",", ":")).encode() + b"\n")

    def in_order(self) -> Iterator[Any]:
        """All of them by their instants, those of one instant as they came. Nothing can be added afterwards."""
        self._file.close()
        with self._path.open("rb") as file:
            for number in self._instants.in_order():
                file.seek(self._offsets[number])
                yield json.loads(file.readline())
