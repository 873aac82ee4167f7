from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "website.projects"
    verbose_name = "Projects"

    def ready(self) -> None:
        """Merged places take their projects along."""
        from website.agreements.actions.merging import FURTHER, Pointing  # noqa: PLC0415
        from website.projects.models import ProjectPlace  # noqa: PLC0415

        FURTHER["projects"] = Pointing(ProjectPlace, "place", ("project_id",))
