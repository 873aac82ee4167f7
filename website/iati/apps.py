from django.apps import AppConfig


class IatiConfig(AppConfig):
    name = "website.iati"
    verbose_name = "IATI"
