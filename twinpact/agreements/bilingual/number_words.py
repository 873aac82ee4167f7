"""Small numbers as agreements write them: "four (4)", "cuatro (4)", "quatro (4)"."""

from functools import cache
from importlib.resources import files

import yaml

_JOINTS = {"es": " y ", "en": "-", "pt": " e "}


class NoWordsError(ValueError):
    """The number has no words here: it is not from 1 to 99, or the language is another."""


def number_in_words(number: int, code: str) -> str:
    """A number from 1 to 99 in words, in the masculine form that stands before a noun.

    Raises:
        NoWordsError: There are no words for it in this language.
    """
    if code not in _JOINTS or not 1 <= number <= 99:
        raise NoWordsError(f"{number} ({code})")
    words = _words(code)
    if number in words:
        return words[number]
    tens, units = number // 10 * 10, number % 10
    return f"{words[tens]}{_JOINTS[code]}{words[units]}"


@cache
def _words(code: str) -> dict[int, str]:
    folder = files("twinpact.agreements.bilingual").joinpath("languages", f"{code}.yaml")
    found: dict[int, str] = {}
    for word, number in yaml.safe_load(folder.read_text("utf-8"))["additive"].items():
        found.setdefault(int(number), str(word))
    return found
