"""Zipped documents from strangers (DOCX, ODT): opened with limits, and without macros."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from twinpact.formats.table import UnreadableFileError

_DAMAGED = "the document is damaged."
_MACROS = ("vbaproject.bin", "vbadata.xml")
_MACRO_FOLDERS = ("basic/", "scripts/", "word/activex/", "word/embeddings/", "customui/")


@dataclass(frozen=True, slots=True)
class PackageLimits:
    """How much a zipped document may hold; ``part`` is the largest part that is read."""

    bytes: int = 50_000_000
    members: int = 2_000
    unpacked: int = 300_000_000
    part: int = 30_000_000


class MacrosError(UnreadableFileError):
    """The document holds macros, controls or other programs."""


class Package:
    """The parts of a zipped document."""

    def __init__(self, archive: zipfile.ZipFile, limits: PackageLimits) -> None:
        self.archive, self.limits = archive, limits
        self.names = frozenset(archive.namelist())

    def part(self, name: str) -> bytes:
        """The content of a part, if the document has it and it is not larger than it may be.

        Raises:
            UnreadableFileError: There is no such part, it is too large, or it is damaged.
        """
        if name not in self.names:
            raise UnreadableFileError(_DAMAGED)
        with self.archive.open(name) as packed:
            content = packed.read(self.limits.part + 1)
        if len(content) > self.limits.part:
            raise UnreadableFileError("the document is too large when unpacked.")
        return content


@contextmanager
def open_package(content: bytes, limits: PackageLimits | None = None) -> Iterator[Package]:
    """A zipped document, measured before anything is unpacked.

    Raises:
        UnreadableFileError: It is no zip file, damaged, encrypted, or a bomb (CWE-409).
        MacrosError: It holds macros or controls.
    """
    limits = limits or PackageLimits()
    if len(content) > limits.bytes:
        raise UnreadableFileError("the document is too large.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _measure(archive.infolist(), limits)
            yield Package(archive, limits)
    except (
        zipfile.BadZipFile,
        EOFError,
        RuntimeError,
        NotImplementedError,
        OSError,
        ValueError,
    ) as e:
        if isinstance(e, UnreadableFileError):
            raise
        raise UnreadableFileError(_DAMAGED) from None
    except zlib.error:
        raise UnreadableFileError(_DAMAGED) from None


def _measure(members: list[zipfile.ZipInfo], limits: PackageLimits) -> None:
    if len(members) > limits.members:
        raise UnreadableFileError("the document has too many parts.")
    if sum(member.file_size for member in members) > limits.unpacked:
        raise UnreadableFileError("the document is too large when unpacked.")
    names = [member.filename for member in members]
    if len(set(names)) != len(names):
        raise UnreadableFileError(_DAMAGED)
    for member in members:
        name = member.filename.lower()
        if name.startswith("/") or ".." in name.split("/") or "\\" in name:
            raise UnreadableFileError("the document has parts outside of itself.")
        if member.flag_bits & 0x1:
            raise UnreadableFileError("the document is encrypted; save it without a password.")
        if name.endswith(_MACROS) or name.startswith(_MACRO_FOLDERS):
            raise MacrosError("the document holds macros or embedded objects; save it without.")
