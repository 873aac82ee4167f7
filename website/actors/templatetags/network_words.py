"""The networks to which a place or its bodies belong, for the pages of places."""

from django import template
from django.db.models import Q

from website.actors.models import NetworkMembership
from website.places.models import Place

register = template.Library()


@register.simple_tag
def networks_of(place: Place, *, public: bool = False) -> list[NetworkMembership]:
    """The memberships of a place, of those merged into it, and of the bodies that act for it."""
    base = NetworkMembership.published if public else NetworkMembership.register
    own = Q(place=place) | Q(place__merged_into=place) | Q(organization__place=place)
    return list(base.filter(own).select_related("network", "organization", "place"))
