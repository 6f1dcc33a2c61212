"""What the child takes from itself before it reads a byte: files, processes, the network; and before each body, time and memory."""

import contextlib
import ctypes
import math
import resource
from pathlib import Path

_OPEN_FILES = 64
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000


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


def held() -> int:
    """Bytes of memory that this process holds; 0 where the system does not tell."""
    pages = _pages()
    return 0 if pages is None else pages[1] * resource.getpagesize()


def allow(seconds: float, memory: int) -> None:
    """From here on: so many seconds of CPU and so many bytes of memory more than are used already."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime + seconds), hard))
    pages = _pages()
    if pages is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (pages[0] * resource.getpagesize() + memory, hard))


def _pages() -> tuple[int, int] | None:
    """How many pages of memory this process has asked for, and how many it holds; None where the system does not tell."""
    try:
        asked, held = Path("/proc/self/statm").read_text().split()[:2]
    except OSError:
        return None
    return int(asked), int(held)
