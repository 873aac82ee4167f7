from django.apps import AppConfig
from django.core.signals import request_started


class PlacesConfig(AppConfig):
    name = "website.places"
    verbose_name = "Places"

    def ready(self) -> None:
        """What a request knows of the places is read anew in the next one."""
        from website.places.territories import forget  # noqa: PLC0415 the models must be loaded

        request_started.connect(forget, dispatch_uid="places-forget")
