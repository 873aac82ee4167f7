"""Whether two agreements have the same form."""

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.sameness.comparison import Cell, Comparison, Level

_TIES = ("twinning", "friendship", "contact")
_TEXTS = ("cooperation_agreement", "memorandum", "letter_of_intent")
"""Forms that sources take for one another: ties between towns, and papers that are signed."""


def _both_among(forms: tuple[str, ...]) -> str:
    known = ", ".join(f"'{form}'" for form in forms)
    return f"(form_l in ({known}) and form_r in ({known}))"


COMPARISON = Comparison(
    name="form",
    columns={"form": "text"},
    unknown="form_l is null or form_r is null",
    levels=(
        Level("same", "form_l = form_r"),
        Level("akin", f"{_both_among(_TIES)} or {_both_among(_TEXTS)}"),
    ),
    weights="form",
)


def cells(agreement: Agreement) -> dict[str, Cell]:
    """The form's code."""
    return {"form": agreement.form}
