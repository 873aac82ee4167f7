from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "website.actors"
    verbose_name = "Actors"
