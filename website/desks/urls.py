"""The addresses of the desks."""

from django.urls import path

from website.desks.views import directives

app_name = "desks"
urlpatterns = [
    path("directives/", directives.directives, name="directives"),
    path("directives/<str:code>/", directives.directive, name="directive"),
    path("directives/<str:code>/<int:pk>/", directives.version, name="directive_version"),
]
