"""A finding in the text of a directive is led back to its line."""

import pytest

from twinpact.directives import directive_texts, line_at, lines_of, validate_directive

TEXT = """\
country: MX
rules:
- id: MX-1
  deadline:
    number: 3
- id: MX-2
  after: [MX-1,
    MX-9]
"""


def test_every_place_has_its_line():
    lines = lines_of(TEXT)
    assert lines["country"] == 1
    assert lines["rules[0].deadline.number"] == 5
    assert lines["rules[1]"] == 6
    assert lines["rules[1].after[1]"] == 8


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("rules[1].title", 6),
        ("rules[0].deadline.unit", 4),
        ("rules[7]", 2),
        ("", 1),
        ("zone", 1),
    ],
)
def test_what_is_missing_stands_where_it_would_be(path, line):
    assert line_at(path, lines_of(TEXT)) == line


@pytest.mark.parametrize("text", ["", "a: [", "&a [*a]", "a: &a 1\nb: *a", "[" * 5000])
def test_a_text_that_cannot_be_read_has_no_lines(text):
    assert lines_of(text) == {}


def test_a_fault_in_a_shipped_directive_leads_to_its_line():
    text = directive_texts()["MX"].replace("counted_from: MX-5", "counted_from: MX-99")
    [finding] = validate_directive(text)
    line = line_at(finding.path, lines_of(text))
    assert line is not None
    assert "MX-99" in text.splitlines()[line - 1]
