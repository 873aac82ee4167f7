"""Whether a new activity repeats one that another body already runs.

"Poor coordination … multiplication of the same activities" is the first of the difficulties that
the founding paper names. The warning is for people: nothing is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.fuzz import token_set_ratio

from twinpact.plans.indicators import Period
from twinpact.vocabularies import fold, label, sentence, terms

LIKE = 85
"""From this likeness of two titles on (0 to 100, rapidfuzz's token set ratio) they are alike."""


@dataclass(frozen=True, slots=True)
class OngoingActivity:
    """An activity of some body with partners on themes in a time, None where it is not known."""

    id: str
    title: str
    body: str
    partners: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class DuplicateReason:
    """A word of the list ``duplicate_reasons``, and what it is about."""

    code: str
    body: str
    what: str = ""

    def say(self, language: str) -> str:
        """The whole sentence; a theme is called as the reader calls it."""
        what = self.what
        if self.code == "same_theme" and what in terms("themes"):
            what = label("themes", what, language)
        values = {"body": self.body, "what": what}
        return sentence(self.code, language, values, list_name="duplicate_reasons")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Another activity that the new one may repeat, and why; more reasons make it likelier."""

    other: OngoingActivity
    reasons: tuple[DuplicateReason, ...]


def duplicates(new: OngoingActivity, others: Iterable[OngoingActivity]) -> tuple[Duplicate, ...]:
    """The activities of other bodies with the same partner or theme in the same time.

    A time that is not known may be the same: it is told as such. The likeliest come first.
    """
    found = [Duplicate(one, reasons) for one in others if (reasons := _reasons(new, one))]
    return tuple(sorted(found, key=lambda one: (-len(one.reasons), one.other.id)))


def _reasons(new: OngoingActivity, other: OngoingActivity) -> tuple[DuplicateReason, ...]:
    if fold(new.body) == fold(other.body) or new.id == other.id:
        return ()
    reasons = [
        DuplicateReason(code, other.body, what)
        for code, mine, theirs in (
            ("same_partner", new.partners, other.partners),
            ("same_theme", new.themes, other.themes),
        )
        for what in mine
        if what in theirs
    ]
    if token_set_ratio(fold(new.title), fold(other.title)) >= LIKE:
        reasons.append(DuplicateReason("like_title", other.body, other.title))
    if not reasons:
        return ()
    if new.period is None or other.period is None:
        return (*reasons, DuplicateReason("period_unknown", other.body))
    if not new.period.meets(other.period):
        return ()
    first = max(new.period.starts, other.period.starts)
    last = min(new.period.ends, other.period.ends)
    return (*reasons, DuplicateReason("same_period", other.body, f"{first} – {last}"))
