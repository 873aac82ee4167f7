"""The addresses of the desks."""

from django.urls import path

from website.desks.views import directives, due, numeralia, opinions, reminding

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
    path("due/", due.due, name="due"),
    path("handover/<slug:slug>/", due.handover, name="handover"),
    path("handover/<slug:slug>.xlsx", due.handover_file, name="handover_file"),
    path("reminders/", reminding.reminders, name="reminders"),
    path("reminders/calendar/", reminding.feed, name="feed"),
    path("reminders/stop/<str:token>/", reminding.stop, name="stop_reminders"),
    path("offices/<slug:slug>/desk/", reminding.desk_settings, name="desk_settings"),
]
