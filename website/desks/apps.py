from django.apps import AppConfig


class DesksConfig(AppConfig):
    name = "website.desks"
    verbose_name = "Desks"
