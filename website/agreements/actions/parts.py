"""The parts of agreements, written together with them."""

from collections.abc import Mapping, Sequence

from twinpact import agreements as library
from website.actors.actions import enter_organizations
from website.agreements import convert, rows
from website.agreements.models import AgreementMotivation, AgreementTheme, Party
from website.places.models import Place
from website.tables.copying import copy_rows


def write_parts(
    keyed: Sequence[tuple[int, library.Agreement]], entered: Mapping[str, Place]
) -> None:
    """Store parties with the bodies that sign, themes and motivations.

    ``entered`` holds the places by the ids that the agreements name and by their own.
    """
    acting = enter_organizations(body for _, one in keyed for body in convert.bodies(one))
    copy_rows(Party, rows.PARTY, rows.parties(keyed, entered, acting))
    copy_rows(AgreementTheme, rows.THEME, rows.themes(keyed))
    copy_rows(AgreementMotivation, rows.MOTIVATION, rows.motivations(keyed))
