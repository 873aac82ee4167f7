"""The browser's libraries come out of the pinned packages."""

import io

from django.core.management import call_command


def run() -> str:
    out = io.StringIO()
    call_command("browser_libraries", stdout=out)
    return out.getvalue()


def test_the_libraries_are_written_once(settings, tmp_path):
    settings.BROWSER_LIBRARIES = tmp_path
    assert "were written" in run()
    folder = tmp_path / "libraries"
    assert "vegaEmbed" in (folder / "vega.js").read_text("utf-8")
    assert "maplibregl" in (folder / "maplibre-gl.js").read_text("utf-8")
    assert (folder / "maplibre-gl.css").exists()
    assert "are in place" in run()


def test_a_library_of_another_version_is_written_anew(settings, tmp_path):
    settings.BROWSER_LIBRARIES = tmp_path
    (tmp_path / "libraries").mkdir()
    (tmp_path / "libraries" / "versions.json").write_text('{"maplibre": "0.1"}')
    assert "were written" in run()
