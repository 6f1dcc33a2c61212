"""The command line's tests borrow the store's examples."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "store"))
