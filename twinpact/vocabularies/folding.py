"""The one way of writing a word for comparison: no accents, no capitals, no punctuation."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]+")
_NOT_WORD = re.compile(r"[^\w]+|_+")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


def fold(text: str) -> str:
    """The text as it is compared: "São João del-Rei" and "sao joao del rei" are the same word.

    Accents and vowel points go, letters with a stroke become the plain letter, every run of
    punctuation becomes one space. Marks that make another syllable (Japanese voicing, vowels of
    Indian scripts) stay. Unicode normalisation forms: UAX #15; case folding: Unicode 3.13.
    """
    if text.isascii():
        return " ".join(_NOT_WORD.sub(" ", text.lower()).split())
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = _MARKS.sub("", plain).translate(_LETTERS)
    words = unicodedata.normalize("NFC", plain)
    return " ".join("".join(c if _in_word(c) else " " for c in words).split())


def _in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"
