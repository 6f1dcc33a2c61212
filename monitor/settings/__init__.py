"""What the user decides: settings from the environment, sources and watchlists from YAML files, faults with file:line:column.

Everything is checked before anything runs, and all faults of all files are told at once.
"""

from monitor.settings.config import Config
from monitor.settings.environment import Settings, unknown_names
from monitor.settings.loading import load_config, load_watchlist
from monitor.settings.schemas import write_schemas

__all__ = ["Config", "Settings", "load_config", "load_watchlist", "unknown_names", "write_schemas"]
