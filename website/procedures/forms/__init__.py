"""What people are asked when they enter something in a procedure."""

from website.procedures.forms.evidence import EvidenceForm, WithdrawalForm
from website.procedures.forms.step import BeginForm, StepForm

__all__ = ["BeginForm", "EvidenceForm", "StepForm", "WithdrawalForm"]
