"""Why a row may be an agreement that the register has, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from website.agreements import words

REASONS = {
    "same_parties": gettext_lazy("The same parties."),
    "same_date": gettext_lazy("The dates fit together: %(value)s."),
    "other_date": gettext_lazy("Signed on other dates: %(value)s."),
    "date_unknown": gettext_lazy("One of them has no date."),
    "same_form": gettext_lazy("The same form: %(value)s."),
    "other_form": gettext_lazy("Their forms differ."),
}


def reason_sentence(code: str, value: str) -> str:
    """A reason in words; one that is not known here is shown as it came."""
    if code not in REASONS:
        return _("%(reason)s: %(value)s") % {"reason": code, "value": value} if value else code
    shown = words.word("form", value) if code == "same_form" else value
    return str(REASONS[code]) % {"value": shown}
