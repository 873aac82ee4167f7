"""Every shared read of what goes out in IATI."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from twinpact.formats.iati_agreement import PublishedAgreement
from twinpact.formats.iati_findings import IatiFinding
from twinpact.formats.iati_writing import agreements_as_iati, iati_pieces
from website.accounts.models import Office
from website.agreements.documents import with_versions
from website.agreements.models import Agreement, Document, Publication
from website.agreements.queries import with_all
from website.iati import convert
from website.iati.models import IatiRecord, IatiSettings
from website.iati.remembering import checked
from website.plans.models import Programme
from website.plans.queries import agreed, with_sides

BATCH = 200
HOLDS_BACK = frozenset({"critical", "error"})


@dataclass(frozen=True, slots=True)
class Checked:
    """An agreement as it would go out, its file, and what the rules of IATI say of it."""

    row: Agreement
    published: PublishedAgreement
    content: bytes
    findings: tuple[IatiFinding, ...]

    @property
    def holds(self) -> int:
        """How many findings keep it out of the public file."""
        return sum(one.severity in HOLDS_BACK for one in self.findings)


def settings_of(office: Office) -> IatiSettings | None:
    """How an office is called in IATI; None where nobody has said."""
    return IatiSettings.objects.filter(office=office).first()


def with_published(base: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """With everything that goes out of an agreement; a fixed number of queries."""
    programmes = with_sides(Programme.objects.order_by("year")).select_related("office")
    return (
        with_all(base)
        .select_related("office__iati_settings", "iati", "procedure")
        .prefetch_related(
            Prefetch("documents", with_versions(Document.objects.filter(public=True))),
            "registrations__authority",
            "procedure__taken_steps",
            Prefetch("programmes", programmes),
        )
    )


def choosable(office: Office) -> QuerySet[Agreement]:
    """The published agreements of an office, among which it chooses."""
    return Agreement.published.filter(office=office)


def going_out(office: Office | None = None) -> QuerySet[Agreement]:
    """The published agreements that offices let go out; of one office, or of all."""
    found = Agreement.published.filter(iati__goes_out=True, office__iati_settings__isnull=False)
    return found if office is None else found.filter(office=office)


def identifier_of(row: Agreement, settled: IatiSettings) -> str:
    """The identifier under which an agreement goes out, or would go out."""
    record: IatiRecord | None = getattr(row, "iati", None)
    if record is not None and record.identifier:
        return record.identifier
    return f"{settled.identifier}-{row.pk}"


def published(row: Agreement, settled: IatiSettings, *, on: date) -> PublishedAgreement:
    """The agreement as it goes out: what the register says, and what came with a file."""
    programmes = (agreed(one) for one in row.programmes.all())
    told = convert.Told(
        identifier_of(row, settled), on, tuple(one for one in programmes if one is not None)
    )
    now = convert.published_of(row, settled, told)
    record: IatiRecord | None = getattr(row, "iati", None)
    if record is None or not record.came:
        return now
    return convert.laid_over(now, convert.of_xml(record.came), held=record.held)


def check(row: Agreement, settled: IatiSettings, *, on: date) -> Checked:
    """The agreement as it would go out, held against the rules."""
    told = published(row, settled, on=on)
    content = agreements_as_iati((told,))
    return Checked(row, told, content, checked(content, on=on))


def check_all(rows: QuerySet[Agreement], *, on: date) -> Iterator[Checked]:
    """Agreements that are published, one after the other, however many there are."""
    for row in with_published(rows).order_by("pk").iterator(chunk_size=BATCH):
        yield check(row, row.office.iati_settings, on=on)


def file_pieces(rows: QuerySet[Agreement], *, on: date) -> Iterator[bytes]:
    """The public file piece by piece; what breaks a rule waits until it is mended.

    How many wait is said in a comment at the end.
    """
    held: list[int] = []

    def good() -> Iterable[PublishedAgreement]:
        for one in check_all(rows, on=on):
            if one.holds:
                held.append(one.row.pk)
            else:
                yield one.published

    yield from iati_pieces(good())
    if held:
        yield (
            f"<!-- Agreements that wait until what breaks the rules is mended: {len(held)} -->\n"
        ).encode()


def public_agreement(pk: int) -> Agreement | None:
    """A published agreement that its office lets go out."""
    found: Agreement | None = with_published(going_out().filter(pk=pk)).first()
    return found


def is_public(row: Agreement) -> bool:
    """Whether the public gets the agreement in IATI, unless a rule holds it back."""
    record: IatiRecord | None = getattr(row, "iati", None)
    return record is not None and record.goes_out and row.publication == Publication.PUBLISHED
