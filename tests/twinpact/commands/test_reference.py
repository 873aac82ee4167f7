"""The reference says what there is, and all of it."""

import re
from pathlib import Path

import pytest

from twinpact import indicators
from twinpact.agreements import CHECKS, REGISTER_CHECKS
from twinpact.commands import main
from twinpact.commands.group import VERBS
from twinpact.commands.numeralia import DIMENSIONS
from twinpact.vocabularies import terms

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"


def page(name):
    return (REFERENCE / f"{name}.md").read_text("utf-8")


def section(verb):
    text = page("commands").partition(f"## `twinpact {verb}`")[2]
    return text.partition("\n## ")[0]


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_and_option_is_in_the_reference(verb):
    written = section(verb)
    assert written
    command = main.get_command(None, verb)
    options = {name for option in command.params for name in option.opts if name.startswith("-")}
    assert options
    for name in options:
        assert re.search(rf"`{name}`", written), f"{verb} {name}"
    told = set(re.findall(r"^\| `(-{1,2}[a-z-]+)`", written, re.MULTILINE))
    assert told <= options


def test_the_reference_names_no_command_that_is_not_there():
    assert re.findall(r"^## `twinpact (\w+)`", page("commands"), re.MULTILINE) == list(
        dict.fromkeys(sorted(VERBS, key=page("commands").index))
    )


def test_every_dimension_is_in_the_reference():
    assert tuple(indicators.DIMENSIONS) == DIMENSIONS
    for name in DIMENSIONS:
        assert f"`{name}`" in section("numeralia")
        assert f"`{name}`" in page("indicators")


def test_every_indicator_is_in_the_reference():
    calls = {name for name in indicators.__all__ if callable(getattr(indicators, name))}
    computed = {name for name in calls if name.islower()} - {"dimension"}
    files = {path.stem for path in Path(indicators.__file__).parent.glob("*.py")}
    plumbing = {"__init__", "tables", "dimensions", "plain_rows", "count_table"}
    for name in computed | (files - plumbing):
        assert f"| `{name}` |" in page("indicators"), name


def test_every_finding_is_in_the_reference_with_its_severity():
    told = dict(re.findall(r"^\| `(\w+)` \| (\w+) \|", page("checks"), re.MULTILINE))
    there = {code: word.extra["severity"] for code, word in terms("findings").items()}
    assert told == there


def test_every_check_is_in_the_reference():
    for check in (*CHECKS, *REGISTER_CHECKS):
        assert f"| `{check.__module__.rpartition('.')[2]}` |" in page("checks")
        assert check.__doc__
