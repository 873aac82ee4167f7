"""Choosing a territory, and saying what a place is."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twinpact import places as gazetteer
from twinpact.vocabularies import LANGUAGES
from website.accounts.models import User
from website.places import territories
from website.places.actions import Facts
from website.places.models import Place
from website.places.naming import full_name
from website.places.offering import OffersTerritories
from website.sources.actions import name_shared_source
from website.sources.forms import USUAL_KIND, SourceForm, words_of
from website.sources.models import Source
from website.sources.plain_text import PlainTextField, long_text

LONGEST_NAME = 200
LONGEST_REASON = 2000


def reason_field() -> PlainTextField:
    """Why somebody changes what all offices share."""
    return PlainTextField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=long_text(3),
        help_text=_("One or two sentences, for those who look at this in ten years."),
        error_messages={"required": _("Say why, so that others can follow it.")},
    )


class PickForm(OffersTerritories):
    """A territory, typed and chosen. Without JavaScript it is found by its name.

    ``territory`` is what the person sees, ``place`` the id behind it, ``choice`` one of several
    that the name can mean.
    """

    territory = PlainTextField(
        label=_("Territory"),
        required=False,
        max_length=300,
        help_text=_("Type its name and choose it from the list."),
    )
    place = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    choice = forms.ChoiceField(
        label=_("Which of these is meant?"), required=False, widget=forms.RadioSelect
    )
    needed = True
    says_optional_once = True
    none_of_these = _("None of these")

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["picked"] = self._picked(cleaned)
        return cleaned

    def _picked(self, cleaned: dict[str, object]) -> str | None:
        if cleaned.get("choice"):
            return str(cleaned["choice"])
        typed, id_ = str(cleaned.get("territory") or ""), str(cleaned.get("place") or "")
        if id_ and territories.is_known(id_) and typed in names_of(id_):
            return territories.current_id(id_)
        if not typed:
            if self.needed and not self.errors:
                self.add_error("territory", _("Choose a territory."))
            return None
        return self._read(typed)

    def _read(self, typed: str) -> str | None:
        """The territory that the typed name means; several are offered, none is guessed."""
        called = [place for place in territories.search(typed, limit=10) if _is(place, typed)]
        found = gazetteer.resolve(typed)
        if found.place is not None and not called:
            return territories.current_id(found.place.id)
        ids = [place.id for place in (*called, *found.candidates)]
        if found.place is not None:
            ids.insert(0, found.place.id)
        ids = list(dict.fromkeys(map(territories.current_id, ids)))
        if len(ids) == 1:
            return ids[0]
        if ids:
            self.offer(ids)
            said = _("“%(typed)s” can be more than one territory. Choose which one is meant.")
        else:
            said = _("“%(typed)s” is in no list of territories. Choose one from the list.")
        self.add_error("territory", forms.ValidationError(said, params={"typed": typed}))
        return None


def _is(place: gazetteer.Place, typed: str) -> bool:
    return typed in {place.name, *place.names.values()}


def names_of(id_: str) -> set[str]:
    """Everything that the field can show of a territory: its names, short and in full."""
    place = territories.territory(id_)
    in_full = {full_name(id_, language) for language in LANGUAGES}
    return in_full | {place.name, *place.names.values()}


class MergeForm(PickForm):
    """The place that stays, and why."""

    reason = reason_field()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory"].label = _("The place that stays")


class ReasonForm(forms.Form):
    """Why a merge is taken back."""

    reason = reason_field()


class PlaceForm(PickForm, SourceForm):
    """What the register says of a place. The territory that is chosen is what holds it."""

    says_optional_once = True
    needed = False
    field_order = ("name", "level", "territory", "place", "choice")

    name = PlainTextField(
        label=_("Name in its own language"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("A place needs a name.")},
    )
    level = forms.ChoiceField(
        label=_("Level"),
        choices=lambda: words_of("levels"),
        error_messages={"required": _("Choose the level.")},
    )
    name_es = PlainTextField(label=_("Name in Spanish"), required=False, max_length=LONGEST_NAME)
    name_en = PlainTextField(label=_("Name in English"), required=False, max_length=LONGEST_NAME)
    name_pt = PlainTextField(
        label=_("Name in Portuguese"), required=False, max_length=LONGEST_NAME
    )
    other_names = PlainTextField(
        label=_("Other names"),
        required=False,
        max_length=4000,
        widget=long_text(3),
        help_text=_("Former names and spellings, one on each line. The search finds them too."),
    )
    latitude = forms.FloatField(
        label=_("Latitude"), required=False, min_value=-90, max_value=90, localize=False
    )
    longitude = forms.FloatField(
        label=_("Longitude"), required=False, min_value=-180, max_value=180, localize=False
    )
    population = forms.IntegerField(
        label=_("Population"), required=False, min_value=0, max_value=10**11
    )
    iso_3166_2 = forms.RegexField(
        r"^[A-Z]{2}-[A-Z0-9]{1,4}$",
        label="ISO 3166-2",
        required=False,
        error_messages={"invalid": _("Such a code looks like this: CO-ANT.")},
    )
    geonames_id = forms.IntegerField(
        label=_("Number in GeoNames"), required=False, min_value=1, max_value=2**53
    )
    wikidata_id = forms.RegexField(
        r"^Q[1-9][0-9]{0,17}$",
        label=_("Number in Wikidata"),
        required=False,
        error_messages={"invalid": _("Such a number looks like this: Q48278.")},
    )
    reason = reason_field()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: object, row: Place | None = None, **kwargs: object) -> None:
        super().__init__(*args, office=None, **kwargs)
        self.row = row
        self.fields["territory"].label = _("Lies in")
        self.fields["source"].queryset = Source.objects.filter(office=None)
        for name in ("latitude", "longitude"):
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        below = cleaned.get("level") not in (None, "", "country")
        if below and cleaned["picked"] is None and not self.errors:
            self.add_error("territory", _("Choose the territory in which the place lies."))
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("longitude", _("Give both degrees of the point, or neither."))
        return cleaned

    def facts(self) -> Facts:
        """What the person says of the place; names in further languages stay as they were."""
        said = self.cleaned_data
        names = dict(self.row.names) if self.row else {}
        for language in LANGUAGES:
            names.pop(language, None)
            if said[f"name_{language}"]:
                names[language] = said[f"name_{language}"]
        lines = (line.strip()[:LONGEST_NAME] for line in said["other_names"].split("\n"))
        return Facts(
            name=said["name"],
            level=said["level"],
            parent=said["picked"],
            names=names,
            other_names=tuple(dict.fromkeys(filter(None, lines))),
            iso_3166_2=said["iso_3166_2"] or None,
            wikidata_id=said["wikidata_id"] or None,
            **{
                name: said[name] for name in ("latitude", "longitude", "population", "geonames_id")
            },
        )

    def named(self, *, by: User) -> Source:
        """The register's own source that the person chose, made where it is new."""
        if self.cleaned_data["source"] is not None:
            return self.cleaned_data["source"]
        return name_shared_source(
            kind=self.cleaned_data["source_kind"] or USUAL_KIND,
            title=self.cleaned_data["source_title"],
            by=by,
        )


def place_initial(row: Place) -> dict[str, object]:
    """What the form shows of a place before anybody changes it."""
    language = get_language() or "en"
    plain = ("name", "level", "latitude", "longitude", "population", "geonames_id")
    return {
        **{name: getattr(row, name) for name in plain},
        **{f"name_{code}": row.names.get(code, "") for code in LANGUAGES},
        "other_names": "\n".join(row.other_names),
        "territory": full_name(row.parent_id, language) if row.parent_id else "",
        "place": row.parent_id or "",
        "iso_3166_2": row.iso_3166_2 or "",
        "wikidata_id": row.wikidata_id or "",
        "version": row.version,
    }
