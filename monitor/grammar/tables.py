"""The reviewed tables that lie beside the rules: comma-separated, with comments and a head. **Pure.**"""

import csv
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


@lru_cache(maxsize=8)
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/{name}.csv`, each by the names of its head; lines that begin with # are comments."""
    lines = (_FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if line and not line.startswith("#")))
