"""The reference says what there is, and all of it."""

import re
from pathlib import Path

import pytest

from twinpact import indicators
from twinpact.agreements import CHECKS, REGISTER_CHECKS
from twinpact.agreements.lifecycle import STEPS
from twinpact.commands import main
from twinpact.commands.group import VERBS
from twinpact.commands.numeralia import DIMENSIONS
from twinpact.directives import directives, in_language
from twinpact.directives.conditions import TESTS
from twinpact.directives.rows import STANDING_COLUMNS
from twinpact.formats.iati_checking import rules
from twinpact.network import COMPARED, MEASURES, TERRITORY_COLUMNS
from twinpact.plans import UPDATE_STEPS
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
    named = re.findall(r"^## `twinpact ([\w-]+)`", page("commands"), re.MULTILINE)
    assert sorted(named) == sorted(VERBS)


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


@pytest.mark.parametrize("country", directives())
def test_every_directive_and_rule_is_in_the_reference_with_its_confidence(country):
    one = directives()[country]
    written = page("directives").partition(f"\n## `{country}` ")[2].partition("\n## ")[0]
    assert written.startswith(in_language(one.title, "en"))
    assert in_language(one.text, "en") in written
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in written.splitlines()
        if line.startswith("| `")
    ]
    assert [(row[0].strip("`"), row[2], row[5], row[7], row[3].strip("`")) for row in rows] == [
        (
            rule.id,
            in_language(rule.title, "en"),
            rule.silence or "",
            rule.confidence,
            (rule.before or "") if rule.blocking else "",
        )
        for rule in one.rules
    ]
    for row, rule in zip(rows, one.rules, strict=True):
        assert row[6].startswith(in_language(rule.source.title, "en"))
        number = rule.deadline.number if rule.deadline else None
        assert (row[4].partition(" ")[0] == str(number)) == (number is not None)


def test_the_reference_names_no_directive_that_is_not_there():
    assert re.findall(r"^## `(\w\w)`", page("directives"), re.MULTILINE) == list(directives())


def test_every_step_of_the_life_is_in_the_reference():
    told = re.findall(r"^\| `(\w+)` \| (`[^|]+) \| `(\w+)` \|", page("directives"), re.MULTILINE)
    assert told == [
        (step.code, ", ".join(f"`{state}`" for state in step.since), step.to) for step in STEPS
    ]


def test_every_rule_and_finding_of_iati_is_in_the_reference_with_its_severity():
    told = dict(re.findall(r"^\| `([\d.]+)` \| (\w+) \|", page("iati"), re.MULTILINE))
    there = {rule.id: rule.severity for rule in rules()}
    assert told == there
    found = dict(re.findall(r"^\| `([a-z_]+)` \| (\w+) \|", page("iati"), re.MULTILINE))
    assert found == {code: word.extra["severity"] for code, word in terms("iati_findings").items()}


def test_every_word_of_plans_is_in_the_reference():
    lists = ("activity_states", "traffic_lights", "duplicate_reasons", "evaluation_decisions")
    for name in (*lists, "plan_columns", "programme_columns", "plan_findings"):
        for code in terms(name):
            assert f"| `{code}` |" in page("plans"), (name, code)
    told = re.findall(r"^\| `(\w+)` \| (`[^|]+) \| `(\w+)` \|", page("plans"), re.MULTILINE)
    known = {step.code for step in UPDATE_STEPS}
    assert [row for row in told if row[0] in known] == [
        (step.code, ", ".join(f"`{state}`" for state in step.since), step.to)
        for step in UPDATE_STEPS
    ]


@pytest.mark.parametrize("name", ["confidences", "facts", "conflicts", "life_evidence"])
def test_the_words_of_directives_are_in_the_reference(name):
    for code, word in terms(name).items():
        if "of_the_record" not in word.extra:
            assert f"| `{code}` |" in page("directives"), code
    for code, word in terms("life_evidence").items():
        if "active" in word.extra:
            limits = f"{word.extra['active']} months | {word.extra['fading']} months"
            assert f"| `{code}` | {limits} |" in page("directives")


def test_every_column_of_the_directive_command_is_in_the_reference():
    for name in STANDING_COLUMNS:
        assert f"`{name}`" in section("directive")


def test_every_test_of_a_rule_is_in_the_guide():
    guide = (REFERENCE.parent / "guides" / "directives.md").read_text("utf-8")
    for name in TESTS:
        assert f"{{name: {name}" in guide


def test_every_measure_of_a_network_is_in_the_reference_with_its_source():
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", page("network"), re.MULTILINE))
    for measure in MEASURES:
        assert measure.__name__ in rows, measure.__name__
    for measure in COMPARED:
        assert f"`{measure.__name__}`" in section("network"), measure.__name__
    for name in TERRITORY_COLUMNS:
        assert f"`{name}`" in section("network"), name


def test_every_finding_of_a_network_is_in_the_reference_with_its_severity():
    told = dict(re.findall(r"^\| `(\w+)` \| (error|warning) \|", page("network"), re.MULTILINE))
    assert told == {
        code: word.extra["severity"] for code, word in terms("network_findings").items()
    }
