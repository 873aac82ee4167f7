"""Word templates with gaps (docxtpl): filled in a process of its own that cannot run away."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twinpact.formats.packages import PackageLimits, open_package
from twinpact.formats.papers import check_word
from twinpact.formats.table import UnreadableFileError

Value = str | None | Sequence[str]
Values = Mapping[str, Mapping[str, Value]]
"""For each language its fields: {"es": {"first_party": "Medellín", "object": None}}."""

BLANK = "________"
"""What stands where a value is not known: a line to fill by hand."""

SECONDS = 20
_LIMITS = PackageLimits(bytes=5_000_000, members=500, unpacked=40_000_000, part=8_000_000)


class TemplateRefusedError(ValueError):
    """The template cannot be used."""


class UnknownNamesError(TemplateRefusedError):
    """The template asks for values that there are not; ``names`` are they."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)


class NotPlainError(TemplateRefusedError):
    """The template holds more than values, ``if`` and ``for``; ``what`` names it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class BadSyntaxError(TemplateRefusedError):
    """The signs between braces cannot be read; ``what`` says where."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class TooMuchError(TemplateRefusedError):
    """Filling the template takes too long or too much memory."""


class NoWordFileError(TemplateRefusedError):
    """The template is no Word document that can be read, or it holds macros."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The paper as a Word document, and the fields left blank in it, such as es.object."""

    content: bytes
    blanks: tuple[str, ...]


_ERRORS = {"not_plain": NotPlainError, "syntax": BadSyntaxError}


def fill(template: bytes, values: Values) -> Filled:
    """A Word document with the gaps of a template filled.

    A value that is None is written as ``BLANK`` and told; nothing is made up. The template comes
    from strangers: Jinja's sandbox, a list of what it may hold, and a process with limits on time
    and memory keep it from doing anything but that.

    Raises:
        TemplateRefusedError: One of its kinds, which says why.
    """
    try:
        with open_package(template, _LIMITS) as package:
            check_word(package)
    except UnreadableFileError as problem:
        raise NoWordFileError(str(problem)) from None
    said = json.dumps(values).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "twinpact.formats.filling"],
            input=len(said).to_bytes(8, "big") + said + template,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooMuchError from None
    return _answer(done.returncode, done.stdout)


def _answer(code: int, said: bytes) -> Filled:
    if code != 0 or len(said) < 8:
        raise TooMuchError
    length = int.from_bytes(said[:8], "big")
    answer, content = json.loads(said[8 : 8 + length]), said[8 + length :]
    if answer["unknown"]:
        raise UnknownNamesError(answer["unknown"])
    if answer["wrong"]:
        raise _ERRORS[answer["wrong"]](answer["what"])
    return Filled(content, tuple(answer["blanks"]))
