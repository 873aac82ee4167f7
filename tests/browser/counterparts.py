"""What the browser tests do with the counterpart of an agreement: invite it, and answer for it."""

import re

from playwright.sync_api import Locator, Page


def invited(page: Page) -> str:
    """Invite the counterpart; the link, as there is no mail server."""
    page.get_by_label("E-mail address").fill("relacoes@partner.example")
    page.get_by_label("Language of the letter").select_option("pt")
    page.get_by_role("button", name="Send the invitation").click()
    return page.get_by_label("Link").input_value()


def question(far: Page, label: str) -> Locator:
    """A field of the counterpart's page."""
    named = far.locator("legend", has_text=re.compile(f"^{label}$"))
    return far.locator("fieldset.question", has=named)
