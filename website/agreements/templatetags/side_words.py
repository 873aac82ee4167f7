"""What pages say of the answers of counterparts."""

from django import template

from website.agreements.models import FieldAnswer
from website.agreements.sides import label_of, words_of_value

register = template.Library()


@register.filter
def side_field(field: str) -> str:
    """How people call a field of an answer."""
    return label_of(field)


@register.filter
def answer_words(answer: FieldAnswer) -> str:
    """What a counterpart has itself, in words."""
    return words_of_value(answer.field, answer.value, answer.written)
