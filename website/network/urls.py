"""The addresses of who works with whom on what."""

from django.urls import path

from website.network.views import bodies, memberships, picture

app_name = "network"
urlpatterns = [
    path("", picture.network, name="network"),
    path("bodies.csv", picture.download, name="file"),
    path("bodies/<int:pk>/", bodies.organization, name="organization"),
    path("memberships/new/", memberships.add, name="add_membership"),
    path("memberships/<int:pk>/", memberships.edit, name="membership"),
    path("memberships/<int:pk>/publish/", memberships.publish, name="publish_membership"),
]
