"""The addresses of the staff's pages on projects."""

from django.urls import path

from website.projects import views

app_name = "projects"
urlpatterns = [
    path("", views.projects, name="list"),
    path("new/", views.add, name="add"),
    path("<int:pk>/", views.sheet, name="sheet"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/publish/", views.publish, name="publish"),
]
