"""What is stored of agreements."""

from website.agreements.models.agreement import (
    Agreement,
    AgreementLink,
    AgreementMotivation,
    AgreementTheme,
    Party,
    Publication,
)
from website.agreements.models.evidence import (
    AgreementFinding,
    AgreementStatement,
    Document,
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
    "Party",
    "PartyVersion",
    "Publication",
    "PublishedCount",
    "Registration",
]
