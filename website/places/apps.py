from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "website.places"
    verbose_name = "Places"
