"""The addresses of the desks."""

from django.urls import path

from website.desks.views import directives, numeralia, opinions

app_name = "desks"
urlpatterns = [
    path("directives/", directives.directives, name="directives"),
    path("directives/<str:code>/", directives.directive, name="directive"),
    path("directives/<str:code>/<int:pk>/", directives.version, name="directive_version"),
    path("opinions/", opinions.opinions, name="opinions"),
    path("opinions/registry/", opinions.registry, name="registry"),
    path("opinions/numeralia/", numeralia.numeralia, name="opinions_numeralia"),
    path("opinions/numeralia.<str:kind>", numeralia.download, name="opinions_file"),
    path("opinions/<int:procedure>/<int:side>/<str:rule>/", opinions.answer, name="answer"),
]
