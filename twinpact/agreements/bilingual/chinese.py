"""Dates, numbers and references in Chinese text, which has no spaces between its words."""

import re
from decimal import Decimal

from twinpact.agreements.bilingual.items import Doubt, Item
from twinpact.agreements.parsing.dates import UnreadDateError, partial_date

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "O": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_N = r"[零〇一二三四五六七八九十百千两\d]+"
_DATE = re.compile(
    rf"(?P<year>[零〇一二三四五六七八九\d]{{4}})\s*年\s*(?P<month>{_N})\s*月(?:\s*(?P<day>{_N})\s*[日号])?"
)
_EACH_YEAR = re.compile(rf"(?P<month>{_N})\s*月\s*(?P<day>{_N})\s*[日号]")
_REFERENCE = re.compile(rf"(?P<what>第|附件)\s*(?P<number>{_N})\s*(?P<unit>条)?")
_CURRENCY = {"人民币": "CNY", "RMB": "CNY", "¥": "CNY", "美元": "USD", "USD": "USD", "US$": "USD",
             "欧元": "EUR", "EUR": "EUR", "元": "CNY"}  # fmt: skip
_SIGNS = "|".join(re.escape(sign) for sign in sorted(_CURRENCY, key=len, reverse=True))
_ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MONEY = re.compile(
    rf"(?P<before>{_SIGNS})?\s*(?P<number>{_ARABIC}|[一二三四五六七八九十百千两]+)\s*(?P<times>[万亿])?\s*(?P<after>{_SIGNS})?"
)
_NUMBER = re.compile(rf"(?P<number>{_ARABIC})\s*(?P<times>[万亿])?")
_COUNTED = re.compile(
    r"(?P<number>[零一二三四五六七八九十百千两]+)(?P<times>[万亿])?\s*(?:[（(](?P<same>\d+)[）)])?\s*(?=[个年月日天份名次人页种周式期届])"
)
_TIMES = {"万": 10_000, "亿": 100_000_000}


def chinese_number(text: str) -> int | None:
    """The number below ten thousand that Chinese numerals or digits mean: 二十三, 15."""
    if text.isascii() and text.isdigit():
        return int(text) if len(text) < 10 else None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total, current = 0, 0
    for character in text:
        if character in _TENS:
            total += max(current, 1) * _TENS[character]
            current = 0
        elif character in _DIGITS:
            current = _DIGITS[character]
        else:
            return None
    return total + current


def read_chinese(text: str) -> list[Item | Doubt]:
    """All items of a Chinese text; what one reader took, the next does not see."""
    found: list[Item | Doubt] = []
    for pattern, read in ((_DATE, _date), (_EACH_YEAR, _date), (_REFERENCE, _reference),
                          (_MONEY, _amount), (_COUNTED, _number), (_NUMBER, _number)):  # fmt: skip
        for match in pattern.finditer(text):
            item = read(match)
            if item is not None:
                found.append(item)
                text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return sorted(found, key=lambda item: item.start)


def _date(match: re.Match[str]) -> Item | Doubt | None:
    said = match.groupdict()
    year, month, day = (
        None if said.get(name) is None else chinese_number(str(said[name]))
        for name in ("year", "month", "day")
    )
    if month is None:
        return None
    try:
        read = partial_date(2000 if year is None else year, month, day)
    except UnreadDateError:
        return Doubt("date_impossible", match[0], match.start(), match.end())
    value = f"--{month:02}-{day:02}" if year is None else read.isoformat()
    return Item("date", match[0], match.start(), match.end(), frozenset({value}))


def _reference(match: re.Match[str]) -> Item | None:
    number = chinese_number(match["number"])
    if number is None or (match["what"] == "第" and not match["unit"]):
        return None
    named = "clause" if match["unit"] else "annex"
    return Item(
        "reference", match[0], match.start(), match.end(), frozenset({f"{named} {number}"})
    )


def _amount(match: re.Match[str]) -> Item | None:
    sign = match["before"] or match["after"]
    value = _value(match)
    if sign is None or value is None:
        return None
    written = match[0].strip()
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Item(
        "amount", written, start, start + len(written), frozenset({f"{value:f}"}),
        currency=_CURRENCY[match["after"] or sign] if sign != "元" else "CNY",
    )  # fmt: skip


def _number(match: re.Match[str]) -> Item | Doubt | None:
    value = _value(match)
    if value is None:
        return None
    same = match.groupdict().get("same")
    if same is not None and Decimal(same) != value:
        return Doubt("number_words_differ", match[0], match.start(), match.end())
    words = not match["number"][0].isascii()
    weak = words and value <= 1
    values = frozenset({f"{value:f}"})
    return Item("number", match[0].strip(), match.start(), match.end(), values, weak, words)


def _value(match: re.Match[str]) -> Decimal | None:
    written = re.sub("[,，]", "", match["number"])
    number = Decimal(written) if written[0].isascii() else chinese_number(written)
    if number is None:
        return None
    value = Decimal(number) * _TIMES.get(match["times"] or "", 1)
    return value.normalize()
