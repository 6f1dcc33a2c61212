"""`monitor export`: what is recorded, as a file for somebody else."""

import hashlib
import sys
from datetime import UTC, datetime
from pathlib import Path

from monitor import __version__
from monitor.cli import shell
from monitor.cli.audit import Audit, documents_of, page
from monitor.cli.keys import unknown
from monitor.types import Place

FROM_THE_START = Place(datetime.min.replace(tzinfo=UTC))


def export(key: str, output: Path | None, workspace: str | None = None) -> None:
    """Writes the audit of one deadline. Raises UsageError with near keys when there is none."""
    with shell.opened_room(shell.settings(), workspace) as store, store.read() as tx:
        revisions = tx.history(key)
        if not revisions:
            raise unknown(tx, key)
        steps = tx.steps(key, FROM_THE_START)
        filed = tx.filed(documents_of(revisions, steps))
        marks = tx.marks([key]).get(key, [])
    body = page(Audit(revisions, steps, filed, shell.now(), f"monitor {__version__}", marks)).encode()
    if output is None:
        sys.stdout.buffer.write(body)
        return
    output.write_bytes(body)
    print(f"{output}: {len(body)} bytes, SHA-256 {hashlib.sha256(body).hexdigest()}")  # noqa: T201
