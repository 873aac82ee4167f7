"""A site with the founding tables, and a headless Chromium that looks at it."""

import io
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from website.accounts.models import User

# Playwright keeps a loop in the thread of the tests; they look into the database from there too.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
# The map draws with the processor where there is no graphics card.
DRAWING = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
Cookie = dict[str, str]
WIDE = {"width": 1280, "height": 900}
PLAIN_FILES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium; without one the tests are skipped, but never where CI is set."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and not os.environ.get("CI"):
        pytest.skip("There is no Chromium on this machine.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*FLAGS, *DRAWING])
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The address of a site that serves the founding tables to whoever asks."""
    plain = override_settings(
        STORAGES=settings.STORAGES | {"staticfiles": PLAIN_FILES},
        ALLOWED_HOSTS=["127.0.0.1", "localhost", "testserver"],
        SECURE_SSL_REDIRECT=False,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
    )
    with django_db_blocker.unblock(), plain:
        assert connection.settings_dict["NAME"].startswith("test_"), "never flush a real register"
        call_command("browser_libraries", stdout=io.StringIO())
        call_command("create_demo_users", stdout=io.StringIO())
        call_command("load_founding", stdout=io.StringIO())
        server = LiveServer("127.0.0.1")
        try:
            yield server.url
        finally:
            server.stop()
            call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def open_page(chromium, site) -> Iterator[Callable[..., Page]]:
    """Opens a page of the site; whatever the browser complains of there fails the test."""
    contexts = []
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        refused = "the server responded with a status of 4" in message.text
        if message.type == "error" and not refused:
            complaints.append(message.text)

    def open_(
        path: str, *, cookies: list[dict[str, str]] | None = None, **context: object
    ) -> Page:
        made = chromium.new_context(
            base_url=site, **({"viewport": WIDE, "reduced_motion": "reduce"} | context)
        )
        contexts.append(made)
        made.add_cookies(cookies or [])
        page = made.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def signed_in(site) -> Callable[[str], list[Cookie]]:
    """The cookies of a browser in which the demo person of a role has signed in."""

    def session(role: str) -> str:
        client = Client()
        user = User.objects.get(email=f"{role}@demo.example")
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        connection.close()
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    def sign_in(role: str) -> list[Cookie]:
        with ThreadPoolExecutor(1) as outside:  # of the test's transaction: the server must see it
            value = outside.submit(session, role).result()
        return [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}]

    return sign_in


@pytest.fixture
def no_mail(settings, site) -> None:
    """A site without a mail server: pages show the links that letters would carry."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
