from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "website.projects"
    verbose_name = "Projects"
