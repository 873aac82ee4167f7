"""What each party says of the same agreement, and whether they agree on what the register shows.

A confirmation is about a value, not about a field for ever: it holds as long as the register still
shows the value that was confirmed. Registries of twinnings have one side only; that two parties
keep different dates of one signature is the rule rather than the exception, so both stay.
"""

from collections.abc import Iterable
from typing import Literal

Verdict = Literal["confirmed", "differing", "unknown", "silent"]
"""What a party answers on a field: right, not right (we have …), we do not know, or nothing."""

Standing = Literal[
    "differing", "reopened", "silent", "counterpart_unknown", "both_unknown", "confirmed"
]
"""How a field stands between the parties; ``reopened``: the register shows another value since."""

VERDICTS: tuple[Verdict, ...] = ("confirmed", "differing", "unknown", "silent")
#: From what keeps two records apart to what both say.
STANDINGS: tuple[Standing, ...] = (
    *("differing", "reopened", "silent"),
    *("counterpart_unknown", "both_unknown", "confirmed"),
)
AGREED = frozenset({"both_unknown", "confirmed"})


def comparable(value: object) -> object:
    """A value as it is compared: spaces and the order of a list say nothing; None is unknown."""
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, list | tuple):
        return tuple(sorted({str(comparable(one)) for one in value})) or None
    return value


def same_value(one: object, other: object) -> bool:
    """Whether two values of a field say the same; two unknown values do."""
    return comparable(one) == comparable(other)


def verdict(*, asked: object, own: object) -> Verdict:
    """What a party's own record says of the value that another one states.

    A party that does not know is silent on what the other knows; that both do not know is an
    answer too.
    """
    if comparable(own) is None:
        return "unknown"
    return "confirmed" if same_value(asked, own) else "differing"


def standing(said: Verdict, *, asked: object, value: object, present: object) -> Standing:
    """How a field stands now, from what the counterpart said of it.

    ``asked`` is the value that the counterpart was shown, ``value`` the one that it has itself
    where it differs, ``present`` what the register shows now.
    """
    if said == "silent":
        return "silent"
    if said == "differing" and same_value(value, present) and comparable(present) is not None:
        return "confirmed"
    if said == "unknown" and comparable(present) is None:
        return "both_unknown"
    if not same_value(asked, present):
        return "reopened"
    if said == "unknown":
        return "counterpart_unknown"
    return "confirmed" if said == "confirmed" else "differing"


def together(standings: Iterable[Standing]) -> Standing:
    """How a field stands among all counterparts: as with the one that is furthest from agreeing.

    Without any counterpart the field is silent.
    """
    return min(standings, key=STANDINGS.index, default="silent")


def confirmed_by_all(standings: Iterable[Standing]) -> bool:
    """Whether the parties agree on every field, and there is at least one field they both know."""
    found = list(standings)
    return "confirmed" in found and all(one in AGREED for one in found)
