"""The addresses of the staff's pages on development plans."""

from django.urls import path

from website.priorities.views import coverage, importing, parts, plans, pointing, reports

app_name = "priorities"
urlpatterns = [
    path("development-plans/", plans.plans, name="list"),
    path("development-plans/new/", plans.add, name="add"),
    path("development-plans/template.xlsx", plans.template, name="template"),
    path("development-plans/<int:pk>/", plans.plan, name="plan"),
    path("development-plans/<int:pk>/template.xlsx", plans.template, name="plan_template"),
    path("development-plans/<int:pk>/edit/", plans.edit, name="edit"),
    path("development-plans/<int:pk>/publish/", plans.publish, name="publish"),
    path("development-plans/<int:pk>/withdraw/", plans.withdraw, name="withdraw"),
    path("development-plans/<int:pk>/coverage/", coverage.coverage, name="coverage"),
    path("development-plans/<int:pk>/files/new/", importing.bring, name="bring"),
    path("development-plans/<int:pk>/files/<int:file>/", importing.preview, name="preview"),
    path("development-plans/<int:pk>/files/<int:file>/accept/", importing.accept, name="accept"),
    path(
        "development-plans/<int:pk>/files/<int:file>/discard/", importing.discard, name="discard"
    ),
    path("development-plans/<int:pk>/figures/<int:part>/", reports.indicator, name="indicator"),
    path("development-plans/<int:pk>/figures/<int:part>/new/", reports.report, name="report"),
    path(
        "development-plans/<int:pk>/figures/<int:part>/<int:report>/",
        reports.report,
        name="change_report",
    ),
    path(
        "development-plans/<int:pk>/figures/<int:part>/<int:report>/<slug:code>/",
        reports.step,
        name="step",
    ),
    path("development-plans/<int:pk>/<slug:kind>/new/", parts.part, name="add_part"),
    path("development-plans/<int:pk>/<slug:kind>/<int:part>/", parts.part, name="part"),
    path("development-plans/<int:pk>/<slug:kind>/<int:part>/remove/", parts.remove, name="remove"),
    path("agreements/<int:pk>/priorities/<int:plan>/", pointing.point, name="point"),
]
