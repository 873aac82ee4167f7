"""How a registry number is written: ``JAL-{year}-{number:04}`` gives JAL-2026-0007."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

GAP = re.compile(r"\{(year|number)(?::0([1-9]))?\}")
LONGEST = 60


def written(form: str, *, year: int, number: int) -> str:
    """The number in the form of the authority. Nothing but the two gaps is ever filled."""
    values = {"year": year, "number": number}
    return GAP.sub(lambda gap: str(values[gap[1]]).zfill(int(gap[2] or 0)), form)


def check_number_format(form: str) -> None:
    """Refuse a form in which two numbers could be written the same.

    Raises:
        ValidationError: The year or the number is missing, or there is another gap.
    """
    gaps = [gap[1] for gap in GAP.finditer(form)]
    rest = GAP.sub("", form)
    if sorted(gaps) != ["number", "year"] or "{" in rest or "}" in rest or len(form) > LONGEST:
        raise ValidationError(
            _("Write {year} and {number} once each, such as JAL-{year}-{number:04}.")
        )
    if "}{" in form:
        raise ValidationError(_("Put a sign between the year and the number."))
