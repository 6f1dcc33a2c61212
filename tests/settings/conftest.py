"""A configuration folder to write into, and its problems as they are printed."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.settings import Config, load_config

SOURCES = "sources:\n  - {name: gazette, url: https://gazette.example/feed}\n"
WATCHLIST = "watches:\n  - name: All\n"


class ConfigFolder:
    """`write` puts a file in place; both files begin sound."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("sources.yaml", SOURCES)
        self.write("watchlists.yaml", WATCHLIST)

    def write(self, name: str, content: str) -> None:
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")

    def load(self, environ: Mapping[str, str] | None = None) -> Config:
        return load_config(self.path, environ or {})

    def faults(self, environ: Mapping[str, str] | None = None) -> list[str]:
        with pytest.raises(ConfigError) as refusal:
            self.load(environ)
        assert refusal.value.exit_code == 2
        return str(refusal.value).replace(f"{self.path}/", "").splitlines()

    def warnings(self, environ: Mapping[str, str] | None = None) -> list[str]:
        return [str(warning).replace(f"{self.path}/", "") for warning in self.load(environ).warnings]


@pytest.fixture
def folder(tmp_path: Path) -> ConfigFolder:
    return ConfigFolder(tmp_path / "config")
