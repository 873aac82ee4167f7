"""A second start does again only what changed."""

from pathlib import Path

import pytest

from devtools import stamps
from devtools.stamps import Stamps, fingerprint


def test_a_fingerprint_changes_with_a_name_and_with_a_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    (tmp_path / "a.csv").write_text("1")
    first = fingerprint("*.csv")
    assert fingerprint("*.csv") == first
    (tmp_path / "a.csv").write_text("2")
    changed = fingerprint("*.csv")
    assert changed != first
    (tmp_path / "a.csv").rename(tmp_path / "b.csv")
    assert fingerprint("*.csv") not in (first, changed)


@pytest.mark.parametrize("damaged", [None, "", "[1]", "{", '{"migrate": 1}'])
def test_a_missing_or_damaged_note_counts_as_not_done(tmp_path: Path, damaged: str | None) -> None:
    path = tmp_path / "stamps.json"
    if damaged is not None:
        path.write_text(damaged)
    kept = Stamps(path)
    assert not kept.has("migrate", "x")
    kept.put("migrate", "x")
    assert kept.has("migrate", "x")
    assert kept.get("static") == ""
