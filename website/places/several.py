"""Choosing several territories: a row each, rows left empty do not count."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from website.places import territories
from website.places.forms import PickForm
from website.places.naming import full_name
from website.sources.plain_text import PlainTextField

MOST_PLACES = 30
FURTHER = 2


class FurtherPlaceForm(PickForm):
    """A territory, or none."""

    needed = False
    territory = PlainTextField(label=_("Territory"), required=False, max_length=300)


places_form = forms.formset_factory(
    FurtherPlaceForm, extra=FURTHER, max_num=MOST_PLACES, absolute_max=MOST_PLACES
)


def picked(rows: forms.BaseFormSet) -> tuple[str, ...]:
    """The ids of the territories that were chosen, each once, in the order of the rows."""
    chosen = (form.cleaned_data.get("picked") for form in rows)
    return tuple(dict.fromkeys(id_ for id_ in chosen if id_))


def places_initial(ids: Iterable[str]) -> list[dict[str, str]]:
    """What the rows show of territories that were chosen before."""
    language = get_language() or "en"
    here = dict.fromkeys(map(territories.current_id, ids))
    return [{"place": id_, "territory": full_name(id_, language)} for id_ in here]
