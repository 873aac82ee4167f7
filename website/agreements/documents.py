"""The papers of an agreement as pages show them, and what of a version the public gets."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch, QuerySet
from django.db.models.fields.files import FieldFile
from django.utils.text import slugify

from twinpact.formats.papers import KINDS
from website.accounts.models import User
from website.agreements.desk import readable
from website.agreements.models import Agreement, Document, Publication, Redaction


@dataclass(frozen=True, slots=True)
class Version:
    """A version, and the redaction that the public gets in its place (None: there is none)."""

    document: Document
    redaction: Redaction | None

    @property
    def public_sha256(self) -> str:
        """The hash of the file that the public gets."""
        return self.document.sha256 if self.redaction is None else self.redaction.sha256


@dataclass(frozen=True, slots=True)
class PaperVersions:
    """A paper with its versions, the newest first."""

    document: Document
    versions: list[Version]


@dataclass(frozen=True, slots=True)
class Download:
    """A file that may be given away: its content, the name it gets, and its media type."""

    file: FieldFile
    name: str
    media_type: str


def with_versions(documents: QuerySet[Document]) -> QuerySet[Document]:
    """Documents with all that their list shows; a fixed number of queries."""
    return documents.select_related("added_by").prefetch_related(
        Prefetch("redactions", Redaction.objects.select_related("added_by"))
    )


def papers(documents: list[Document]) -> list[PaperVersions]:
    """The papers of an agreement, each with its versions."""

    def paper(one: Document) -> tuple[str, ...]:
        return one.kind, one.title, one.language, one.second_language

    order = list(Document.Kind.values)
    ordered = sorted(documents, key=lambda one: (order.index(one.kind), *paper(one), -one.version))
    return [
        PaperVersions(versions[0].document, versions)
        for versions in (
            [version_of(one) for one in group] for _, group in groupby(ordered, key=paper)
        )
    ]


def version_of(document: Document) -> Version:
    """A version with its newest redaction."""
    return Version(document, max(document.redactions.all(), key=lambda r: r.number, default=None))


def public_documents() -> QuerySet[Document]:
    """What the public may have: published documents of published agreements."""
    return Document.objects.filter(
        public=True, agreement__publication=Publication.PUBLISHED
    ).select_related("agreement")


def public_download(document: Document) -> Download | None:
    """What the public gets of a public document: the redaction where there is one."""
    redaction = version_of(document).redaction
    if redaction is not None:
        return _download(document, redaction.file, redaction.file_kind, redacted=True)
    return _download(document, document.file, document.file_kind) if document.file else None


def own_download(document: Document) -> Download | None:
    """The original, for the office; None where only an address is known."""
    return _download(document, document.file, document.file_kind) if document.file else None


def redaction_download(redaction: Redaction) -> Download:
    """A redacted file, for the office."""
    return _download(redaction.document, redaction.file, redaction.file_kind, redacted=True)


def _download(
    document: Document, file: FieldFile, kind: str, *, redacted: bool = False
) -> Download:
    known = KINDS.get(kind)
    parts = [
        document.kind.replace("_", "-"),
        str(document.agreement_id),
        slugify(document.title)[:60],
        document.language,
        document.second_language,
        f"v{document.version}",
        "redacted" if redacted else "",
    ]
    name = "-".join(part for part in parts if part) + (known.ending if known else ".bin")
    return Download(file, name, known.media_type if known else "application/octet-stream")


def readable_documents(user: User) -> QuerySet[Document]:
    """The documents of the agreements that a person may read; all others do not exist."""
    rows: QuerySet[Agreement] = readable(user)
    return Document.objects.filter(agreement__in=rows).select_related("agreement__office")
