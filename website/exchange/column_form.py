"""The form in which somebody says what each column of a file holds."""

from collections.abc import Mapping as Samples
from dataclasses import replace

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from twinpact.agreements import Mapping, UnreadMappingError, columns_of_our_table, load_mapping
from website.agreements.sheet import PARTY_PARTS, field_word, main_field
from website.exchange.models import Import

PARTIES = 4
SAMPLES = 3
LARGEST_MAP = 100_000
HEAD = {
    "key": gettext_lazy("Key of the row"),
    "source": gettext_lazy("Source of the row"),
    "locator": gettext_lazy("Place in the source"),
}


def samples(batch: Import) -> dict[str, list[str]]:
    """For each heading of a file the first different words that stand under it."""
    found: dict[str, list[str]] = {header: [] for header in headings(batch)}
    for raw in batch.rows.exclude(outcome="gone").order_by("position").values_list("raw")[:100]:
        for header, text in raw[0].items():
            kept = found.setdefault(header, [])
            if text and len(kept) < SAMPLES and text not in kept:
                kept.append(text)
    return found


def headings(batch: Import) -> list[str]:
    """The headings of a file in its order; of one read long ago first what was understood."""
    told = batch.mapping
    return batch.summary.get("header") or [
        *told.get("columns", {}),
        *told.get("unknown", ()),
        *told.get("unread", ()),
    ]


def column_label(column: str) -> str:
    """How people call a column of ours: "Party 2: its country"."""
    if column in HEAD:
        return str(HEAD[column])
    part = column.removeprefix(main_field(column)).removeprefix("_")
    if part:
        return _("%(party)s: %(part)s") % {
            "party": field_word(column),
            "part": PARTY_PARTS.get(part, part),
        }
    return field_word(column)


def choices() -> list[tuple[str, str]]:
    """All that a column may hold."""
    ours = columns_of_our_table(parties=PARTIES)
    return [("", _("kept, not read")), *((name, column_label(name)) for name in ours)]


class ColumnsForm(forms.Form):
    """A choice for each heading, and the sheets of a workbook that are read."""

    def __init__(
        self, *args: object, batch: Import, samples: Samples[str, list[str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.batch, self.headers = batch, list(samples)
        taken = batch.mapping.get("columns", {})
        offered = choices()
        for number, header in enumerate(self.headers):
            field = forms.ChoiceField(
                label=header, choices=offered, required=False, initial=taken.get(header, "")
            )
            field.help_text = " · ".join(one[:80] for one in samples[header])
            self.fields[f"column_{number}"] = field
        if len(batch.sheets) > 1:
            self.fields["sheets"] = forms.MultipleChoiceField(
                label=_("Sheets that are read"),
                choices=[(name, name) for name in batch.sheets],
                initial=batch.chosen_sheets,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("Choose at least one sheet.")},
            )

    @property
    def column_fields(self) -> list[forms.BoundField]:
        """The fields for the headings, in the order of the file."""
        return [self[f"column_{number}"] for number in range(len(self.headers))]

    @property
    def sheets(self) -> list[str]:
        """The sheets that somebody chose."""
        return self.cleaned_data.get("sheets") or self.batch.chosen_sheets

    def mapping(self) -> Mapping:
        """The map that the choices make; what else holds for the table stays."""
        chosen = {
            header: self.cleaned_data[f"column_{number}"]
            for number, header in enumerate(self.headers)
        }
        columns = {header: column for header, column in chosen.items() if column}
        before = Mapping(**self.batch.mapping)
        constants = {k: v for k, v in before.constants.items() if k not in columns.values()}
        left = tuple(header for header, column in chosen.items() if not column)
        return replace(before, columns=columns, constants=constants, unknown=(), unread=left)


class MapForm(forms.Form):
    """A map of columns from a file, as the command line takes it."""

    map_file = forms.FileField(
        label=gettext_lazy("Map of the columns (YAML)"),
        error_messages={"required": gettext_lazy("Choose the file with the map.")},
    )

    def clean_map_file(self) -> UploadedFile:
        file = self.cleaned_data["map_file"]
        if file.size > LARGEST_MAP:
            raise forms.ValidationError(_("A map of columns is a small file; this one is not."))
        try:
            self.read = load_mapping(file.read().decode("utf-8"))
        except (UnreadMappingError, UnicodeDecodeError) as problem:
            raise forms.ValidationError(
                _("This is not a map of columns: %(problem)s") % {"problem": problem}
            ) from None
        return file

    def mapping(self) -> Mapping:
        """The map that the file holds."""
        return self.read
