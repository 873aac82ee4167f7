"""What came with a file, laid over what the register says: nothing of the file is lost.

A part of which the register still says what it said when the file was taken over goes out as it
came. Where somebody has changed it since, the register's own word goes out in its place.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from twinpact.formats.iati_agreement import (
    PublishedAgreement,
    PublishedDocument,
    PublishedOrganization,
)
from twinpact.formats.iati_elements import Element
from twinpact.formats.iati_reading import agreements_from_iati
from twinpact.formats.iati_writing import agreements_as_iati
from twinpact.plans.programme import Programme
from twinpact.plans.updates import Update


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an activity: our fields, its IATI elements, the columns that say the same."""

    fields: tuple[str, ...]
    elements: frozenset[str]
    is_of: Callable[[str], bool]


def _columns(*names: str) -> Callable[[str], bool]:
    return lambda column: column in names


def _party(column: str) -> bool:
    return column.startswith("party_")


PARTS = (
    Part(("titles",), frozenset({"title"}), _columns()),
    Part(("descriptions",), frozenset({"description"}), _columns("focus")),
    Part(("organizations",), frozenset({"participating-org"}), _party),
    Part(("state",), frozenset({"activity-status"}), _columns("state")),
    Part(
        ("signed", "in_force", "ends"),
        frozenset({"activity-date"}),
        _columns("signed", "in_force", "ends"),
    ),
    Part(("countries",), frozenset({"recipient-country", "recipient-region"}), _party),
    Part(("places",), frozenset({"location"}), _party),
    Part(("themes",), frozenset({"sector"}), _columns("themes")),
    Part(("goals",), frozenset({"tag"}), _columns("themes")),
    Part(("transactions",), frozenset({"transaction"}), _columns()),
)


def to_xml(published: PublishedAgreement) -> str:
    """The agreement of a file with its programmes, to be kept."""
    return agreements_as_iati((published,)).decode()


def of_xml(came: str) -> PublishedAgreement:
    """The agreement that was kept."""
    (published,) = agreements_from_iati(came.encode())
    return published


def laid_over(
    now: PublishedAgreement,
    came: PublishedAgreement,
    *,
    held: Mapping[str, str],
) -> PublishedAgreement:
    """What goes out of an agreement that came with a file.

    ``now`` is what the register says, ``held`` what it held when the file was taken over. Form,
    steps, registrations and whatever else stands in our own namespace is always the register's.
    """
    says = dict(now.record)
    changed = {column for column in {*held, *says} if held.get(column, "") != says.get(column, "")}
    taken: dict[str, Any] = {}
    kept = [one for one in came.kept if not _is_of_some_part(one)]
    for part in PARTS:
        ours = any(part.is_of(column) for column in changed)
        source = now if ours else came
        taken |= {name: getattr(source, name) for name in part.fields}
        kept += [one for one in source.kept if one.name in part.elements]
    return replace(
        now,
        **taken,
        identifier=now.identifier or came.identifier,
        publisher=_publisher(now, came),
        language=came.language,
        currency=came.currency or now.currency,
        updated=now.updated if changed or now.programmes else came.updated,
        documents=_documents(now, came),
        registrations=now.registrations or came.registrations,
        steps=now.steps or came.steps,
        programmes=_programmes(now, came),
        updates=_updates(now, came),
        kept=tuple(kept) if _is_ours(now, came) else (*_reporting(came), *kept),
        attributes=came.attributes,
    )


def _is_of_some_part(one: Element) -> bool:
    return one.name == "reporting-org" or any(one.name in part.elements for part in PARTS)


def _is_ours(now: PublishedAgreement, came: PublishedAgreement) -> bool:
    """Whether the office itself published what came."""
    return now.publisher.ref == came.publisher.ref


def _publisher(now: PublishedAgreement, came: PublishedAgreement) -> PublishedOrganization:
    """Who reports: what somebody else published stays theirs."""
    return now.publisher if _is_ours(now, came) else came.publisher


def _reporting(came: PublishedAgreement) -> tuple[Element, ...]:
    return tuple(one for one in came.kept if one.name == "reporting-org")


def _documents(now: PublishedAgreement, came: PublishedAgreement) -> tuple[PublishedDocument, ...]:
    """The documents of the file, and those that the register has made public since."""
    known = {one.url for one in came.documents}
    return (*came.documents, *(one for one in now.documents if one.url not in known))


def _programmes(now: PublishedAgreement, came: PublishedAgreement) -> tuple[Programme, ...]:
    """The programmes that all sides agreed to here; for other years those of the file."""
    years = {one.year for one in now.programmes}
    both = [*now.programmes, *(one for one in came.programmes if one.year not in years)]
    return tuple(sorted(both, key=lambda one: one.year))


def _updates(now: PublishedAgreement, came: PublishedAgreement) -> tuple[Update, ...]:
    """What was reported here; where nothing was of an indicator and period, what the file says."""
    told = {(one.indicator, one.period) for one in now.updates if one.is_approved}
    there = {one.code for programme in _programmes(now, came) for one in programme.indicators}
    return (
        *now.updates,
        *(
            one
            for one in came.updates
            if one.indicator in there and (one.indicator, one.period) not in told
        ),
    )
