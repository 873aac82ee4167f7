"""Published counts beside the register's own."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import localize
from django.utils.translation import gettext as _

from website.agreements import words
from website.agreements.audited_counts import Audited, audited_counts, findings_on
from website.agreements.models import Agreement, PublishedCount
from website.places.models import Place


@dataclass(frozen=True, slots=True)
class Row:
    """A published count in words, beside what the register counts."""

    count: PublishedCount
    asked: str
    published: str
    counted: str | None
    difference: str | None
    same: bool

    @property
    def source_in_short(self) -> str:
        """Who said so and when."""
        said = self.count.source.author or self.count.source.title
        short = said if len(said) <= 40 else f"{said[:39].rstrip()}…"
        return f"{short}, {self.count.as_of}" if self.count.as_of else short


@dataclass(frozen=True, slots=True)
class Territory:
    """A territory with what was published of it."""

    place: Place
    rows: list[Row]


def counts(request: HttpRequest) -> HttpResponse:
    """What was published, what is counted, the difference, and what is wrong with the numbers."""
    published = PublishedCount.objects.filter(published=True).select_related("source", "territory")
    audited = audited_counts(Agreement.published.all(), published)
    context = {
        "territories": [
            Territory(next_to[0].count.territory, [row(one) for one in next_to])
            for next_to in (
                list(same) for _id, same in groupby(audited, lambda a: a.count.territory_id)
            )
        ],
        "findings": findings_on(one.count for one in audited),
    }
    return render(request, "portal/counts.html", context)


def row(audited: Audited) -> Row:
    """A count and its counterpart, in words."""
    percent = audited.count.unit == PublishedCount.Unit.PERCENT
    return Row(
        count=audited.count,
        asked=question(audited.count),
        published=number(audited.count.value, percent=percent),
        counted=None if audited.counted is None else number(audited.counted, percent=percent),
        difference=None if audited.difference is None else difference(audited.difference),
        same=audited.difference == 0,
    )


def question(count: PublishedCount) -> str:
    """What was counted: "Agreements, level: municipality, form: twinning"."""
    parts = [
        _("share of the agreements")
        if count.unit == PublishedCount.Unit.PERCENT
        else _("agreements")
    ]
    if count.form_class:
        parts = [words.word("count_class", count.form_class)]
    if count.level:
        parts.append(_("level: %(level)s") % {"level": words.word("level", count.level)})
    if count.region:
        parts.append(_("partners in: %(region)s") % {"region": words.word("region", count.region)})
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def number(value: Decimal, *, percent: bool) -> str:
    """A number without needless zeros; a share with its sign."""
    plain = value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()
    shown = str(localize(plain))
    return f"{shown} %" if percent else shown


def difference(value: Decimal) -> str:
    """A difference with its sign; zero has none."""
    if value == 0:
        return "0"
    shown = number(abs(value), percent=False)
    return f"+{shown}" if value > 0 else f"−{shown}"
