"""What the child takes from itself before it reads a byte: files, processes, the network; and before each body, time and memory."""

import contextlib
import ctypes
import math
import resource
from pathlib import Path

_OPEN_FILES = 64
_TRIM_ABOVE, _MAPPED_ABOVE, _MOST_ARENAS = -1, -3, -8
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000


def give_back() -> None:
    """From here on memory of large bodies goes back to the system as soon as they are let go of, in this process, for good.

    Left alone, glibc keeps ever larger pieces after the first large one, and does so for each thread.
    """
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        for setting, value in ((_MAPPED_ABOVE, 262_144), (_TRIM_ABOVE, 1_048_576), (_MOST_ARENAS, 2)):
            libc.mallopt(setting, value)


def confine() -> None:
    """For good: no core file, no written file, no process of its own, and, where the system lets us, no network."""
    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
    ):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(limit, (most, most))
    _leave_the_network()


def _leave_the_network() -> None:
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(_NEW_NET) != 0:
            libc.unshare(_NEW_USER | _NEW_NET)


def allow(seconds: float, memory: int) -> None:
    """From here on: so many seconds of CPU and so many bytes of memory more than are used already."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime + seconds), hard))
    with contextlib.suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + memory, hard))
