"""What the checks on a whole register compare: parties, day of signature and focus."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, QuerySet

from twinpact import agreements as library
from twinpact import places as gazetteer
from website.agreements.models import Agreement, AgreementStatement, Party
from website.places import convert as places
from website.places.models import Place

OWN = ("id", "focus", "signed_earliest", "signed_latest", "signed_precision")


def to_compare(base: QuerySet[Agreement]) -> list[library.Agreement]:
    """Agreements with no more than ``REGISTER_CHECKS`` look at; their rows are their keys.

    Four queries however many they are, and no row is made an object that need not be one: a
    register of 100,000 agreements is read in seconds.
    """
    chosen = base.order_by()
    parties = _parties(chosen)
    unplaced = any(party.place is None for sides in parties.values() for party in sides)
    statements = _statements(chosen) if unplaced else {}
    return [
        library.Agreement(
            row=pk,
            parties=tuple(parties[pk]),
            focus=focus,
            signed=library.PartialDate(earliest, latest, precision),
            statements=tuple(statements.get(pk, ())),
        )
        for pk, focus, earliest, latest, precision in base.order_by("id").values_list(*OWN)
    ]


def _parties(chosen: QuerySet[Agreement]) -> dict[int, list[library.Party]]:
    rows = Party.objects.filter(agreement__in=chosen).order_by("agreement_id", "position")
    known: dict[str, gazetteer.Place] = {
        place.pk: places.to_library(place)
        for place in Place.objects.filter(pk__in=rows.order_by().values("place"))
    }
    found: dict[int, list[library.Party]] = defaultdict(list)
    for pk, written, place in rows.values_list("agreement_id", "written", "place_id"):
        found[pk].append(library.Party(written, place=known[place] if place else None))
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
