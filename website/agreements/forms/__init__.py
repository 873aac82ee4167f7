"""What people fill in about agreements."""

from website.agreements.forms.agreement import AgreementForm
from website.agreements.forms.party import PartyForm, PartyFormSet, parties_form

__all__ = ["AgreementForm", "PartyForm", "PartyFormSet", "parties_form"]
