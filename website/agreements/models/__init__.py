"""What is stored of agreements."""

from website.agreements.models.agreement import (
    Agreement,
    AgreementLink,
    AgreementMotivation,
    AgreementTheme,
    Party,
    Publication,
)
from website.agreements.models.document import Document, PaperTemplate, Redaction
from website.agreements.models.evidence import (
    AgreementFinding,
    AgreementStatement,
    Registration,
)
from website.agreements.models.published_count import PublishedCount
from website.agreements.models.versions import FieldAnswer, Invitation, PartyVersion

__all__ = [
    "Agreement",
    "AgreementFinding",
    "AgreementLink",
    "AgreementMotivation",
    "AgreementStatement",
    "AgreementTheme",
    "Document",
    "FieldAnswer",
    "Invitation",
    "PaperTemplate",
    "Party",
    "PartyVersion",
    "Publication",
    "PublishedCount",
    "Redaction",
    "Registration",
]
