"""Where the programs are: ours, and the peers next to this Python."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tool(name: str) -> str:
    """A peer installed beside this Python, by `make peers`."""
    path = Path(sys.executable).parent / name
    assert path.exists(), f"{name} is missing: run `make peers`"
    return str(path)


def wardrobe() -> str:
    """Our binary, as `make peers` built it."""
    path = Path(os.environ.get("WARDROBE", ROOT / "target" / "debug" / "wardrobe"))
    assert path.exists(), f"{path} is missing: run `make peers`"
    return str(path)
