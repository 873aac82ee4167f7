"""The room of the reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Papers that an office hands on."""

    name = "website.reports"
