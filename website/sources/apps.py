from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "website.sources"
    verbose_name = "Sources"
