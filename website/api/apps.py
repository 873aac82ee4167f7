from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "website.api"
    verbose_name = "Api"
