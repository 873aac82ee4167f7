from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "website.visits"
    verbose_name = "Visits"

    def ready(self) -> None:
        """Held visits are signs of life of their agreements; merged places take visits along."""
        from website.agreements.actions.merging import FURTHER, Pointing  # noqa: PLC0415
        from website.procedures.life import count_as_life  # noqa: PLC0415 needs the models
        from website.visits.life import held_visits  # noqa: PLC0415 needs the models
        from website.visits.models import VisitPlace  # noqa: PLC0415

        count_as_life(held_visits)
        FURTHER["visits"] = Pointing(VisitPlace, "place", ("visit_id",))
