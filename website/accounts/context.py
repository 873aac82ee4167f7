"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest


def register(request: HttpRequest) -> dict[str, object]:
    """The register's name, for the head of each page."""
    return {"register_name": settings.REGISTER_NAME}
