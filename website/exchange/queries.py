"""Every shared read of imports."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from website.exchange.models import Import, ImportRow, SameQuestion, SourceEntry


@dataclass(frozen=True, slots=True)
class Summary:
    """An import in numbers: rows by outcome, how many of them are chosen, findings by code."""

    outcomes: dict[str, int]
    taken: dict[str, int]
    written: dict[str, int]
    codes: list[tuple[str, str, int]]
    fields: list[tuple[str, int]]


def import_summary(batch: Import) -> Summary:
    """Count an import's rows, in the database; its findings were counted when it was read."""
    counted = {
        outcome: (n, taken, written)
        for outcome, n, taken, written in batch.rows.order_by()
        .values_list("outcome")
        .annotate(
            n=Count("pk"),
            chosen=Count("pk", filter=Q(taken=True, applied_at=None)),
            written=Count("applied_at"),
        )
    }
    totals, chosen, written = (
        {outcome: counted.get(outcome, (0, 0, 0))[at] for outcome in ImportRow.Outcome.values}
        for at in range(3)
    )
    return Summary(
        outcomes=totals,
        taken=chosen,
        written=written,
        codes=[tuple(one) for one in batch.summary.get("codes", ())],
        fields=[tuple(one) for one in batch.summary.get("fields", ())],
    )


#: How alike the two of a question are, in bands: from this score, up to the one before.
BANDS = (("plain", 0.98), ("likely", 0.8), ("doubtful", 0.0))


def open_questions(batch: Import, band: str = "") -> QuerySet[SameQuestion]:
    """The questions about an import's rows that nobody has answered, the likeliest first."""
    asked = SameQuestion.objects.filter(row__batch=batch, verdict="", row__outcome="possible")
    below = None
    for name, least in BANDS:
        if name == band:
            asked = asked.filter(score__gte=least)
            asked = asked if below is None else asked.filter(score__lt=below)
        below = least
    return asked.order_by("-score", "row__position", "id")


def questions_by_band(batch: Import) -> dict[str, int]:
    """How many questions stand open in each band."""
    asked, above = open_questions(batch).order_by(), None
    counts = {}
    for name, least in BANDS:
        within = Q(score__gte=least) if above is None else Q(score__gte=least, score__lt=above)
        counts[name] = Count("pk", filter=within)
        above = least
    return asked.aggregate(**counts)


def absent_entries(offices: QuerySet) -> QuerySet[SourceEntry]:
    """Entries of these offices that their source has no more, the latest first."""
    absent = SourceEntry.objects.filter(office__in=offices, absent_since__isnull=False)
    return absent.order_by("-absent_since", "id")
