"""What the file of a paper is, told by its content and never by its name."""

from dataclasses import dataclass

from twinpact.formats.markup import parse_xml
from twinpact.formats.packages import MacrosError, Package, open_package
from twinpact.formats.table import UnreadableFileError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
_MAIN = f"{DOCX}.main+xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_HYPERLINK = "/hyperlink"
_LOOKED_AT = 1024


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that a paper may come as. ``ending`` is the one we give it."""

    code: str
    ending: str
    media_type: str


KINDS = {
    "pdf": FileKind("pdf", ".pdf", "application/pdf"),
    "docx": FileKind("docx", ".docx", DOCX),
    "odt": FileKind("odt", ".odt", ODT),
    "png": FileKind("png", ".png", "image/png"),
    "jpeg": FileKind("jpeg", ".jpg", "image/jpeg"),
    "tiff": FileKind("tiff", ".tif", "image/tiff"),
}
"""Every kind by its code."""


class NotAPaperError(UnreadableFileError):
    """The content is none of the kinds that a paper may come as."""


def kind_of_file(content: bytes) -> FileKind:
    """The kind of file that this content is.

    Raises:
        NotAPaperError: It is none of ``KINDS``, or only begins like one.
        MacrosError: It holds macros (also a .docm under another name).
        UnreadableFileError: It is a damaged, encrypted or hostile document.
    """
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    code = _plain(content)
    if code is None:
        raise NotAPaperError("the file is no PDF, Word or OpenDocument text, PNG, JPEG or TIFF.")
    return KINDS[code]


def _plain(content: bytes) -> str | None:
    """After the marks with which a kind begins and ends (ISO 32000, PNG 3, ITU T.81, TIFF 6)."""
    if content.startswith(b"%PDF-"):
        return "pdf" if b"%%EOF" in content[-_LOOKED_AT:] else None
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png" if b"IEND" in content[-16:] else None
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg" if b"\xff\xd9" in content[-_LOOKED_AT:] else None
    if content.startswith((b"II*\x00", b"MM\x00*")):
        return "tiff"
    return None


def _zipped(content: bytes) -> FileKind:
    with open_package(content) as package:
        if "[Content_Types].xml" in package.names:
            check_word(package)
            return KINDS["docx"]
        if "mimetype" in package.names and package.part("mimetype").strip() == ODT.encode():
            parse_xml(package.part("content.xml"))
            return KINDS["odt"]
    raise NotAPaperError("the file is a zip file, but no Word or OpenDocument text.")


def check_word(package: Package) -> None:
    """Let pass a Word document without macros and without parts that lie elsewhere.

    A template or picture that is fetched from an address runs or reports when the document is
    opened (MITRE ATT&CK T1221); plain links stay.

    Raises:
        NotAPaperError: It is another Office document.
        MacrosError: It says that it has macros.
        UnreadableFileError: It refers to parts outside of itself.
    """
    types = package.part("[Content_Types].xml")
    declared = [
        element.get("ContentType", "") for element in parse_xml(types).iter(f"{_TYPES}Override")
    ]
    if any("macroEnabled" in one or "vbaProject" in one for one in declared) or (
        b"macroEnabled" in types
    ):
        raise MacrosError("the document holds macros; save it as .docx without macros.")
    if _MAIN not in declared:
        raise NotAPaperError("the file is an Office document, but no Word document (.docx).")
    for name in sorted(package.names):
        if name.endswith(".rels"):
            _refuse_elsewhere(package.part(name))
    parse_xml(package.part("word/document.xml"))


def _refuse_elsewhere(content: bytes) -> None:
    for one in parse_xml(content).iter(_RELATIONSHIPS):
        outside = one.get("TargetMode", "").lower() == "external"
        if outside and not one.get("Type", "").endswith(_HYPERLINK):
            raise UnreadableFileError(
                "the document fetches a part from elsewhere; put it into the document."
            )
