"""Take the browser's libraries out of the pinned Python packages that ship them."""

import importlib.metadata
import importlib.util
import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

PACKAGES = ("maplibre", "vl-convert-python")
MAP_FILES = ("maplibre-gl.js", "maplibre-gl.css")


class Command(BaseCommand):
    help = "Write MapLibre GL and the Vega bundle where the site's static files are looked for."

    def handle(self, *args: object, **options: object) -> None:
        folder = Path(settings.BROWSER_LIBRARIES) / "libraries"
        wanted = {name: importlib.metadata.version(name) for name in PACKAGES}
        stamp = folder / "versions.json"
        if stamp.exists() and json.loads(stamp.read_text()) == wanted:
            self.stdout.write("The browser libraries are in place.")
            return
        folder.mkdir(parents=True, exist_ok=True)
        map_library(folder)
        chart_library(folder)
        stamp.write_text(json.dumps(wanted))
        self.stdout.write(f"The browser libraries were written to {folder}.")


def map_library(folder: Path) -> None:
    """MapLibre GL, as the package maplibre ships it; found without importing the package."""
    spec = importlib.util.find_spec("maplibre")
    shipped = Path(spec.submodule_search_locations[0]) / "srcjs"
    for name in MAP_FILES:
        text = (shipped / name).read_text("utf-8")
        text = "\n".join(line for line in text.splitlines() if "sourceMappingURL=" not in line)
        (folder / name).write_text(text, "utf-8")


def chart_library(folder: Path) -> None:
    """Vega, Vega-Lite, Vega-Embed and the interpreter that needs no eval, in one file."""
    import vl_convert  # noqa: PLC0415 a large library that only this command needs

    (folder / "vega.js").write_text(vl_convert.javascript_bundle(), "utf-8")
