"""Offices, people in each role, sources, and agreements entered through the actions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import translation

from twinpact import agreements as library
from twinpact import places as gazetteer
from website.accounts.models import Membership, Office, Role, User
from website.agreements.actions import enter_agreements, publish_agreement
from website.agreements.models import Agreement
from website.places.territories import forget
from website.procedures.actions import begin_procedure
from website.procedures.models import Procedure
from website.sources.models import Source

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PASSWORD = "a long enough phrase"


@pytest.fixture(autouse=True)
def plain_http_and_quick_passwords(settings, tmp_path):
    """Tests speak plain HTTP, need no collected files and leave no uploads behind."""
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(autouse=True)
def nothing_remembered_of_places():
    """What one test's register says of places is not known to the next."""
    forget()


@pytest.fixture(autouse=True)
def no_language_left_on():
    """A request turns on its reader's language for the thread; the next test starts in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def at() -> datetime:
    return AT


@pytest.fixture
def antioquia(db) -> Office:
    return Office.objects.create(name="Antioquia", slug="antioquia", country="CO")


@pytest.fixture
def jalisco(db) -> Office:
    return Office.objects.create(name="Jalisco", slug="jalisco", country="MX")


@pytest.fixture
def begin(enter, jalisco, person, at) -> Callable[..., Procedure]:
    """A procedure of Jalisco with São Paulo that has just begun, on 2 March 2026."""

    def make(*written: str, state: str | None = None, **values: object) -> Procedure:
        row = enter(*(written or ("Jalisco", "São Paulo")), office=jalisco, state=state, **values)
        by = person(Role.OFFICER, jalisco)
        return begin_procedure(agreement=row.pk, on=date(2026, 3, 2), by=by, at=at)

    return make


@pytest.fixture
def person(db) -> Callable[..., User]:
    """Somebody with a role in an office; without an office, somebody who belongs to none."""

    def make(role: str = Role.OFFICER, office: Office | None = None) -> User:
        email = f"{role}@{office.slug if office else 'nowhere'}.example"
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, PASSWORD, first_name=str(role).capitalize())
        if office is not None:
            Membership.objects.get_or_create(user=user, office=office, role=role)
        return user

    return make


@pytest.fixture
def signed_in(person, antioquia) -> Callable[..., Client]:
    """A browser in which a person with this role has signed in."""

    def sign_in(role: str = Role.OFFICER, office: Office | None = None) -> Client:
        client = Client()
        client.force_login(
            person(role, office or antioquia), "django.contrib.auth.backends.ModelBackend"
        )
        return client

    return sign_in


@pytest.fixture
def source(antioquia) -> Source:
    return Source.objects.create(
        office=antioquia, kind="article", title="Mora Aguirre (2013), Table 1"
    )


@pytest.fixture
def draft() -> Callable[..., library.Agreement]:
    """An agreement as a file would give it: Antioquia and São Paulo, signed in August 2010."""

    def make(*written: str, **values: object) -> library.Agreement:
        names = written or ("Antioquia", "São Paulo")
        parties = tuple(_party(name) for name in names)
        plain = library.Agreement(
            row=2,
            parties=parties,
            form="twinning",
            state="in_force",
            focus="Exchange of experience in education",
            themes=library.read_themes("education"),
            signed=library.parse_partial_date("August 2010"),
            statements=(
                library.Statement("signed", "August 2010"),
                library.Statement("focus", "Exchange of experience in education"),
                *(library.Statement(f"party_{n}", name) for n, name in enumerate(names, 1)),
            ),
            locator="row 2",
        )
        return replace(plain, **values)

    return make


PLACES = {"Antioquia": "CO-ANT", "São Paulo": "BR-SP", "Jalisco": "MX-JAL", "Córdoba": "AR-X"}


def _party(name: str) -> library.Party:
    if name not in PLACES:
        return library.Party(written=name)
    place = gazetteer.place(PLACES[name])
    return library.Party(written=name, place=place, status="matched", confidence=1.0)


@pytest.fixture
def enter(antioquia, jalisco, draft, person, at) -> Callable[..., Agreement]:
    """An agreement in the register, entered by an officer of its office."""

    def make(
        *written: str, office: Office | None = None, published: bool = False, **values: object
    ) -> Agreement:
        office = office or antioquia
        source, _ = Source.objects.get_or_create(
            office=office,
            title="Mora Aguirre (2013), Table 1",
            defaults={"kind": "article"},
        )
        [row] = enter_agreements(
            office=office,
            agreements=[draft(*written, **values)],
            source=source,
            by=person(Role.OFFICER, office),
            at=at,
        )
        if published:
            publish_agreement(pk=row.pk, by=person(Role.REVIEWER, office), at=at)
        return Agreement.register.get(pk=row.pk)

    return make
