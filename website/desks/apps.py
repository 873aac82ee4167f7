from django.apps import AppConfig


class DesksConfig(AppConfig):
    name = "website.desks"
    verbose_name = "Desks"

    def ready(self) -> None:
        """Say who sees the desks, before a page asks."""
        from website.desks import permissions  # noqa: F401, PLC0415 needs the models
