from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "website.network"
    verbose_name = "Who works with whom"
