"""Files that an office brings again and again, read and written as the worker would."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from website.accounts.models import Office, Role, User
from website.exchange import actions
from website.exchange.models import Import, ImportRow
from website.sources.models import Source

HEADER = "Municipio;Contraparte;Fecha;Tema"
ROWS = (
    "Medellín, Colombia;Bilbao, España;junio de 1998;Urbanismo",
    "Bello, Colombia;Bello Horizonte;2001;Turismo",
    "Guatapé, Colombia;Cuenca, Ecuador;2005;Turismo",
    "Rionegro, Colombia;Kielce;2010-08-14;Educación",
)


@pytest.fixture
def by(person, antioquia) -> User:
    return person(Role.OFFICER, antioquia)


@pytest.fixture
def yearly(antioquia) -> Source:
    """A list that comes every year."""
    return Source.objects.create(office=antioquia, kind="file", title="The yearly list")


@pytest.fixture
def read(antioquia, yearly, by, at) -> Callable[..., Import]:
    """A file of the yearly list, brought and read."""

    def make(
        rows: Sequence[str] = ROWS,
        *,
        header: str = HEADER,
        source: Source | None = None,
        office: Office | None = None,
        name: str = "list.csv",
    ) -> Import:
        batch = actions.bring_file(
            office=office or antioquia,
            source=source or yearly,
            filename=name,
            content="\n".join([header, *rows, ""]).encode(),
            by=by,
            at=at,
        )
        return actions.read_import(pk=batch.pk)

    return make


@pytest.fixture
def write(by, clock) -> Callable[..., Import]:
    """Accept an import and write it, as the worker would."""

    def make(batch: Import, **options: object) -> Import:
        at = clock()
        actions.accept_import(pk=batch.pk, by=by, at=at, **options)
        return actions.commit_import(pk=batch.pk, by=by, at=at)

    return make


@pytest.fixture
def clock(at) -> Callable[[], object]:
    """A clock that goes on by a minute whenever somebody looks at it."""
    moments = iter(at + timedelta(minutes=n) for n in range(1, 1000))
    return lambda: next(moments)


@pytest.fixture
def outcomes() -> Callable[[Import], list[str]]:
    """What becomes of the rows of an import, in their order."""
    return lambda batch: [row.outcome for row in ImportRow.objects.filter(batch=batch)]
