"""XML and HTML from strangers: read without entities, without addresses, without depth."""

import io
from collections.abc import Iterator

from lxml import etree

from twinpact.formats.table import UnreadableFileError

_SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
}
_DAMAGED = "the XML is damaged."
_DECLARES = "the XML declares entities or a document type, which is not read for safety."


def parse_xml(content: bytes) -> etree._Element:
    """The root of an XML document.

    Documents with a document type are refused, as entities can grow a few bytes into gigabytes
    or name files of this machine (CWE-776, CWE-611).
    """
    try:
        root = etree.fromstring(content, etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError:
        raise UnreadableFileError(_DAMAGED) from None
    if root is None:
        raise UnreadableFileError(_DAMAGED)
    _refuse_document_type(root)
    return root


def elements(content: bytes, name: str) -> Iterator[etree._Element]:
    """The elements of a name, whatever their namespace, one by one; each is emptied after use."""
    try:
        walk = etree.iterparse(io.BytesIO(content), events=("end",), tag=f"{{*}}{name}", **_SAFE)
        for _, element in walk:
            _refuse_document_type(element)
            yield element
            element.clear(keep_tail=False)
            while (before := element.getprevious()) is not None:
                before.getparent().remove(before)
    except etree.XMLSyntaxError:
        raise UnreadableFileError(_DAMAGED) from None


def parse_html(text: str) -> etree._Element:
    """The root of a page; browsers forgive much, and so does this reader."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableFileError("the web page is damaged.") from None
    if root is None:
        raise UnreadableFileError("the web page is empty.")
    return root


def _refuse_document_type(element: etree._Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFileError(_DECLARES)
