"""How an agreement stands between its parties: each field with what every counterpart says."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from twinpact.agreements.versions import (
    AGREED,
    Standing,
    confirmed_by_all,
    standing,
    together,
)
from website.accounts.models import User
from website.accounts.permissions import READ, offices_where
from website.agreements import convert
from website.agreements.models import Agreement, FieldAnswer, PartyVersion
from website.agreements.sides import Shown, led_on, shown, words_of_value


@dataclass(frozen=True, slots=True)
class Voice:
    """What a counterpart says of a field, the latest that it said of it.

    ``words`` is its own value in words, empty where it gives none.
    """

    answer: FieldAnswer
    version: PartyVersion
    standing: Standing
    words: str

    @property
    def kept(self) -> bool:
        """Whether the register keeps its own value against it."""
        return self.standing == "differing" and self.answer.decision == "kept"

    @property
    def open(self) -> bool:
        """Whether somebody has to decide on it."""
        return self.standing == "differing" and not self.answer.decision


@dataclass(frozen=True, slots=True)
class Field:
    """A field with what the register shows and what the counterparts say."""

    shown: Shown
    voices: tuple[Voice, ...]
    standing: Standing

    @property
    def agreed(self) -> bool:
        """Whether all parties say the same."""
        return self.standing in AGREED


@dataclass(frozen=True, slots=True)
class TwoSides:
    """An agreement between its parties; ``since`` is the day of the latest answer that counts."""

    fields: tuple[Field, ...]
    versions: tuple[PartyVersion, ...]
    confirmed: bool
    since: datetime | None

    @property
    def agreed(self) -> int:
        """On how many fields the parties say the same."""
        return sum(field.agreed for field in self.fields)

    @property
    def differing(self) -> tuple[Field, ...]:
        """The fields on which a counterpart says otherwise."""
        return tuple(field for field in self.fields if field.standing == "differing")

    @property
    def open(self) -> int:
        """On how many answers somebody has to decide."""
        return sum(voice.open for field in self.fields for voice in field.voices)

    @property
    def reopened(self) -> tuple[Field, ...]:
        """The fields that changed since they were answered."""
        return tuple(field for field in self.fields if field.standing == "reopened")


def with_party_versions(base: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """With what the counterparts say; two queries more."""
    answers = FieldAnswer.objects.select_related("decided_by")
    versions = PartyVersion.objects.prefetch_related(Prefetch("answers", answers))
    return base.prefetch_related(Prefetch("versions", versions))


def two_sides(row: Agreement) -> TwoSides:
    """How an agreement stands between its parties now.

    Of each counterpart and field the latest answer counts that was not silent. A party that was
    never heard is silent on every field.
    """
    versions = tuple(row.versions.all())  # the newest first
    latest: dict[tuple[int, str], tuple[PartyVersion, FieldAnswer]] = {}
    for version in versions:
        for answer in version.answers.all():
            if answer.verdict != FieldAnswer.Verdict.SILENT:
                latest.setdefault((version.position, answer.field), (version, answer))
    positions = [party.position for party in row.parties.all() if party.position > 1]
    fields = tuple(
        _field(one, [latest.get((position, one.field)) for position in positions])
        for one in shown(convert.to_library(row))
    )
    counted = [voice.version.given_at for field in fields for voice in field.voices]
    return TwoSides(
        fields=fields,
        versions=versions,
        confirmed=confirmed_by_all(field.standing for field in fields),
        since=max(counted, default=None),
    )


def _field(one: Shown, said: Iterable[tuple[PartyVersion, FieldAnswer] | None]) -> Field:
    voices: list[Voice] = []
    standings: list[Standing] = []
    for pair in said:
        if pair is None:
            standings.append("silent")
            continue
        voice = _voice(one, *pair)
        voices.append(voice)
        standings.append(voice.standing)
    return Field(one, tuple(voices), together(standings))


def _voice(one: Shown, version: PartyVersion, answer: FieldAnswer) -> Voice:
    now = standing(
        answer.verdict,
        asked=led_on(one.field, answer.asked),
        value=led_on(one.field, answer.value),
        present=one.value,
    )
    words = ""
    if answer.verdict == FieldAnswer.Verdict.DIFFERING:
        words = words_of_value(one.field, answer.value, answer.written)
    return Voice(answer, version, now, words)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An agreement on which a counterpart says otherwise, and on how many answers to decide."""

    agreement: Agreement
    sides: TwoSides


def waiting(user: User) -> list[Waiting]:
    """The agreements of a person's offices on whose counterparts' answers nobody has decided."""
    undecided = FieldAnswer.objects.filter(verdict="differing", decision="")
    found: dict[int, int] = defaultdict(int)
    offices = offices_where(user, READ)
    for pk in undecided.filter(version__agreement__office__in=offices).values_list(
        "version__agreement_id", flat=True
    ):
        found[pk] += 1
    rows = Agreement.register.filter(pk__in=found).prefetch_related(
        "parties__place__parent__parent",
        "parties__organization",
        *("themes", "motivations", "statements"),
    )
    told = [Waiting(row, two_sides(row)) for row in with_party_versions(rows)]
    return [one for one in told if one.sides.open]
