"""Remembering what was done for which files, so that a second start does not do it again."""

import json
import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from devtools.folders import ROOT


def fingerprint(*patterns: str, setting: str = "") -> str:
    """One value for all files of the project that fit the patterns, and for one setting."""
    digest = sha256(f"{ROOT} {os.environ.get(setting, '')}".encode())
    for path in sorted(_matching(patterns)):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _matching(patterns: Iterable[str]) -> set[Path]:
    return {
        path
        for pattern in patterns
        for path in ROOT.glob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    }


class Stamps:
    """What was done, by name; kept in a file beside the thing that it was done to."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def _read(self) -> dict[str, str]:
        try:
            noted = json.loads(self.path.read_text())
        except (OSError, ValueError):
            return {}
        return noted if isinstance(noted, dict) else {}

    def has(self, name: str, value: str) -> bool:
        """Whether the thing was done for just these files."""
        return self.get(name) == value

    def get(self, name: str) -> str:
        """What was put under the name; empty when nothing was."""
        return self._read().get(name, "")

    def put(self, name: str, value: str) -> None:
        """Remember that the thing was done."""
        self.path.write_text(json.dumps({**self._read(), name: value}, indent=1))
