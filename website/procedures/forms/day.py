"""A day to the day: when something happened."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _


def day_field(*, today: date, label: str, required: bool = True) -> forms.DateField:
    """The day on which something happened, today unless somebody says otherwise."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label,
        initial=today if required else None,
        required=required,
        widget=widget,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Write the day as year-month-day, such as 2026-05-04.")},
    )
