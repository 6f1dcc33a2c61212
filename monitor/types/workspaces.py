"""Workspaces: who shares watchlists, receivers, tokens and what was said of deadlines; nobody sees those of another one.

The default workspace is called "" here and `default` in words; an installation that names no other has only this one. Inside the
program a receiver of another workspace bears its workspace before its name, "acme/desk", and so do ids of its alerts, circuits and
threads: two workspaces may each have a desk. **Pure.**
"""

import re

DEFAULT = "default"
"""What people call the workspace whose name is empty."""
LONGEST = 40

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_QUALIFIED = re.compile(rf"({_NAME.pattern})/([A-Za-z0-9][A-Za-z0-9_.-]*)")


def workspace_name(word: str) -> str:
    """The name as the program uses it: empty for `default`. Raises ValueError for what can be none.

    Written in capitals with underscores, as variables of the environment hold it, no name becomes another, nor another's beginning up to
    two underscores, nor another's with the ending _FILE.
    """
    if word == DEFAULT:
        return ""
    if len(word) > LONGEST or not _NAME.fullmatch(word) or word.endswith("-file"):
        raise ValueError(
            f"{word[: LONGEST + 1]!r} is no name of a workspace; write small letters and digits, at most {LONGEST}, with single "
            "hyphens between them, and no -file at its end"
        )
    return word


def in_words(workspace: str) -> str:
    """The name as people know it."""
    return workspace or DEFAULT


def qualified(workspace: str, receiver: str) -> str:
    """A receiver's name in all of the program."""
    return f"{workspace}/{receiver}" if workspace else receiver


def workspace_of(receiver: str) -> str:
    """Whose receiver this is, by its name in all of the program."""
    found = _QUALIFIED.fullmatch(receiver) if "/" in receiver else None
    return found[1] if found else ""


def plain_name(receiver: str) -> str:
    """The receiver's name as its own workspace knows it."""
    found = _QUALIFIED.fullmatch(receiver) if "/" in receiver else None
    return found[2] if found else receiver
