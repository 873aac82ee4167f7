"""IATI activities as plain elements: read, kept and written again with nothing lost."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from twinpact.formats.iati_names import LANGUAGE, OURS, PREFIX, VERSION
from twinpact.formats.markup import parse_xml
from twinpact.formats.table import Limits, UnreadableFileError

ORDER = (
    "iati-identifier", "reporting-org", "title", "description", "participating-org",
    "other-identifier", "activity-status", "activity-date", "contact-info", "activity-scope",
    "recipient-country", "recipient-region", "location", "sector", "tag", "country-budget-items",
    "humanitarian-scope", "policy-marker", "collaboration-type", "default-flow-type",
    "default-finance-type", "default-aid-type", "default-tied-status", "budget",
    "planned-disbursement", "capital-spend", "transaction", "document-link", "related-activity",
    "legacy-data", "conditions", "result", "crs-add", "fss",
)  # fmt: skip
"""The order in which the schema wants the parts of an activity; those of others come last."""

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold."""
_RANK = {name: number for number, name in enumerate(ORDER)}
Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its name (``{namespace}name`` outside IATI), attributes, text and children.

    Attributes are in the order of their names; white space around the text and comments are none
    of its content.
    """

    name: str
    attributes: Attributes = ()
    text: str = ""
    children: tuple["Element", ...] = ()

    def get(self, name: str) -> str | None:
        """An attribute; None where there is none."""
        return next((value for own, value in self.attributes if own == name), None)

    def all(self, name: str) -> tuple["Element", ...]:
        """The children of a name."""
        return tuple(child for child in self.children if child.name == name)

    def first(self, name: str) -> "Element | None":
        """The first child of a name; None where there is none."""
        return next((child for child in self.children if child.name == name), None)


@dataclass(frozen=True, slots=True)
class IatiFile:
    """The activities of a file, what else stands beside them, and the file's own attributes."""

    activities: tuple[Element, ...]
    others: tuple[Element, ...] = ()
    attributes: Attributes = field(default=(("version", VERSION),))

    @property
    def version(self) -> str:
        """The version of the standard that the file names; empty where it names none."""
        return dict(self.attributes).get("version", "")


def attributes(told: Mapping[str, str | None]) -> Attributes:
    """Attributes in their order, without those that say nothing."""
    return tuple(sorted((name, value) for name, value in told.items() if value is not None))


def element(
    name: str,
    told: Mapping[str, str | None] | None = None,
    children: Iterable[Element | None] = (),
    text: str = "",
) -> Element:
    """An element; children of None are none."""
    there = tuple(child for child in children if child is not None)
    return Element(name, attributes(told or {}), text, there)


def ours(name: str) -> str:
    """A name in our own namespace."""
    return f"{{{OURS}}}{name}"


def read_iati_file(content: bytes, limits: Limits | None = None) -> IatiFile:
    """The activities of a file as they stand, whatever the version.

    Raises:
        UnreadableFileError: It is no XML that can be read, or no file of activities.
    """
    allowed = limits or Limits()
    if len(content) > allowed.bytes:
        raise UnreadableFileError(f"it is larger than {allowed.bytes // 1_000_000} MB.")
    root = parse_xml(content)
    if root.tag == "iati-activity":
        return IatiFile((element_of(root),), attributes=())
    if root.tag != "iati-activities":
        raise UnreadableFileError("this is no file of IATI activities.")
    children = [element_of(one) for one in _elements(root)]
    return IatiFile(
        tuple(one for one in children if one.name == "iati-activity"),
        tuple(one for one in children if one.name != "iati-activity"),
        _attributes_of(root),
    )


def write_iati_file(file: IatiFile) -> bytes:
    """The file as XML: the same content always gives the same bytes.

    The parts of an activity stand in the order of the schema.
    """
    root = etree.Element("iati-activities", nsmap={PREFIX: OURS})
    for name, value in file.attributes:
        root.set(name, value)
    for one in (*(in_order(activity) for activity in file.activities), *file.others):
        root.append(_lxml(one))
    etree.cleanup_namespaces(root, keep_ns_prefixes=[PREFIX])
    etree.indent(root, space=" ")
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def in_order(activity: Element) -> Element:
    """The activity with its parts in the order of the schema; equals keep theirs."""
    last = len(ORDER)
    children = sorted(activity.children, key=lambda one: _RANK.get(one.name, last))
    return replace(activity, children=tuple(children))


def element_to_xml(one: Element) -> str:
    """An element as XML text, to be kept."""
    return str(etree.tostring(_lxml(one), encoding="unicode"))


def element_from_xml(text: str) -> Element:
    """The element that :func:`element_to_xml` wrote."""
    return element_of(parse_xml(text.encode("utf-8")))


def element_of(node: Any) -> Element:
    """The element that lxml read."""
    children = tuple(element_of(child) for child in _elements(node))
    return Element(str(node.tag), _attributes_of(node), (node.text or "").strip(), children)


def narratives(holder: Element | None) -> tuple[tuple[str | None, str], ...]:
    """The texts of an element with their languages; None is the language of the activity."""
    if holder is None:
        return ()
    return tuple((one.get(LANGUAGE), one.text) for one in holder.all("narrative"))


def narrative_elements(texts: Iterable[tuple[str | None, str]]) -> tuple[Element, ...]:
    """Texts with their languages as narratives; empty ones are none."""
    return tuple(
        element("narrative", {LANGUAGE: language}, text=text.strip())
        for language, text in texts
        if text.strip()
    )


def _elements(node: Any) -> Iterator[Any]:
    return (child for child in node if isinstance(child.tag, str))


def _attributes_of(node: Any) -> Attributes:
    return tuple(sorted((str(name), str(value)) for name, value in node.attrib.items()))


def _lxml(one: Element) -> Any:
    node = etree.Element(one.name)
    for name, value in one.attributes:
        node.set(name, _ILLEGAL.sub("", value))
    node.text = _ILLEGAL.sub("", one.text) or None
    for child in one.children:
        node.append(_lxml(child))
    return node
