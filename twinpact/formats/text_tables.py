"""Tables written as text: any delimiter, any encoding that offices use."""

import csv
import io
from collections import Counter

from twinpact.formats.table import Grid, Limits, UnreadableFileError

DELIMITERS = (",", ";", "\t", "|")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE_LINES = 60
_SAMPLE_BYTES = 200_000
_LONGEST_CELL = 5_000_000


def decode(content: bytes) -> tuple[str, str]:
    """The text and the encoding: UTF-8, UTF-16 or what an old office program wrote.

    Windows-1252 is tried before the guess of charset-normalizer, as it is what spreadsheets in
    Western Europe and Latin America write when they do not write Unicode (WHATWG Encoding
    Standard, which reads "latin1" as windows-1252 too).
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return _strict(content, "utf-8-sig" if encoding == "utf-8" else encoding), encoding
    if b"\x00" in content:
        wide = _without_mark(content)
        return _strict(content, wide), wide
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    return _old_encoding(content)


def read_text(text: str, limits: Limits) -> tuple[Grid, str]:
    """The cells of a text table, and the delimiter."""
    delimiter = _delimiter(text)
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[list[str | None]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells += len(row)
            if len(row) > limits.columns or cells > limits.cells:
                raise UnreadableFileError("The table has more cells than can be read.")
            rows.append([_cell(cell) for cell in row])
    except csv.Error as problem:
        raise UnreadableFileError(f"The text is not a table: {problem}.") from None
    return Grid(rows), delimiter


def unescaped(text: str) -> str:
    """A cell without the apostrophe that ``escaped`` put before what looks like a formula."""
    if text.startswith("'") and looks_like_formula(text):
        return text[1:].strip()
    return text


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would run the text, or it was made harmless before."""
    return text.lstrip("' \t\r\n")[:1] in {"=", "+", "-", "@"}


def _cell(text: str) -> str | None:
    return unescaped(text.strip()) or None


def _strict(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFileError(f"The file says it is {encoding}, but is not.") from None
    if "\x00" in text:
        raise UnreadableFileError("The file holds NUL characters, so it is not a text table.")
    return text


def _without_mark(content: bytes) -> str:
    """UTF-16 without its mark has a zero in every other byte of plain letters."""
    sample = content[:_SAMPLE_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2 or 1
    if len(content) % 2 == 0 and odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if len(content) % 2 == 0 and even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    raise UnreadableFileError("The file holds NUL characters, so it is not a text table.")


def _old_encoding(content: bytes) -> tuple[str, str]:
    strange = sum(1 for byte in content if byte < 32 and byte not in b"\t\r\n\f")
    if strange > len(content) // 100:
        raise UnreadableFileError("The file is not text, so it is not a table.")
    try:
        return content.decode("windows-1252"), "windows-1252"
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, seldom needed

    best = from_bytes(content[:_SAMPLE_BYTES]).best()
    if best is None:
        raise UnreadableFileError("The encoding of the file is not known; save it as UTF-8.")
    return content.decode(best.encoding, errors="replace"), best.encoding


def _delimiter(text: str) -> str:
    """The mark that cuts most of the first lines into equally many pieces, and into the most."""
    lines = text[:_SAMPLE_BYTES].splitlines()[:_SAMPLE_LINES]
    sample = "\n".join(lines)
    best, best_score = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        try:
            widths = [
                len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if row
            ]
        except csv.Error:
            continue
        if not widths:
            continue
        width, times = Counter(widths).most_common(1)[0]
        score = (times / len(widths), width) if width > 1 else (0.0, 0)
        if score > best_score:
            best, best_score = delimiter, score
    return best
