"""The folders of workspaces, and what of the environment and the disk each may call its own.

`workspaces/NAME/` holds what the folder of the configuration holds for the default workspace: `watchlists.yaml`, `watchlists/*.yaml`.
Whoever writes there must not be able to have another workspace's secrets sent anywhere: see `own_variables` and `own_file`.
"""

import os.path
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from monitor.errors import Problem
from monitor.settings.environment import one_value
from monitor.types import workspace_name

WORKSPACES = "workspaces"


@dataclass(frozen=True, slots=True)
class Home:
    """Where a workspace's files lie. `top`: the folder of the whole configuration, from which alerts name files."""

    base: Path
    top: Path
    workspace: str = ""


def homes(directory: Path, problems: list[Problem]) -> list[Home]:
    """The default workspace's home, then the others by name; what is wrong with their names goes to `problems`."""
    found = [Home(directory, directory)]
    for path in sorted((directory / WORKSPACES).glob("[!.]*")):
        if not path.is_dir():
            continue
        try:
            name = workspace_name(path.name)
        except ValueError as fault:
            problems.append(Problem(str(path), 0, 0, str(fault)))
            continue
        if name:
            found.append(Home(path, directory, name))
        else:
            message = f"the default workspace's files lie in {directory} itself; choose another name"
            problems.append(Problem(str(path), 0, 0, message))
    return found


def astray(directory: Path) -> Iterator[Problem]:
    """Files that lie where only folders are read."""
    for path in sorted((directory / WORKSPACES).glob("*.y*ml")):
        if path.is_file():
            message = f"is not read: a workspace is a folder, {WORKSPACES}/{path.stem}/watchlists.yaml"
            yield Problem(str(path), 1, 1, message)


def workspace_at(directory: Path, file: str) -> str:
    """Whose file this is; the default workspace's where it is nobody else's."""
    try:
        parts = Path(file).relative_to(directory).parts
    except ValueError:
        return ""
    try:
        return workspace_name(parts[1]) if len(parts) > 1 and parts[0] == WORKSPACES else ""
    except ValueError:
        return ""


def in_capitals(workspace: str) -> str:
    """The name as names of variables hold it: ACME_CORP for acme-corp."""
    return workspace.upper().replace("-", "_")


def own_variables(names: Iterable[str], home: Home) -> None:
    """Raises ValueError for an environment name that is not the workspace's to ask for."""
    prefix = f"{in_capitals(home.workspace)}__"
    if home.workspace and not all(name.startswith(prefix) for name in names):
        raise ValueError(f"a variable of this workspace begins with {prefix}, such as {prefix}SLACK_BOT_TOKEN")


def own_file(path: Path, home: Home) -> Path:
    """The path. Raises ValueError for one outside of the workspace's folder."""
    inside = Path(os.path.abspath(path)).is_relative_to(os.path.abspath(home.base))  # noqa: PTH100  links are the operator's
    if home.workspace and not inside:
        raise ValueError(f"a secret's file of this workspace lies in its folder, {WORKSPACES}/{home.workspace}/")
    return path


def password_variable(workspace: str) -> str:
    """The variable that holds the password of a workspace's readers."""
    return f"MONITOR_WEB_PASSWORD__{in_capitals(workspace)}"


def password_variables(workspaces: Iterable[str]) -> list[str]:
    """All variables that can hold passwords of these workspaces."""
    return [name + end for name in map(password_variable, workspaces) for end in ("", "_FILE")]


def passwords(workspaces: Iterable[str], environ: Mapping[str, str]) -> dict[str, str]:
    """workspace -> the password of its readers, for those that have one. Raises ConfigError."""
    found = {name: one_value(password_variable(name), environ) for name in workspaces}
    return {name: value for name, value in found.items() if value}
