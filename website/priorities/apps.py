from django.apps import AppConfig


class PrioritiesConfig(AppConfig):
    name = "website.priorities"
    verbose_name = "Development plans and priorities"
