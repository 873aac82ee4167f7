from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "website.agreements"
    verbose_name = "Agreements"
