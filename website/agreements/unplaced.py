"""Names in the register for which no territory was found, grouped as people settle them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import CharField, Count, Min, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from twinpact import agreements as library
from website.accounts.models import Office, User
from website.accounts.permissions import WRITE, offices_where
from website.agreements.models import AgreementStatement, Party
from website.places import settled, territories

MOST_CANDIDATES = 5


@dataclass(slots=True)
class WrittenName:
    """A name that sources write, the country beside it, and the territories that it may mean.

    ``key`` is what it is remembered by, ``number`` its place in the list.
    """

    key: str
    country: str
    number: int = 0
    spellings: list[str] = field(default_factory=list)
    agreements: int = 0
    example: int = 0
    candidates: list[str] = field(default_factory=list)


def _unplaced(offices: QuerySet[Office]) -> QuerySet[Party]:
    """Parties without a territory, each with the country that its source gives."""
    said = AgreementStatement.objects.filter(
        agreement=OuterRef("agreement"),
        field=Concat(
            Value("party_"),
            Cast(OuterRef("position"), CharField()),
            Value("_country"),
            output_field=CharField(),
        ),
        preferred=True,
    )
    return Party.objects.filter(place=None, agreement__office__in=offices).annotate(
        country_written=Coalesce(
            Subquery(said.values("written")[:1]), Value(""), output_field=TextField()
        )
    )


def unplaced_names(user: User) -> list[WrittenName]:
    """The names to settle in a person's offices, those in most agreements first."""
    counted = (
        _unplaced(offices_where(user, WRITE))
        .order_by()
        .values_list("written", "country_written")
        .annotate(n=Count("agreement_id", distinct=True), first=Min("agreement_id"))
        .order_by("-n", "written")
    )
    groups: dict[settled.Key, WrittenName] = {}
    for written, country, n, first in counted:
        key = settled.key(written, country)
        group = groups.setdefault(key, WrittenName("|".join(key), key[1], example=first))
        group.spellings.append(written)
        group.agreements += n
    names = sorted(groups.values(), key=lambda one: (-one.agreements, one.spellings[0]))
    for number, name in enumerate(names):
        name.number = number
    return names


def with_candidates(names: Sequence[WrittenName]) -> list[WrittenName]:
    """The names, with the territories that the resolver offers for each."""
    for name in names:
        read = library.read_party(name.spellings[0], country=name.country or None)
        ids = [place.id for place in ([read.place] if read.place else read.candidates)]
        if not ids:
            beginning = name.spellings[0].partition(",")[0]
            found = territories.search(beginning, limit=3, country=name.country or None)
            ids = [place.id for place in found]
        name.candidates = list(dict.fromkeys(map(territories.current_id, ids)))[:MOST_CANDIDATES]
    return list(names)


def parties_written(
    offices: QuerySet[Office], written: Sequence[str], country: str
) -> list[Party]:
    """The parties without a territory that write a name so, in these offices."""
    rows = _unplaced(offices).filter(written__in=list(written)).order_by("agreement_id", "pk")
    return [row for row in rows if settled.key(row.written, row.country_written)[1] == country]
