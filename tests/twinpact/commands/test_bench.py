"""``twinpact bench``: files in, differences out, exit codes."""

import io
import json
import zipfile

import pytest
from click.testing import CliRunner
from docx import Document

from twinpact.commands import main

ES = "PRIMERA. Tres (3) años.\nSEGUNDA. El 5 de mayo de 2027.\n"
EN = "Clause 1. Three (3) years.\nClause 2. On 5 May 2027.\n"


@pytest.fixture
def run(tmp_path):
    def call(first, second, *options):
        paths = []
        for number, content in enumerate((first, second)):
            path = tmp_path / f"{number}.txt"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            paths.append(str(path))
        return CliRunner().invoke(
            main, ["bench", *paths, "--languages", "es,en", *options], standalone_mode=False
        )

    return call


def word(text):
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", [str.encode, word])
def test_two_versions_that_agree_give_nothing_and_zero(run, kind):
    result = run(kind(ES), kind(EN))
    assert result.return_value == 0
    assert result.stdout == ""


def test_a_difference_is_said_in_the_readers_language_and_gives_one(run):
    result = run(ES, EN.replace("5 May", "6 May"), "--language", "pt")
    assert result.return_value == 1
    assert "Cláusula 2" in result.stdout
    assert "6 May 2027" in result.stdout


def test_json_says_code_and_clause(run):
    result = run(ES, EN.replace("Three (3)", "Four (4)"), "--json")
    [found] = json.loads(result.stdout)["differences"]
    assert (found["code"], found["second_clause"]) == ("number_differs", 1)


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", b"<Types/>")
        packed.writestr("word/document.xml", b" " * 310_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"", "no text"),
        (bomb, "too large"),
    ],
    ids=["pdf", "damaged", "empty", "bomb"],
)
def test_a_file_that_cannot_be_read_is_told_in_one_line(run, content, said):
    result = run(ES, content() if callable(content) else content)
    assert said in str(result.exception)
