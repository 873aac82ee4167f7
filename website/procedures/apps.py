from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "website.procedures"
    verbose_name = "Procedures"
