"""A light as a page shows it: a shape, a word, and why, in one whole sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from twinpact.plans import Light, asks_reason, usual_rule
from website.agreements.words import reader_language
from website.plans import words
from website.plans.shown import SHAPES


@dataclass(frozen=True, slots=True)
class ShownLight:
    """``deviation`` is actual less target with its sign; empty where it is not known."""

    code: str
    shape: str
    word: str
    why: str
    deviation: str
    asks_reason: bool


def shown_light(light: Light) -> ShownLight:
    """A light for the page."""
    difference = light.deviation.difference
    told = ""
    if difference is not None:
        sign = "+" if difference > 0 else "−" if difference < 0 else ""
        told = f"{sign}{words.number_words(abs(difference))}"
    return ShownLight(
        code=light.light,
        shape=SHAPES[light.light],
        word=words.light_word(light.light),
        why=light.say(reader_language()),
        deviation=told,
        asks_reason=asks_reason(light),
    )


def rule_words() -> Sequence[tuple[str, str]]:
    """The rule of the lights: each one's shape and its sentence."""
    sentences = usual_rule().say(reader_language())
    return list(zip(SHAPES.items(), sentences, strict=True))
