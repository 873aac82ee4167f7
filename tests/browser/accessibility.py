"""axe-core in a page: what it finds, in words."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Each violation of WCAG 2.2 AA or of axe's good habits, with the first place it is at."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        f"{one['id']}: {one['help']} — {one['nodes'][0]['html']}"
        for one in found.response["violations"]
    ]
