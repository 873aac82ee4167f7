"""What other pages say of visits."""

from django import template

from website.agreements.models import Agreement
from website.visits.models import Visit
from website.visits.queries import visits_for

register = template.Library()


@register.simple_tag
def visits_of(agreement: Agreement, *, public: bool = False) -> list[Visit]:
    """The visits that serve an agreement, of which the public sees the published ones."""
    return visits_for(agreement, public=public)
