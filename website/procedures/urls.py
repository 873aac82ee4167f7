"""The addresses of procedures, all below the agreement that they are of."""

from django.urls import path

from website.procedures.views import evidence, procedure, steps

app_name = "procedures"
urlpatterns = [
    path("agreements/<int:pk>/procedure/", procedure.procedure, name="procedure"),
    path("agreements/<int:pk>/procedure/begin/", procedure.begin, name="begin"),
    path(
        "agreements/<int:pk>/procedure/facts/<int:side>/<slug:fact>/", procedure.fact, name="fact"
    ),
    path(
        "agreements/<int:pk>/procedure/rules/<int:side>/<slug:rule>/", evidence.give, name="rule"
    ),
    path(
        "agreements/<int:pk>/procedure/evidence/<int:evidence>/withdraw/",
        evidence.withdraw,
        name="withdraw",
    ),
    path("agreements/<int:pk>/procedure/steps/<slug:code>/", steps.take, name="step"),
]
