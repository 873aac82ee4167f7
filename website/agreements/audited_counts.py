"""Published counts beside the number that the register gives for the same question."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from twinpact.agreements import Finding
from twinpact.indicators import published_counts
from twinpact.places import subregions
from website.agreements.models import Agreement, Party, PublishedCount
from website.places.models import Place


@dataclass(frozen=True, slots=True)
class Audited:
    """A published count, what the register counts, and the difference (register − published).

    ``counted`` is None for a share of nothing; so is then the difference.
    """

    count: PublishedCount
    counted: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """How much more the register counts than was published."""
        return None if self.counted is None else self.counted - self.count.value


def audited_counts(base: QuerySet[Agreement], counts: QuerySet[PublishedCount]) -> list[Audited]:
    """Put each published count beside the register's own; one query for each territory."""
    told = list(counts.select_related("territory", "source"))
    by_territory: dict[str, list[PublishedCount]] = {}
    for count in told:
        by_territory.setdefault(count.territory_id, []).append(count)
    counted: dict[int, Decimal | None] = {}
    for alike in by_territory.values():
        counted |= _counted(base, alike[0].territory, alike)
    return [Audited(count, counted[count.pk]) for count in told]


def _counted(
    base: QuerySet[Agreement], territory: Place, counts: list[PublishedCount]
) -> dict[int, Decimal | None]:
    """What the register counts for each of the counts of one territory."""
    within = Q(place=territory) | Q(place__parent=territory) | Q(place__parent__parent=territory)
    own = Party.objects.filter(within, agreement=OuterRef("pk"))
    questions = {}
    for count in counts:
        asked = _kind(count.form_class)
        if count.level:
            asked &= Q(Exists(own.filter(place__level=count.level)))
        questions[f"whole_{count.pk}"] = Count("pk", filter=asked)
        if count.region:
            partners = Party.objects.filter(
                agreement=OuterRef("pk"), place__region__in=subregions(count.region)
            ).exclude(within)
            asked &= Q(Exists(partners))
        questions[f"part_{count.pk}"] = Count("pk", filter=asked)
    numbers = base.filter(Exists(own)).order_by().aggregate(**questions)
    return {
        count.pk: _number(count, numbers[f"part_{count.pk}"], numbers[f"whole_{count.pk}"])
        for count in counts
    }


def _number(count: PublishedCount, part: int, whole: int) -> Decimal | None:
    if count.unit == PublishedCount.Unit.COUNT:
        return Decimal(part)
    if whole == 0:
        return None
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"))


def _kind(form_class: str | None) -> Q:
    """The agreements of a class of ``count_classes``; all of them where it is null."""
    if form_class is None:
        return Q(form__isnull=True) | Q(form__isnull=False)
    if form_class == "not_twinning":
        return Q(form__isnull=False) & ~Q(form="twinning")
    return Q(form=form_class)


def findings_on(counts: Iterable[PublishedCount]) -> list[Finding]:
    """What is to be said of the counts themselves: who disagrees, what cannot be."""
    return published_counts.findings(to_library(count) for count in counts)


def to_library(count: PublishedCount) -> published_counts.PublishedCount:
    """The count of a row."""
    return published_counts.PublishedCount(
        territory=count.territory_id,
        level=count.level,
        form=count.form_class,
        region=count.region,
        unit=count.unit,
        value=count.value.normalize() if count.value % 1 else count.value.quantize(Decimal(1)),
        source=count.source.title,
        as_of=count.as_of or None,
        locator=count.locator or None,
        written=count.written,
        row=count.pk,
    )
