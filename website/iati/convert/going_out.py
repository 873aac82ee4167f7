"""From the rows of an agreement and its programmes to what is published of them in IATI."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from twinpact.formats.agreements import agreement_cells
from twinpact.formats.iati_agreement import (
    PublishedAgreement,
    PublishedDocument,
    PublishedOrganization,
    PublishedPlace,
    PublishedRegistration,
    PublishedStep,
    Texts,
)
from twinpact.formats.iati_elements import Element, element
from twinpact.formats.papers import KINDS
from twinpact.plans.updates import Update
from twinpact.vocabularies import label, term, terms
from website.accounts.models import Office
from website.agreements import words
from website.agreements.convert import partial_date, to_library
from website.agreements.documents import version_of
from website.agreements.models import Agreement, Document, Party
from website.iati.models import IatiSettings
from website.places.models import Place
from website.plans.queries import Agreed

Thing = TypeVar("Thing")
LOCAL_GOVERNMENT, GOVERNMENT = "11", "10"
IMPLEMENTING = "4"
_PIPELINE, _UNDER_WAY, _CLOSED = "1", "2", "4"
NOT_SPECIFIED = "99810"
"""The DAC's purpose code for "sectors not specified"."""
CATEGORIES = {
    "agreement": "A09",
    "letter_of_intent": "A09",
    "resolution": "A09",
    "report": "A08",
    "evidence": "A08",
}
"""Codes of the IATI list DocumentCategory: A09 memoranda, A08 results, A12 whatever else."""
OTHER_CATEGORY = "A12"
NOT_PUBLISHED = frozenset({"key", "locator"})


@dataclass(frozen=True, slots=True)
class Told:
    """What belongs to an agreement beside its own rows."""

    identifier: str
    on: date
    programmes: tuple[Agreed, ...] = ()


def publisher_of(office: Office, settled: IatiSettings) -> PublishedOrganization:
    """The office as IATI calls who reports."""
    return PublishedOrganization(((None, office.name),), settled.identifier, settled.kind)


def held_cells(row: Agreement) -> dict[str, str]:
    """What the register holds of an agreement, by the columns of our own table."""
    cells = agreement_cells(to_library(row))
    return {column: text for column, text in cells.items() if column not in NOT_PUBLISHED}


def published_of(row: Agreement, settled: IatiSettings, told: Told) -> PublishedAgreement:
    """The agreement as its office publishes it; see ``queries.with_published`` for the rows."""
    parties = list(row.parties.all())
    themes = _once(
        one.theme for one in row.themes.all() if one.theme and one.theme in terms("themes")
    )
    addresses = {str(one.pk): _address(one)[0] for one in row.documents.all() if one.public}
    with override(settled.language):
        title = _title(row, settled.language)
    return PublishedAgreement(
        identifier=told.identifier,
        publisher=publisher_of(row.office, settled),
        language=settled.language,
        currency=settled.currency,
        updated=row.changed_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        titles=((None, title),),
        descriptions=((None, row.focus or title),),
        organizations=tuple(organization_of(party) for party in parties),
        state=row.state,
        form=row.form,
        scope=row.scope,
        motivations=tuple(one.motivation for one in row.motivations.all()),
        languages=tuple(row.languages),
        renewal=row.renewal or None,
        signed=partial_date(row, "signed"),
        in_force=partial_date(row, "in_force"),
        ends=partial_date(row, "ends"),
        countries=_once(party.place.country for party in parties if party.place),
        places=tuple(place_of(one.place, one.position) for one in parties if one.place),
        themes=themes,
        goals=_once(one.goal for one in row.themes.all() if one.goal),
        documents=tuple(documents_of(row)),
        steps=tuple(steps_of(row)),
        registrations=tuple(registrations_of(row)),
        programmes=tuple(agreed.programme for agreed in told.programmes),
        updates=tuple(
            update_of(one, row.office, addresses)
            for agreed in told.programmes
            for one in agreed.updates
        ),
        record=tuple(sorted(held_cells(row).items())),
        kept=(
            *(() if themes else (no_sector(),)),
            *(() if row.state else (status_by_dates(row, on=told.on),)),
        ),
    )


def _title(row: Agreement, language: str) -> str:
    """What it is, and who: "Memorandum of understanding: Antioquia – Jalisco"."""
    parties = words.title(row)
    return parties if row.form is None else f"{label('forms', row.form, language)}: {parties}"


def no_sector() -> Element:
    """The sector of what names no theme of ours."""
    return element("sector", {"vocabulary": "1", "code": NOT_SPECIFIED})


def status_by_dates(row: Agreement, *, on: date) -> Element:
    """The status that IATI cannot do without, of an agreement whose state nobody knows.

    1 (pipeline) where no signature and no entry into force is known, 4 (closed) once its end is
    over, else 2 (implementation). Our own word for the state stays unknown.
    """
    ends = row.ends_latest
    begun = row.signed_earliest or row.in_force_earliest
    code = _CLOSED if ends is not None and ends < on else _UNDER_WAY if begun else _PIPELINE
    return element("activity-status", {"code": code})


def organization_of(party: Party) -> PublishedOrganization:
    """Who signs for a side: the body where it is known, else the government of the territory."""
    body = party.organization
    if body is not None:
        kind = term("organization_kinds", body.kind).extra["iati"]
        return PublishedOrganization(
            ((None, body.name),), None, kind, IMPLEMENTING, party.position
        )
    national = party.place is not None and party.place.level == "country"
    kind = GOVERNMENT if national else LOCAL_GOVERNMENT
    name = words.party_name(party)
    return PublishedOrganization(((None, name),), None, kind, IMPLEMENTING, party.position)


def place_of(place: Place, side: int) -> PublishedPlace:
    """The territory of a side, with its names, codes and point."""
    others = ((code, name) for code, name in sorted(place.names.items()) if name != place.name)
    names: Texts = ((None, place.name), *others)
    point = None
    if place.latitude is not None and place.longitude is not None:
        point = (f"{place.latitude:.6f}", f"{place.longitude:.6f}")
    return PublishedPlace(
        names=names,
        geonames=None if place.geonames_id is None else str(place.geonames_id),
        iso_3166_2=place.iso_3166_2,
        point=point,
        side=side,
    )


def documents_of(row: Agreement) -> Iterator[PublishedDocument]:
    """The public documents that can be reached under an address; none of a site without one."""
    for one in row.documents.all():
        address, media_type = _address(one)
        if not one.public or not address:
            continue
        yield PublishedDocument(
            url=address,
            titles=((one.language or None, one.title),),
            format=media_type,
            category=CATEGORIES.get(one.kind, OTHER_CATEGORY),
            languages=tuple(code for code in (one.language, one.second_language) if code),
        )


def _address(document: Document) -> tuple[str, str]:
    """Where the public finds a document, and what it is; its file goes before another address."""
    redaction = version_of(document).redaction
    kind = document.file_kind if redaction is None else redaction.file_kind
    if (document.file or redaction is not None) and settings.SITE_ADDRESS:
        with override("en"):
            path = reverse("portal:document", args=[document.agreement_id, document.pk])
        known = KINDS.get(kind)
        return settings.SITE_ADDRESS + path, known.media_type if known else "text/html"
    return document.url, "text/html"


def update_of(update: Update, office: Office, addresses: Mapping[str, str]) -> Update:
    """An update under a code that is nobody else's; its evidence is what the public may see."""
    shown = (addresses.get(one, "") for one in update.evidence)
    return replace(
        update,
        code=f"{office.slug}-{update.code}",
        evidence=tuple(one for one in shown if one),
    )


def steps_of(row: Agreement) -> Iterator[PublishedStep]:
    """The steps of the agreement's procedure, as its public page shows them: without reasons."""
    procedure = getattr(row, "procedure", None)
    if procedure is not None:
        for one in procedure.taken_steps.all():
            yield PublishedStep(one.step, one.on)


def registrations_of(row: Agreement) -> Iterator[PublishedRegistration]:
    """The entries in registers of authorities."""
    for one in row.registrations.all():
        yield PublishedRegistration(
            one.authority.name, one.number, partial_date(one, "registered")
        )


def _once(things: Iterable[Thing]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys(things))
