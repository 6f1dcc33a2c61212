"""Secrets that stand in the environment or in files, and never in the configuration itself."""

import re
from collections.abc import Mapping
from pathlib import Path

from monitor.settings.wording import shown

_VARIABLE = re.compile(r"\$\{([^}]*)\}?")


def variables(text: str) -> list[str]:
    """The environment names that a text asks for."""
    return [match[1] for match in _VARIABLE.finditer(text)]


def filled(text: str, environ: Mapping[str, str], otherwise: str) -> str:
    """The text with every ${NAME} filled in. Raises ValueError, which names the variable, no value, and what to do `otherwise`."""
    for name in variables(text):
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
            raise ValueError("${...} must hold the name of an environment variable, such as ${SLACK_URL}")
        if not environ.get(name):
            raise ValueError(f"the environment variable {name} is not set; set it, or {otherwise}")
    return _VARIABLE.sub(lambda match: environ[match[1]], text).strip()


def content(path: Path, name: str) -> str:
    """What stands in the file, blanks around it left out. Raises ValueError, which calls the file `name`."""
    try:
        return path.read_text("utf-8").strip()
    except UnicodeDecodeError:
        raise ValueError(f"the file {shown(name)} is not UTF-8 text") from None
    except OSError as fault:
        raise ValueError(f"the file {shown(name)} cannot be read: {fault.strerror}") from None
