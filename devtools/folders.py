"""Where things are: the project, and the folder for everything that a run leaves behind."""

import os
from pathlib import Path

from devtools.failure import PlainError

ROOT = Path(__file__).resolve().parent.parent


def var_folder() -> Path:
    """The folder for data, logs and secrets of this machine; TWINPACT_VAR names another one."""
    folder = Path(os.environ.get("TWINPACT_VAR") or ROOT / "var").absolute()
    make_writable(folder)
    return folder


def make_writable(folder: Path) -> Path:
    """The folder, made if it was missing; refuses when nothing can be written in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise _cannot_write(folder) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _cannot_write(folder)
    return folder


def _cannot_write(folder: Path) -> PlainError:
    return PlainError(
        f"The folder {folder} cannot be written: change its owner, "
        "or name another one in TWINPACT_VAR."
    )
