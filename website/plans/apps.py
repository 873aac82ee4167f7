from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "website.plans"
    verbose_name = "Programmes"
