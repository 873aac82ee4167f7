"""The parts of agreements, written together with them."""

from collections.abc import Sequence

from twinpact import agreements as library
from website.actors.actions import enter_organizations
from website.agreements import convert
from website.agreements.models import Agreement, AgreementMotivation, AgreementTheme, Party
from website.places.models import Place

BATCH = 1000


def write_parts(
    pairs: Sequence[tuple[Agreement, library.Agreement]], entered: dict[str, Place]
) -> None:
    """Store parties with the bodies that sign, themes and motivations.

    ``entered`` holds the places by the ids that the agreements name and by their own.
    """
    acting = enter_organizations(body for _, one in pairs for body in convert.bodies(one))
    parties, themes, motivations = [], [], []
    for row, agreement in pairs:
        parties += convert.parties(row, agreement, entered, acting)
        themes += convert.themes(row, agreement)
        motivations += [
            AgreementMotivation(agreement=row, motivation=m) for m in agreement.motivations
        ]
    Party.objects.bulk_create(parties, batch_size=BATCH)
    AgreementTheme.objects.bulk_create(themes, batch_size=BATCH)
    AgreementMotivation.objects.bulk_create(motivations, batch_size=BATCH)
