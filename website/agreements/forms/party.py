"""A side of an agreement, as people fill it in."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twinpact import agreements as library
from twinpact.vocabularies import LANGUAGES
from website.places import settled, territories
from website.places.naming import countries, full_name
from website.places.offering import OffersTerritories
from website.sources.plain_text import PlainTextField

LONGEST_NAME = 300
MOST_PARTIES = 20
INITIATOR = {"": None, "yes": True, "no": False}


class PartyForm(OffersTerritories):
    """The name as written, and the territory that it means.

    ``territory`` is what the person sees and types, ``place`` the id behind it. Without
    JavaScript the typed territory is found by name; where it can mean several, they are offered
    as ``choice``.
    """

    says_optional_once = True
    none_of_these = _("None of these, or not known")

    written = PlainTextField(
        label=_("Name as the source writes it"), required=False, max_length=LONGEST_NAME
    )
    territory = PlainTextField(
        label=_("Territory"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("Type its name and choose it from the list. Empty: not known yet."),
    )
    place = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    choice = forms.ChoiceField(
        label=_("Which of these is meant?"), required=False, widget=forms.RadioSelect
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    initiator = forms.ChoiceField(
        label=_("Did it propose the agreement?"),
        required=False,
        choices=[("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))],
    )
    organization = PlainTextField(
        label=_("Body that signs"), required=False, max_length=LONGEST_NAME
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.fields["country"].choices = [("", _("Any country")), *countries(language)]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        named = [cleaned.get(name) for name in ("written", "territory", "organization")]
        cleaned["empty"] = not any(named) and not self.errors
        if cleaned["empty"] or self.errors:
            return cleaned
        cleaned["written"] = cleaned["written"] or cleaned["territory"]
        if not cleaned["written"]:
            self.add_error("written", _("Give the name as the source writes it."))
            return cleaned
        cleaned["party"] = self._party(cleaned)
        self._check_country(cleaned)
        return cleaned

    def _party(self, cleaned: dict[str, object]) -> library.Party:
        found = self._found(cleaned)
        return library.Party(
            written=str(cleaned["written"]),
            place=found.place,
            status=found.status,
            candidates=() if found.place else found.candidates,
            confidence=found.confidence,
            reason=found.reason,
            organization=str(cleaned["organization"]) or None,
            initiator=INITIATOR[str(cleaned["initiator"])],
        )

    def _found(self, cleaned: dict[str, object]) -> library.Party:
        """The territory: the one chosen, the one typed, or the one that the name means."""
        written, typed = str(cleaned["written"]), str(cleaned["territory"])
        if cleaned["choice"]:
            return matched(written, str(cleaned["choice"]))
        if not typed:
            return self._unsaid(written, cleaned)
        id_ = str(cleaned["place"])
        if territories.is_known(id_) and typed in names_of(id_):
            return matched(written, id_)
        found = library.read_party(typed, country=str(cleaned["country"]) or None)
        if found.place is None:
            self._say_not_found(typed, found)
        return found

    def _unsaid(self, written: str, cleaned: dict[str, object]) -> library.Party:
        """The person names no territory: read the name, unless it was looked at before."""
        if cleaned["place"] or written == self.initial.get("written"):
            candidates = tuple(
                territories.territory(id_) for id_ in self.initial.get("candidates", ())
            )
            status = "ambiguous" if candidates else "not_found"
            return library.Party(written=written, status=status, candidates=candidates)
        country = str(cleaned["country"])
        read = library.read_party(written, country=country or None)
        key = settled.key(written, country)
        said = None if read.place else settled.settled([key]).get(key)
        return read if said is None else matched(written, said.id)

    def _say_not_found(self, typed: str, found: library.Party) -> None:
        if found.candidates:
            self.offer([place.id for place in found.candidates])
            said = _("“%(typed)s” can be more than one territory. Choose which one is meant.")
        else:
            said = _(
                "“%(typed)s” is in no list of territories. Choose one from the list, or leave "
                "this empty until it is known."
            )
        self.add_error("territory", forms.ValidationError(said, params={"typed": typed}))

    def _check_country(self, cleaned: dict[str, object]) -> None:
        party, country = cleaned["party"], cleaned["country"]
        if party.place is None or not country or party.place.country == country:
            return
        names = dict(self.fields["country"].choices)
        self.add_error(
            "country",
            forms.ValidationError(
                _("%(place)s is not in %(country)s. Change the country or the territory."),
                params={
                    "place": full_name(party.place.id, get_language() or "en"),
                    "country": names[country],
                },
            ),
        )


def names_of(id_: str) -> set[str]:
    """Everything that the field can show of a territory: its names, short and in full."""
    place = territories.territory(id_)
    in_full = {full_name(id_, language) for language in LANGUAGES}
    return in_full | {place.name, *place.names.values()}


def matched(written: str, id_: str) -> library.Party:
    """A party whose territory a person chose."""
    return library.Party(
        written=written, place=territories.territory(id_), status="matched", confidence=1.0
    )


class PartyFormSet(forms.BaseFormSet):
    """All sides of an agreement; rows left empty do not count."""

    def clean(self) -> None:
        if any(self.errors):
            return
        filled = [form for form in self.forms if "party" in form.cleaned_data]
        if len(filled) < 2:
            self._ask_for_another(filled)
        seen: set[str] = set()
        for form in filled:
            place = form.cleaned_data["party"].place
            if place is not None and place.id in seen:
                form.add_error("territory", _("This territory is already a party. Name another."))
            seen.add(place.id if place else "")

    def _ask_for_another(self, filled: list[PartyForm]) -> None:
        said = _("An agreement needs at least two parties: name this one.")
        empty = next((form for form in self.forms if form not in filled), None)
        if empty is None:
            raise forms.ValidationError(said, code="too_few")
        empty.add_error("written", said)

    def parties(self) -> tuple[library.Party, ...]:
        """The sides that were filled in, the near side first."""
        return tuple(
            form.cleaned_data["party"] for form in self.forms if "party" in form.cleaned_data
        )


parties_form = forms.formset_factory(
    PartyForm,
    formset=PartyFormSet,
    extra=1,
    min_num=2,
    max_num=MOST_PARTIES,
    absolute_max=MOST_PARTIES,
)
