from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "website.visits"
    verbose_name = "Visits"

    def ready(self) -> None:
        """Held visits count among the signs of life of the agreements that they serve."""
        from website.procedures.life import count_as_life  # noqa: PLC0415 needs the models
        from website.visits.life import held_visits  # noqa: PLC0415 needs the models

        count_as_life(held_visits)
