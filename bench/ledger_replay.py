"""Replays one file in a process of its own and prints how fast it went and how much memory it held, half-way and at the end."""

import gc
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from monitor.cli.archive import Archive
from monitor.cli.replay import EVERYTHING
from monitor.pipeline.replay import events, final_state
from monitor.store import open_throwaway
from monitor.types import Document


def resident_mb() -> float:
    """What the process holds now (Linux)."""
    gc.collect()
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(fields["VmRSS"].split()[0]) / 1024


def main() -> None:
    """The last line: documents a second and MB at the end."""
    with tempfile.TemporaryDirectory() as name:
        started, processor = time.perf_counter(), time.process_time()
        archive = Archive([Path(sys.argv[1])], None, Path(name))
        print(f"noted where {len(archive)} documents stand in {time.perf_counter() - started:.1f} s")
        store = open_throwaway(Path(name))
        marks = {len(archive) * quarter // 4: quarter for quarter in (1, 2, 3)}
        memory: list[str] = []

        def passing() -> Iterator[Document]:
            for number, document in enumerate(archive.documents()):
                if number in marks:
                    memory.append(f"{resident_mb():.0f}")
                yield document

        assert archive.last_published is not None
        told = sum(1 for _ in events(store, passing(), EVERYTHING, archive.last_published))
        spent, processor = time.perf_counter() - started, time.process_time() - processor
        at_end = resident_mb()
        print(f"resident memory at each quarter: {', '.join(memory)}, {at_end:.0f} MB")
        print(
            f"{len(archive) / spent:.0f} documents/s by the clock, {len(archive) / processor:.0f} by the processor's time; "
            f"{told} events, {len(final_state(store))} deadlines; a year of them in {365_000 / (len(archive) / spent) / 60:.0f} minutes"
        )
        store.close()
    print(f"{len(archive) / spent:.1f} {at_end:.1f}")


if __name__ == "__main__":
    main()
