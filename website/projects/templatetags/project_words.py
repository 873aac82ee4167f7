"""What other pages say of projects."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

from website.agreements.models import Agreement
from website.projects.models import Project
from website.projects.queries import projects_under

register = template.Library()


@register.simple_tag
def projects_of(agreement: Agreement, *, public: bool = False) -> list[Project]:
    """The projects under an agreement, of which the public sees the published ones."""
    return projects_under(agreement, public=public)


@register.filter
def money(amount: Decimal) -> str:
    """An amount as the reader writes numbers: "250.000" in Spanish, without empty decimals."""
    decimals = 0 if amount == amount.to_integral_value() else 2
    return number_format(amount, decimals, use_l10n=True, force_grouping=True)
