"""The code lists of the IATI standard 2.03, and the places of an activity that use them.

Built by ``data/iati/build.py`` from the standard as the package ``pyIATI`` carries it (MIT).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree

from twinpact.formats.iati_findings import OTHERS, IatiFinding

_GROWING = frozenset(
    {
        *("CRSChannelCode", "FileFormat", "Sector", "SectorCategory", "Country", "Currency"),
        *("Language", "LocationType", "FinanceType", "AidType", "AidTypeVocabulary"),
        *("IndicatorVocabulary", "PolicyMarker", "Region", "BudgetIdentifier", "DocumentCategory"),
        *("HumanitarianScopeVocabulary", "SectorVocabulary", "TagVocabulary"),
    }
)
"""Lists that take in new codes between versions of the standard; ours are of August 2018."""


@dataclass(frozen=True, slots=True)
class CodeList:
    """The codes of a list, and whether the standard lets a file use others."""

    name: str
    codes: frozenset[str]
    complete: bool


@dataclass(frozen=True, slots=True)
class CodePlace:
    """Where a code stands; rule ``9.NUMBER.1`` of the standard asks for it to be on the list."""

    number: int
    path: str
    codes: CodeList
    elements: etree.XPath
    attribute: str | None


@cache
def code_list(name: str) -> CodeList:
    """A list by its IATI name; KeyError where the standard has none of this name."""
    told = _shipped()["lists"][name]
    return CodeList(name, frozenset(told["codes"]), bool(told["complete"]))


@cache
def code_places() -> tuple[CodePlace, ...]:
    """All places in the order of the standard's mapping."""
    return tuple(_place(*one) for one in _shipped()["places"])


def code_findings(activity: Any) -> Iterator[IatiFinding]:
    """The codes of an activity that are on no list."""
    for place in code_places():
        for element in place.elements(activity):
            written = element.text if place.attribute is None else element.get(place.attribute)
            if written is None or written in place.codes.codes or not place.codes.complete:
                continue
            newer = place.codes.name in _GROWING
            yield IatiFinding(
                rule=f"9.{place.number}.1",
                code="code_perhaps_newer" if newer else "code_not_on_list",
                severity="warning" if newer else "error",
                about=place.path,
                list_name=OTHERS,
                path=element.getroottree().getelementpath(element),
                line=element.sourceline,
                values={"value": written[:80], "list": place.codes.name},
            )


def _place(number: int, path: str, list_name: str, condition: str | None) -> CodePlace:
    inner = path.removeprefix("//iati-activity").removeprefix("/")
    holder, _, last = inner.rpartition("/")
    if path.startswith("//@"):
        return CodePlace(number, "@xml:lang", code_list(list_name),
                         etree.XPath("descendant-or-self::*[@xml:lang]"),
                         "{http://www.w3.org/XML/1998/namespace}lang")  # fmt: skip
    attribute = last.removeprefix("@") if last.startswith("@") else None
    if path.startswith("//iati-activities"):
        # The version is the file's, and is read before its activities.
        return CodePlace(number, "@version", code_list(list_name), etree.XPath("/.."), attribute)
    where = f"[{condition}]" if condition else ""
    elements = etree.XPath(f"{holder or '.'}{where}")
    return CodePlace(number, inner, code_list(list_name), elements, attribute)


@cache
def _shipped() -> Any:
    folder = files("twinpact.formats").joinpath("iati_standard")
    return json.loads(folder.joinpath("codes.json").read_text("utf-8"))
