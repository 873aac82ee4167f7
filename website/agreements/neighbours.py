"""The agreements that a check on the whole register would compare with a few given ones."""

from collections.abc import Callable, Collection, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from twinpact import agreements as library
from twinpact.agreements.checks import copied_focus, repeated_pair
from twinpact.vocabularies import fold
from website.agreements.compared import to_compare
from website.agreements.models import Agreement, AgreementFinding, Party

Alike = Callable[[library.Agreement], Q | None]


def _same_parties(agreement: library.Agreement) -> Q | None:
    """Agreements that name the same territories, and in the same words those in no list."""
    if not agreement.parties:
        return None
    condition = Q()
    for party in agreement.parties:
        same = {"place": party.place.id} if party.place else {"written": party.written}
        named = Party.objects.filter(agreement=OuterRef("pk"), **same)
        condition &= Q(Exists(named if party.place else named.filter(place__isnull=True)))
    return condition


def _same_focus(agreement: library.Agreement) -> Q | None:
    """Agreements whose search words hold this focus; the check compares the texts themselves."""
    if not copied_focus.is_long(agreement.focus):
        return None
    return Q(focus__isnull=False, search__contains=fold(agreement.focus or ""))


#: The checks that compare agreements with each other: the code of what they find, and which
#: agreements they could find together with one.
COMPARING: dict[str, tuple[Callable[..., Iterable[library.Finding]], Alike]] = {
    "repeated_pair": (repeated_pair.check, _same_parties),
    "copied_focus": (copied_focus.check, _same_focus),
}


def found_together(pks: Collection[int], code: str) -> set[int]:
    """These agreements and those that a check has found together with one of them."""
    others = AgreementFinding.others.through.objects.filter(
        agreementfinding__agreement__in=pks, agreementfinding__code=code
    )
    return {*pks, *others.values_list("agreement_id", flat=True)}


def comparable(
    base: QuerySet[Agreement], pks: Collection[int], code: str
) -> list[library.Agreement]:
    """All agreements that a check compares with one of these, and these themselves."""
    _check, alike = COMPARING[code]
    known = to_compare(base.filter(pk__in=pks))
    wanted = {str(condition): condition for one in known if (condition := alike(one)) is not None}
    rows = {one.row for one in known}
    found = set(rows)
    for condition in wanted.values():
        found |= set(base.filter(condition).order_by().values_list("pk", flat=True))
    return known if found == rows else to_compare(base.filter(pk__in=found))
