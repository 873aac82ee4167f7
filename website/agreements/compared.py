"""What agreements are compared by, with all others of a register or with the rows of a file."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, QuerySet

from twinpact import agreements as library
from twinpact import places as gazetteer
from website.agreements import convert
from website.agreements.models import Agreement, AgreementStatement, Party
from website.places import convert as places
from website.places.models import Place

DATES = tuple(f"{name}_{part}" for name in convert.DATES for part in convert.DATE_PARTS)
OWN = ("id", "form", "focus", "source_key", *DATES)


def to_compare(base: QuerySet[Agreement]) -> list[library.Agreement]:
    """Agreements with what ``REGISTER_CHECKS`` and the question of sameness look at.

    Their rows are their keys.
    Four queries however many they are, and no row is made an object that need not be one: a
    register of 100,000 agreements is read in seconds.
    """
    chosen = base.order_by()
    parties = _parties(chosen)
    statements = _statements(chosen)
    return [
        library.Agreement(
            row=pk,
            parties=tuple(parties[pk]),
            form=form,
            focus=focus,
            key=key or None,
            signed=library.PartialDate(*dates[0:3]),
            in_force=library.PartialDate(*dates[3:6]),
            ends=library.PartialDate(*dates[6:9]),
            statements=tuple(statements[pk]),
        )
        for pk, form, focus, key, *dates in base.order_by("id").values_list(*OWN)
    ]


def _parties(chosen: QuerySet[Agreement]) -> dict[int, list[library.Party]]:
    rows = Party.objects.filter(agreement__in=chosen).order_by("agreement_id", "position")
    known: dict[str, gazetteer.Place] = {
        place.pk: places.to_library(place)
        for place in Place.objects.filter(pk__in=rows.order_by().values("place"))
    }
    found: dict[int, list[library.Party]] = defaultdict(list)
    columns = rows.values_list("agreement_id", "written", "place_id", "candidates")
    for pk, written, place, candidates in columns:
        if place:
            party = library.Party(written, known[place], "matched")
        else:
            party = library.Party(written, candidates=convert.territories_of(candidates))
        found[pk].append(party)
    return found


def _statements(chosen: QuerySet[Agreement]) -> dict[int, list[library.Statement]]:
    """What sources say of parties, of agreements with a party in no list of territories."""
    unplaced = Party.objects.filter(agreement=OuterRef("agreement"), place__isnull=True)
    rows = AgreementStatement.objects.filter(
        Exists(unplaced), agreement__in=chosen, preferred=True, field__startswith="party_"
    ).order_by("agreement_id", "field", "id")
    found: dict[int, list[library.Statement]] = defaultdict(list)
    for pk, *said in rows.values_list("agreement_id", "field", "written", "unavailable"):
        found[pk].append(library.Statement(*said))
    return found
