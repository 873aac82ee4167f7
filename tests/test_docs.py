"""A test reads the docs: what can be called and set is described, and links lead somewhere."""

import re

import pytest

from devtools.__main__ import SUBCOMMANDS
from devtools.folders import ROOT

PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "data/**/*.md")
    for path in ROOT.glob(pattern)
    if "var" not in path.relative_to(ROOT).parts
)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("subcommand", SUBCOMMANDS)
def test_every_subcommand_of_dev_is_described(subcommand: str) -> None:
    assert f"./dev {subcommand}" in read("CONTRIBUTING.md")
    assert f"./dev {subcommand}" in read("dev")


def test_every_setting_that_the_website_reads_is_described() -> None:
    settings = read("website/settings.py")
    names = set(re.findall(r'(?:env\.\w+|required)\(\s*"([A-Z_]+)"', settings))
    assert {"DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS"} <= names
    described = read("docs/guides/deploy.md")
    assert [name for name in sorted(names) if f"| `{name}` |" not in described] == []


def test_every_setting_of_the_compose_file_has_an_example() -> None:
    wanted = set(re.findall(r"\$\{([A-Z_]+)", read("compose.yaml")))
    given = set(re.findall(r"^([A-Z_]+)=", read(".env.example"), flags=re.MULTILINE))
    assert wanted == given


def test_every_decision_is_listed_and_numbered_in_order() -> None:
    pages = sorted(path.name for path in (ROOT / "docs/decisions").glob("*.md"))
    assert [int(name[:4]) for name in pages] == list(range(1, len(pages) + 1))
    listing = read(f"docs/decisions/{pages[0]}")
    assert [name for name in pages[1:] if f"({name})" not in listing] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page) -> None:
    missing = [
        link
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert missing == []


def test_every_weight_of_the_likeness_of_places_is_described() -> None:
    code = read("website/agreements/likeness.py")
    weights = re.findall(r'^    "\w+": (-?\d+),$', code, flags=re.MULTILINE)
    table = re.findall(r"\| ([−-]?\d+) \|$", read("docs/guides/places.md"), flags=re.MULTILINE)
    assert sorted(map(int, weights)) == sorted(int(n.replace("−", "-")) for n in table)


def test_the_changelog_says_what_comes_next() -> None:
    assert "## Unreleased" in read("CHANGELOG.md")
