"""The addresses of the pages on offices and their people."""

from django.urls import path

from website.accounts import views

app_name = "accounts"
urlpatterns = [
    path("offices/", views.offices, name="offices"),
    path("offices/<slug:slug>/people/", views.people, name="people"),
]
