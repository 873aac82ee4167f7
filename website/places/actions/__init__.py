"""Every write on places, but for merging: that moves what other rooms keep."""

from website.places.actions.correcting import (
    Facts,
    HoldsItselfError,
    IdTakenError,
    NothingChangedError,
    PlaceChangedMeanwhileError,
    add_place,
    correct_place,
    facts_of,
)
from website.places.actions.deciding import keep_apart, remember_names
from website.places.actions.entering import enter_places

__all__ = [
    "Facts",
    "HoldsItselfError",
    "IdTakenError",
    "NothingChangedError",
    "PlaceChangedMeanwhileError",
    "add_place",
    "correct_place",
    "enter_places",
    "facts_of",
    "keep_apart",
    "remember_names",
]
