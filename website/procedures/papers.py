"""Which papers of a procedure are at hand: shown by evidence, or kept as documents."""

from datetime import date

from website.agreements.models import Document
from website.procedures.course import Course


def papers_at_hand(course: Course, on: date) -> frozenset[str]:
    """The papers (list ``artefacts``) that the register has on a day."""
    shown = {
        one.artefact
        for one in course.evidence
        if one.artefact is not None and one.outcome == "done" and one.on <= on
    }
    kept = (_paper(document) for document in course.agreement.documents.all())
    return frozenset(shown | {paper for paper in kept if paper})


def _paper(document: Document) -> str:
    """The paper that a document is; a text that nobody signed is a draft."""
    kind = Document.Kind
    if document.kind == kind.AGREEMENT:
        return "signed_agreement" if document.signed else "agreement_draft"
    if document.kind == kind.LETTER_OF_INTENT:
        return "letter_of_intent" if document.signed else ""
    return {kind.OPINION: "opinion", kind.CERTIFICATE: "registration_certificate"}.get(
        kind(document.kind), ""
    )
