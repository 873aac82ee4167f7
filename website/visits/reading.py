"""Visits: what a person filled in ↔ what the actions take."""

from dataclasses import dataclass

from django import forms

from website.accounts.models import Office
from website.agreements.convert import partial_date
from website.places.several import picked, places_form, places_initial
from website.visits.actions import ToldEntry, ToldPerson, ToldVisit
from website.visits.forms import VisitForm, agenda_form, people_form
from website.visits.models import Visit

PLAIN = ("title", "kind", "direction", "state", "purpose", "locator")
ENTRY = ("day", "at", "what", "where", "with_whom")
PERSON = ("name", "post", "body")


@dataclass(frozen=True, slots=True)
class Forms:
    """All that a page asks of a visit."""

    form: VisitForm
    places: forms.BaseFormSet
    agenda: forms.BaseFormSet
    people: forms.BaseFormSet

    @property
    def rows(self) -> tuple[forms.BaseFormSet, ...]:
        """The parts of which there are several."""
        return self.places, self.agenda, self.people

    def are_valid(self) -> bool:
        """Whether everything can be saved; all parts say what is wrong with them."""
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows)])

    @property
    def wrong(self) -> bool:
        """Whether something was found wrong."""
        return bool(self.form.errors) or any(rows.total_error_count() for rows in self.rows)


def forms_for(
    data: object, *, office: Office, row: Visit | None = None, agreement: int | None = None
) -> Forms:
    """The forms of a visit, new or kept."""
    initial: dict[str, object] = {"kind": "delegation", "agreements": agreement or ""}
    places, agenda, people = [], [], []
    if row is not None:
        initial = _initial(row)
        places = places_initial(one.place_id for one in row.places.all())
        agenda = [{name: getattr(one, name) for name in ENTRY} for one in row.agenda.all()]
        people = [{name: getattr(one, name) for name in PERSON} for one in row.people.all()]
    return Forms(
        VisitForm(data, office=office, initial=initial),
        places_form(data, prefix="place", initial=places),
        agenda_form(data, prefix="agenda", initial=agenda),
        people_form(data, prefix="people", initial=people),
    )


def _initial(row: Visit) -> dict[str, object]:
    return {name: getattr(row, name) or "" for name in PLAIN} | {
        "host": row.host.name if row.host else "",
        "starts": partial_date(row, "starts"),
        "ends": partial_date(row, "ends"),
        "agreements": ", ".join(str(one.pk) for one in row.agreements.all()),
        "source": row.source_id,
        "version": row.version,
    }


def read_visit(asked: Forms) -> ToldVisit:
    """The visit that valid forms describe."""
    said = asked.form.cleaned_data
    return ToldVisit(
        title=said["title"],
        kind=said["kind"],
        direction=said["direction"] or None,
        state=said["state"] or None,
        host=said["host"],
        starts=said["starts"],
        ends=said["ends"],
        purpose=said["purpose"] or None,
        agreements=said["agreements"],
        places=picked(asked.places),
        agenda=tuple(
            ToldEntry(row["what"], row["day"], row["at"], row["where"], row["with_whom"])
            for row in (form.cleaned_data for form in asked.agenda)
            if row.get("what")
        ),
        people=tuple(
            ToldPerson(row["name"], row["post"], row["body"])
            for row in (form.cleaned_data for form in asked.people)
            if row.get("name")
        ),
        locator=said["locator"],
    )
