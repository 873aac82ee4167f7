from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "website.portal"
    verbose_name = "Portal"
