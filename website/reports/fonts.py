"""The letters of the papers: free fonts (SIL Open Font License) out of pinned packages.

PDF/UA asks that every character has a shape in a font of the file. What no font has is drawn as
an empty square, and the paper says so.
"""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

SANS = "Source Sans 3"
#: Typst draws the letters of an SVG with fonts of a fixed weight only, so charts have their own.
OF_CHARTS = "Source Sans Pro"
SERIF = "Source Serif 4"
#: Letters that Source Sans does not have, by what holds them.
FURTHER = ("Noto Sans Arabic", "Noto Sans SC", "Noto Sans TC", "Noto Sans JP", "Noto Sans KR")
NO_SHAPE = "□"
PACKAGES = {
    "fontpkg_source_sans_3": "files",
    "fontpkg_source_serif_4": "files",
    "fontpkg_noto_sans_arabic": "files",
    "font_source_sans_pro": "files",
}
EAST_ASIAN = "justmytype_intl_cjk"
FOLDERS = tuple(Path(str(files(package))) / folder for package, folder in PACKAGES.items())
EAST_ASIAN_FOLDER = Path(str(files(EAST_ASIAN))) / "fonts"
#: What the first fonts have for sure; nearly every report needs no more.
PLAIN = re.compile("[\n\x20-\x7e\u00a0-\u017f\u2013\u2014\u2018-\u201d\u2026\u2022●▲■○□◆]*")
#: Marks that have no shape of their own and need none.
SILENT = frozenset("\n\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


@cache
def shapes(*, east_asian: bool) -> frozenset[int]:
    """The characters that the fonts of the text can draw."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 only where letters are not plain

    if east_asian:
        fonts = sorted(EAST_ASIAN_FOLDER.rglob("*.ttf"))
    else:
        fonts = [path for folder in (FOLDERS[0], FOLDERS[2]) for path in folder.glob("*.ttf")
                 if "Italic" not in path.name]  # fmt: skip
    found: set[int] = set()
    for path in fonts:
        with TTFont(path, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)


def needs_east_asian(text: str) -> bool:
    """Whether a text has letters that only the large fonts of East Asia have."""
    if PLAIN.fullmatch(text):
        return False
    first = shapes(east_asian=False)
    return any(ord(one) not in first and ord(one) in shapes(east_asian=True)
               for one in set(text))  # fmt: skip


def drawable(text: str) -> str:
    """The text, with a square for each character that no font has."""
    if PLAIN.fullmatch(text):
        return text
    return "".join(one if _has_shape(one) else NO_SHAPE for one in text)


def _has_shape(one: str) -> bool:
    code = ord(one)
    return one in SILENT or code in shapes(east_asian=False) or code in shapes(east_asian=True)
