"""One content, drawn as PDF, DOCX or XLSX."""

from collections.abc import Callable
from importlib import import_module

from website.reports.content import Content

FORMATS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class UnknownFormatError(ValueError):
    """Reports are drawn in no such format."""


def draw(content: Content, file_format: str) -> bytes:
    """The file of a report.

    Raises:
        UnknownFormatError: There is no renderer of this name.
    """
    if file_format not in FORMATS:
        raise UnknownFormatError(file_format)
    # Each renderer brings a large library; who draws no PDF does not load it.
    renderer: Callable[[Content], bytes] = import_module(
        f"website.reports.render.{file_format}"
    ).draw
    return renderer(content)
