"""What the rules of IATI say of an agreement, each with the form in which it is put right."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from twinpact.formats.iati_findings import IatiFinding
from twinpact.formats.iati_programme_writing import activity_identifier
from website.agreements.models import Agreement
from website.agreements.sheet import form_anchor
from website.agreements.words import reader_language
from website.iati.queries import HOLDS_BACK, Checked
from website.plans.models import Activity, Programme

OFFICE = ("iati-identifier", "reporting-org", "@xml:lang", "value/@currency")
"""What the settings of the office say."""
FIELDS = (
    ("activity-date", "signed"),
    ("activity-status", "state"),
    ("sector", "themes"),
    ("tag", "themes"),
    ("recipient-country", "party_2"),
    ("recipient-region", "party_2"),
    ("location", "party_2"),
    ("participating-org", "party_2"),
    ("title", "focus"),
    ("description", "focus"),
    ("@percentage", "themes"),
)
"""The field of an agreement that an element comes from."""


@dataclass(frozen=True, slots=True)
class Place:
    """The form in which something is put right, and what the link to it says."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A broken rule: its number, its name, the sentence, and where it is put right."""

    rule: str
    label: str
    severity: str
    sentence: str
    about: str
    activity: str
    place: Place | None

    @property
    def holds(self) -> bool:
        """Whether it keeps the agreement out of the public file."""
        return self.severity in HOLDS_BACK


def shown_findings(checked: Checked, activities: Mapping[str, Activity]) -> list[ShownFinding]:
    """The findings in the reader's language, those that hold it back first.

    ``activities`` are those of ``activities_of``.
    """
    language = reader_language()
    shown = [
        ShownFinding(
            rule=one.rule,
            label=one.label(language),
            severity=one.severity,
            sentence=one.say(language),
            about=one.about,
            activity=one.activity or "",
            place=_place(one, checked, activities),
        )
        for one in checked.findings
    ]
    return sorted(shown, key=lambda one: not one.holds)


def activities_of(checked: Checked) -> dict[str, Activity]:
    """The rows of the activities that go out, by their IATI identifier; two queries."""
    by_year = {one.year: one for one in checked.published.programmes}
    rows = Activity.objects.filter(programme__agreement=checked.row).select_related("programme")
    by_code = {(row.programme.year, row.code): row for row in rows}
    found = {}
    for year, programme in by_year.items():
        for activity in programme.activities:
            row = by_code.get((year, activity.code))
            if row is not None:
                name = activity_identifier(checked.published.identifier, programme, activity)
                found[name] = row
    return found


def _place(
    found: IatiFinding, checked: Checked, activities: Mapping[str, Activity]
) -> Place | None:
    row, own = checked.row, checked.published.identifier
    if found.about.startswith(OFFICE):
        return settings_place(row)
    if found.activity is not None and found.activity != own:
        return _activity_place(activities.get(found.activity))
    if found.ours is not None:
        return _programme_place(row, found.ours)
    return _field_place(row, found)


def _activity_place(activity: Activity | None) -> Place | None:
    if activity is None:
        return None
    address = reverse("plans:activity", args=[activity.programme_id, activity.pk])
    return Place(address, _("Go to the activity “%(title)s”") % {"title": activity.title})


def _field_place(row: Agreement, found: IatiFinding) -> Place | None:
    if found.about.startswith("document-link"):
        address = reverse("agreements:sheet", args=[row.pk]) + "#documents"
        return Place(address, _("Go to the documents"))
    field = next((field for name, field in FIELDS if found.about.startswith(name)), None)
    if field is None:
        return None
    address = reverse("agreements:edit", args=[row.pk])
    return Place(f"{address}#{form_anchor(field)}", _("Go to the field"))


def settings_place(row: Agreement) -> Place:
    """Where an office says how it is called in IATI."""
    address = reverse("iati:settings", args=[row.office.slug])
    return Place(address, _("Go to the settings of the office"))


def _programme_place(row: Agreement, code: str) -> Place | None:
    """The budget of the programme that has a line of this code."""
    found = Programme.objects.filter(
        agreement=row, budget__code=code, budget__activity__isnull=True
    ).first()
    if found is None:
        return None
    return Place(reverse("plans:budget", args=[found.pk]), _("Go to the budget of the programme"))
