"""Words of imports in templates."""

from django import template

from website.agreements import sheet

register = template.Library()


@register.filter
def field_name(field: str) -> str:
    """How people call a field: "Signed", "Party 2"."""
    return sheet.field_word(field)


@register.filter
def form_anchor(field: str) -> str:
    """The id of a field in the form of an agreement."""
    return sheet.form_anchor(field)
