"""What sheets say of the life of an agreement."""

from django import template
from django.utils import timezone

from website.agreements.models import Agreement
from website.procedures.course import day_in
from website.procedures.life import sign_of, sign_words

register = template.Library()


@register.simple_tag
def life_words(agreement: Agreement, *, public: bool = False) -> dict[str, str]:
    """The life sign of an agreement today: its word, and why; for the public by what it sees."""
    now = timezone.now()  # noqa: TID251 a tag stands for a view
    on = day_in(agreement.office.country, now)
    return sign_words(sign_of(agreement, on=on, public=public))
