"""The settings with which the workshop runs the website; what the user has set comes first."""

import os
import secrets
from pathlib import Path

from devtools.folders import make_writable, var_folder


def apply_settings(database_url: str) -> None:
    """Put every setting that is not yet set into this process, for itself and its children."""
    var = var_folder()
    defaults = {
        "DATABASE_URL": database_url,
        "SECRET_KEY": secret_key(var),
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "MEDIA_ROOT": str(make_writable(var / "media")),
        "STATIC_ROOT": str(var / "static"),
        "BROWSER_LIBRARIES": str(var / "browser_libraries"),
        "EMAIL_URL": "consolemail://",
        "INSECURE_HTTP": "1",
        "DJANGO_SETTINGS_MODULE": "website.settings",
    }
    for name, value in defaults.items():
        if not os.environ.get(name):
            os.environ[name] = value


def secret_key(var: Path) -> str:
    """The key that signs sessions on this machine: made once, readable by its owner only."""
    path = var / "secret_key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()
