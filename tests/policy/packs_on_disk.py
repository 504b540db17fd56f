"""A copy of the packs that a test may change."""

import shutil
from pathlib import Path

from backend.policy.loader import HERE


def copied_packs(to: Path) -> Path:
    """The packs' folder, copied below `to`."""
    return Path(shutil.copytree(HERE / "packs", to / "packs"))


def changed(folder: Path, file: str, old: str, new: str) -> Path:
    """`file` with `old` replaced once by `new`; `old` must be there."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} no longer says {old}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path
