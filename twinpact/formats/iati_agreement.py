"""An agreement as it is published in IATI, with its programmes: what goes out and comes in."""

from dataclasses import dataclass
from datetime import date

from twinpact.agreements.partial_dates import UNKNOWN_DATE, PartialDate
from twinpact.formats.iati_elements import Attributes, Element
from twinpact.plans.amounts import Amount
from twinpact.plans.programme import Programme
from twinpact.plans.updates import Update

Texts = tuple[tuple[str | None, str], ...]
"""Texts with their languages; None is the language of the agreement's record."""


@dataclass(frozen=True, slots=True)
class PublishedOrganization:
    """An organization: its identifier, kind (IATI list OrganisationType, 11 is local), and names.

    ``role`` is a code of the list OrganisationRole (2 accountable, 4 implementing), ``side`` the
    number of the party for which it stands.
    """

    names: Texts = ()
    ref: str | None = None
    kind: str | None = None
    role: str = "4"
    side: int | None = None


@dataclass(frozen=True, slots=True)
class PublishedPlace:
    """A territory of a party: its names, codes and point (latitude and longitude as written)."""

    names: Texts
    geonames: str | None = None
    iso_3166_2: str | None = None
    point: tuple[str, str] | None = None
    side: int | None = None


@dataclass(frozen=True, slots=True)
class PublishedDocument:
    """A paper with its address; ``category`` is a code of the list DocumentCategory (A09)."""

    url: str
    titles: Texts
    format: str = "application/pdf"
    category: str = "A09"
    languages: tuple[str, ...] = ()
    on: date | None = None


@dataclass(frozen=True, slots=True)
class PublishedTransaction:
    """Money that moved on a day; ``kind`` is a code of the list TransactionType (4 spent)."""

    code: str
    kind: str
    on: date
    amount: Amount
    description: str = ""
    provider: str = ""
    receiver: str = ""


@dataclass(frozen=True, slots=True)
class PublishedStep:
    """A step of the agreement's life, with the day and the reason that was given."""

    step: str
    on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PublishedRegistration:
    """An entry in a register of an authority."""

    authority: str
    number: str = ""
    on: PartialDate = UNKNOWN_DATE


@dataclass(frozen=True, slots=True)
class PublishedAgreement:
    """An agreement, as its office publishes it.

    ``identifier`` is the IATI identifier and begins with that of the publisher. ``state``,
    ``form``, ``scope``, ``motivations`` and ``themes`` are words of our lists, ``goals`` numbers
    of goals. ``countries`` are ISO 3166-1 codes. ``updated`` is the moment of the last change, as
    ISO 8601. ``record`` is the row of our own table by its columns (``formats.agreements``), so
    that another register reads the agreement just as this one holds it. ``kept`` are parts of an
    imported activity that nothing here holds: they go out again as they came, and so do
    ``attributes`` of the activity.
    """

    identifier: str
    publisher: PublishedOrganization
    language: str = "es"
    currency: str | None = None
    updated: str | None = None
    titles: Texts = ()
    descriptions: Texts = ()
    organizations: tuple[PublishedOrganization, ...] = ()
    state: str | None = None
    form: str | None = None
    scope: str | None = None
    motivations: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    renewal: str | None = None
    signed: PartialDate = UNKNOWN_DATE
    in_force: PartialDate = UNKNOWN_DATE
    ends: PartialDate = UNKNOWN_DATE
    countries: tuple[str, ...] = ()
    places: tuple[PublishedPlace, ...] = ()
    themes: tuple[str, ...] = ()
    goals: tuple[int, ...] = ()
    documents: tuple[PublishedDocument, ...] = ()
    transactions: tuple[PublishedTransaction, ...] = ()
    steps: tuple[PublishedStep, ...] = ()
    registrations: tuple[PublishedRegistration, ...] = ()
    programmes: tuple[Programme, ...] = ()
    updates: tuple[Update, ...] = ()
    record: tuple[tuple[str, str], ...] = ()
    kept: tuple[Element, ...] = ()
    attributes: Attributes = ()
