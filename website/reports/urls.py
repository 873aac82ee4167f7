"""The addresses of the reports at the desk."""

from django.urls import path

from website.reports import subject_views, views

app_name = "reports"
urlpatterns = [
    path("reports/", views.reports, name="list"),
    path("reports/<int:pk>/row/", views.row, name="row"),
    path("reports/<int:pk>/delete/", views.delete, name="delete"),
    path("reports/<int:pk>/file.<str:kind>", views.download, name="download"),
    path("programmes/<int:pk>/reports/", subject_views.of_programme, name="of_programme"),
    path("visits/<int:pk>/reports/", subject_views.of_visit, name="of_visit"),
    path("agreements/<int:pk>/sheet.<str:kind>", views.sheet, name="sheet"),
    path("offices/<slug:slug>/letterhead/", views.letterhead, name="letterhead"),
    path("offices/<slug:slug>/letterhead/logo.png", views.logo, name="logo"),
]
