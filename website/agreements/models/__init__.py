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

__all__ = [
    "Agreement",
    "AgreementFinding",
    "AgreementLink",
    "AgreementMotivation",
    "AgreementStatement",
    "AgreementTheme",
    "Document",
    "PaperTemplate",
    "Party",
    "Publication",
    "PublishedCount",
    "Redaction",
    "Registration",
]
