"""Offering several territories that a typed name can mean."""

from collections.abc import Sequence
from typing import ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language

from website.places import territories
from website.places.naming import full_name

MOST_OFFERED = 10


class OffersTerritories(forms.Form):
    """A form with a field ``choice``; ``none_of_these`` are the words for no territory of them."""

    none_of_these: ClassVar[Promise]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.offer(self.initial.get("candidates", ()))
        if self.is_bound and (chosen := self.data.get(self.add_prefix("choice"))):
            self.offer([*self.candidates, chosen])

    def offer(self, ids: Sequence[str]) -> None:
        """Offer these territories to choose from."""
        known = filter(territories.is_known, map(territories.current_id, ids))
        self.candidates = list(dict.fromkeys(known))[:MOST_OFFERED]
        language = get_language() or "en"
        named = [(id_, full_name(id_, language)) for id_ in self.candidates]
        self.fields["choice"].choices = [*named, ("", self.none_of_these)]
