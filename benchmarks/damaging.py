"""Damaging files on purpose, in the ways that disks, people and attackers do; by a seed."""

import io
import random
import zipfile

INTERESTING = (
    b"\x00", b"\xff\xfe", b"<!ENTITY a '&a;'>", b"<!DOCTYPE x [", b"]]>", b'"', b"'", b";", b",",
    b"\t", b"\r\n", b"=cmd|' /C calc'!A0", b"@SUM(1)", b"999999999999", b"-1", b"NaN", b"1e400",
    b"\xe2\x80\xae", b"\xed\xa0\x80", b"[" * 500, b"{" * 500, b'{"a":' * 200, b"<div>" * 400,
    b"<table>" * 50, b'rowspan="99999" ', b'colspan="99999" ', b"31/02/2010", b"2008-2011",
    b"../../etc/passwd", b"number-rows-repeated=\"1048576\"", b" r=\"XFD1048576\"", b"\\u0000",
    b"http://127.0.0.1/", b"|" * 100, b"A" * 5000, b"\n" * 300, "Medellín\u202e".encode(),
)  # fmt: skip
_MOST_CHANGES = 6


def damaged(files: list[bytes], seed: int) -> bytes:
    """One of the files, changed in one to six places; workbooks also within their parts."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable one
    content = chance.choice(files)
    if content.startswith(b"PK") and chance.random() < 0.7:
        return _inside(content, files, chance)
    return _changed(content, files, chance)


def _inside(content: bytes, files: list[bytes], chance: random.Random) -> bytes:
    """A workbook whose archive is sound and one of whose parts is not."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again,
    ):
        names = archive.namelist()
        hit = chance.choice([name for name in names if name.endswith(".xml")])
        for name in names:
            part = archive.read(name)
            if name == hit:
                part = _changed(part, files, chance)
            strange = chance.random() < 0.02
            other = chance.choice(("../../evil.xml", "/etc/passwd", name * 40))
            again.writestr(other if strange else name, part)
    return out.getvalue()


def _changed(content: bytes, files: list[bytes], chance: random.Random) -> bytes:
    told = bytearray(content)
    for _ in range(chance.randint(1, _MOST_CHANGES)):
        at = chance.randrange(len(told) + 1)
        size = chance.choice((1, 2, 4, 16, 200))
        match chance.randrange(7):
            case 0 if told:
                told[min(at, len(told) - 1)] = chance.randrange(256)
            case 1:
                del told[at : at + size]
            case 2:
                told[at:at] = chance.choice(INTERESTING)
            case 3:
                told[at:at] = told[at : at + size] * chance.choice((2, 10, 100))
            case 4 if len(told) > 40:
                del told[at:]
            case 5:
                other = chance.choice(files)
                start = chance.randrange(len(other) + 1)
                told[at:at] = other[start : start + 400]
            case _:
                told[at : at + size] = chance.randbytes(size)
    return bytes(told)
