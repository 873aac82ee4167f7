from django.apps import AppConfig


class PrioritiesConfig(AppConfig):
    name = "website.priorities"
    verbose_name = "Development plans and priorities"

    def ready(self) -> None:
        """Merged places take their development plans along."""
        from website.agreements.actions.merging import FURTHER, Pointing  # noqa: PLC0415
        from website.priorities.models import DevelopmentPlan  # noqa: PLC0415

        FURTHER["plans"] = Pointing(DevelopmentPlan, "territory")
