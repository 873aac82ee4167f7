"""Every address of the website."""


urlpatterns: list = []
