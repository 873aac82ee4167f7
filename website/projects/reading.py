"""Projects: what a person filled in ↔ what the actions take."""

from dataclasses import dataclass

from django import forms

from twinpact.agreements import Theme, coded_theme, read_themes
from website.accounts.models import Office
from website.agreements.convert import partial_date
from website.places.several import picked, places_form, places_initial
from website.projects.actions import ToldAmount, ToldBody, ToldProject
from website.projects.forms import ProjectForm, amounts_form, bodies_form
from website.projects.models import Project

TEXTS = ("title", "summary", "state", "results", "iati_identifier", "locator")


@dataclass(frozen=True, slots=True)
class Forms:
    """All that a page asks of a project."""

    form: ProjectForm
    places: forms.BaseFormSet
    bodies: forms.BaseFormSet
    amounts: forms.BaseFormSet

    @property
    def rows(self) -> tuple[forms.BaseFormSet, ...]:
        """The parts of which there are several."""
        return self.places, self.bodies, self.amounts

    def are_valid(self) -> bool:
        """Whether everything can be saved; all parts say what is wrong with them."""
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows)])

    @property
    def wrong(self) -> bool:
        """Whether something was found wrong."""
        return bool(self.form.errors) or any(rows.total_error_count() for rows in self.rows)


def forms_for(
    data: object, *, office: Office, row: Project | None = None, agreement: int | None = None
) -> Forms:
    """The forms of a project, new or kept."""
    initial = {"agreement": agreement} if row is None else _initial(row)
    places = [] if row is None else places_initial(one.place_id for one in row.places.all())
    bodies = [] if row is None else [_body(one) for one in row.bodies.all()]
    amounts = [] if row is None else [_amount(one) for one in row.amounts.all()]
    return Forms(
        ProjectForm(data, office=office, initial=initial),
        places_form(data, prefix="place", initial=places),
        bodies_form(data, prefix="body", initial=bodies),
        amounts_form(data, prefix="amount", initial=amounts),
    )


def _initial(row: Project) -> dict[str, object]:
    return {name: getattr(row, name) or "" for name in TEXTS} | {
        "agreement": row.agreement_id,
        "starts": partial_date(row, "starts"),
        "ends": partial_date(row, "ends"),
        "themes": "\n".join(one.written for one in row.themes.all()),
        "sectors": ", ".join(one.sector for one in row.sectors.all()),
        "source": row.source_id,
        "version": row.version,
    }


def _body(one: object) -> dict[str, object]:
    return {
        "name": one.organization.name,
        "role": one.role,
        "funding": one.funding or "",
        "kind": one.organization.kind,
    }


def _amount(one: object) -> dict[str, object]:
    return {
        "written": "" if one.amount is None else f"{one.amount:f}",
        "currency": one.currency or "",
        "told": partial_date(one, "told"),
        "funder": one.funder.name if one.funder else "",
    }


def read_project(asked: Forms, before: Project | None = None) -> ToldProject:
    """The project that valid forms describe."""
    said = asked.form.cleaned_data
    return ToldProject(
        title=said["title"],
        agreement=said["agreement"],
        summary=said["summary"] or None,
        state=said["state"] or None,
        starts=said["starts"],
        ends=said["ends"],
        results=said["results"] or None,
        iati_identifier=said["iati_identifier"],
        themes=read_lines(said["themes"], _themes(before)),
        sectors=said["sectors"],
        places=picked(asked.places),
        bodies=tuple(
            ToldBody(row["name"], row["role"], row["kind"] or None, row["funding"] or None)
            for row in (form.cleaned_data for form in asked.bodies)
            if row.get("name")
        ),
        amounts=tuple(
            ToldAmount(row["amount"], row["currency"], row["told"], row["funder"])
            for row in (form.cleaned_data for form in asked.amounts if form.is_told)
        ),
        locator=said["locator"],
    )


def _themes(row: Project | None) -> dict[str, Theme]:
    """The themes as they are kept, by the source's words."""
    if row is None:
        return {}
    return {
        one.written: coded_theme(one.written, one.theme) if one.theme else Theme(one.written)
        for one in row.themes.all()
    }


def read_lines(text: str, kept: dict[str, Theme]) -> tuple[Theme, ...]:
    """The themes of each line; a line that was there before keeps what it was read as."""
    found: list[Theme] = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        found += [kept[line]] if line in kept else read_themes(line)
    return tuple(dict.fromkeys(found))
