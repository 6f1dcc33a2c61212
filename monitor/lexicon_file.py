"""What was read off the grammar's patterns, kept beside Python's own compiled files, where those may be written.

A process that finds the file reads its first text half a second sooner. It names the code that wrote it, so that no other reads it.
"""

import hashlib
import importlib.util
import inspect
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path


def prepare(folder: Path | None = None) -> None:
    """Readies the grammar for its first text. `folder`: of the file; by default where Python keeps the grammar's compiled files."""
    # Loaded here, for the commands that read no text have no need of the rules.
    import monitor.extract  # noqa: F401  (enrols all patterns)
    from monitor.grammar import kept, lexicon

    # Where the file cannot be named (no source), read or written, the next run does without it too.
    with suppress(OSError):
        file = (folder or _folder()) / _name()
        try:
            kept.recall(file.read_bytes())
        except (OSError, ValueError):
            if not sys.dont_write_bytecode:
                _write(file, kept.written())
    lexicon.possible("")


def _write(file: Path, told: bytes) -> None:
    """Whole or not at all; what another version of the code has written is of no use any more."""
    file.parent.mkdir(exist_ok=True)
    number, name = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(number, "wb") as opened:
            opened.write(told)
        Path(name).chmod(0o644)
        os.replace(name, file)  # noqa: PTH105
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    for other in file.parent.glob(f"lexicon.{sys.implementation.cache_tag}.*.json"):
        if other != file:
            other.unlink(missing_ok=True)


def _folder() -> Path:
    from monitor.grammar import lexicon

    return Path(importlib.util.cache_from_source(lexicon.__file__)).parent


def _name() -> str:
    from monitor.grammar import kept, openings, signs

    code = hashlib.sha256(b"".join(inspect.getsource(each).encode() for each in (kept, openings, signs)))
    return f"lexicon.{sys.implementation.cache_tag}.{code.hexdigest()[:16]}.json"


if __name__ == "__main__":
    prepare()
