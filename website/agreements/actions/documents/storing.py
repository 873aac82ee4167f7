"""Keeping the bytes of a paper: told by content, hashed while written, under a name of ours."""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from twinpact.formats.packages import MacrosError
from twinpact.formats.papers import FileKind, NotAPaperError, kind_of_file
from twinpact.formats.table import UnreadableFileError

_UNSAFE = re.compile(r"[^\w.()\[\] -]+")
_LONGEST_NAME = 200


class FileRefusedError(Exception):
    """The file cannot be kept; the message says why and what to do."""


class TooLargeError(FileRefusedError):
    """The file is larger than ``settings.LARGEST_UPLOAD`` bytes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file ready to be stored. ``called`` is its own name, made harmless."""

    file: ContentFile
    kind: FileKind
    called: str
    size: int
    sha256: str


def keep(chunks: Iterable[bytes], *, filename: str) -> Kept:
    """Take in the bytes of a file one by one, and say what it is.

    Raises:
        TooLargeError: It is larger than a file may be; the rest is not read.
        FileRefusedError: It is none of the kinds that a paper comes as, or it is hostile.
    """
    digest, content = hashlib.sha256(), bytearray()
    for chunk in chunks:
        content += chunk
        digest.update(chunk)
        if len(content) > settings.LARGEST_UPLOAD:
            raise TooLargeError(
                _("The file is larger than %(mb)d MB.")
                % {"mb": settings.LARGEST_UPLOAD // 1_000_000}
            )
    kind = _kind(bytes(content))
    # The stored name holds nothing of what the person who brought the file called it.
    file = ContentFile(bytes(content), name=f"{secrets.token_hex(16)}{kind.ending}")
    return Kept(file, kind, harmless(filename), len(content), digest.hexdigest())


def _kind(content: bytes) -> FileKind:
    try:
        return kind_of_file(content)
    except MacrosError:
        raise FileRefusedError(
            _("The file holds macros or embedded objects. Save it without them, as .docx or PDF.")
        ) from None
    except NotAPaperError:
        raise FileRefusedError(
            _("Bring a PDF, a Word or OpenDocument text, or an image (PNG, JPEG, TIFF).")
        ) from None
    except UnreadableFileError:
        raise FileRefusedError(
            _("The file is damaged, encrypted or not safe to keep. Save it again and bring it.")
        ) from None


def harmless(filename: str) -> str:
    """What a file was called, without folders, control signs and signs that turn text around."""
    plain = unicodedata.normalize("NFC", filename.replace("\\", "/").rpartition("/")[2])
    plain = "".join(c for c in plain if unicodedata.category(c)[0] not in "CZ" or c == " ")
    return _UNSAFE.sub("_", plain).strip(" .")[-_LONGEST_NAME:]
