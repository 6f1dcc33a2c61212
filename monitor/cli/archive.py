"""Documents of the past in order of publication: where each of them stands is noted first, and it is read when its turn comes."""

import json
import shutil
import sys
from array import array
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from monitor.cli.documents import PLAIN, Broken, document, documents, lines
from monitor.cli.instants import Instants
from monitor.types import Document

SPOOLED = "standard-input.jsonl"


class Archive:
    """Files of documents; in memory stand three numbers for each document. Lines that are no documents are in `broken`.

    `folder`: for what standard input brought, which can be read only once. Raises UsageError for a file that cannot be read
    or needs `published`.
    """

    def __init__(self, files: list[Path], published: str | None, folder: Path) -> None:
        self.files = files or [_spooled(folder)]
        self.published = published
        self.broken: list[Broken] = []
        self._instants, self._places, self._offsets = Instants(), array("l"), array("q")
        for place, path in enumerate(self.files):
            self._note(place, path)

    def __len__(self) -> int:
        return len(self._instants)

    @property
    def last_published(self) -> datetime | None:
        """When the newest document came out; None without any."""
        return self._instants.last

    def documents(self) -> Iterator[Document]:
        """All of them, in order of publication; those of one instant as they stand in the files."""
        opened: dict[int, BinaryIO] = {}
        try:
            for number in self._instants.in_order():
                yield self._read(number, opened)
        finally:
            for file in opened.values():
                file.close()

    def _note(self, place: int, path: Path) -> None:
        if path.suffix.lower() in PLAIN:
            found: Iterator[tuple[int, Document | Broken]] = ((0, each) for each in documents([path], self.published))
        else:
            found = lines(path)
        for offset, each in found:
            if isinstance(each, Broken):
                self.broken.append(each)
            else:
                self._instants.add(each.published)
                self._places.append(place)
                self._offsets.append(offset)

    def _read(self, number: int, opened: dict[int, BinaryIO]) -> Document:
        place = self._places[number]
        path = self.files[place]
        if path.suffix.lower() in PLAIN:
            [plain] = documents([path], self.published)
            assert isinstance(plain, Document), "it was one when it was noted"
            return plain
        if place not in opened:
            for file in opened.values():
                file.close()
            opened.clear()
            opened[place] = path.open("rb")
        opened[place].seek(self._offsets[number])
        return document(json.loads(opened[place].readline()))


def _spooled(folder: Path) -> Path:
    path = folder / SPOOLED
    with path.open("wb") as copy:
        shutil.copyfileobj(sys.stdin.buffer, copy)
    return path
