"""``./dev manage import``: the same functions, from the command line."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.website.exchange.conftest import HEADER, ROWS
from website.accounts.models import Role
from website.agreements.models import Agreement

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def run(tmp_path, person, antioquia):
    """Runs the command on a file with these rows; its exit code and what it printed."""
    person(Role.ADMINISTRATOR, antioquia)

    def make(*options: str, rows=ROWS) -> tuple[int, str]:
        path = tmp_path / "list.csv"
        path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
        out, code = io.StringIO(), 0
        try:
            call_command("import", str(path), "--source", "The list", *options, stdout=out)
        except SystemExit as end:
            code = end.code
        return code, out.getvalue()

    return make


def test_nothing_is_written_unless_it_is_accepted(run):
    code, said = run()
    assert code == 1, "there are findings"
    assert "4 new" in said
    assert Agreement.register.count() == 0


def test_next_years_file_tells_old_and_new_and_is_written(run):
    run("--accept", "all")
    assert Agreement.register.count() == 4
    changed = ["Medellín, Colombia;Bilbao, España;1999;Urbanismo", *ROWS[1:]]
    _code, said = run("--accept", "new", rows=changed)
    assert "row 2, Signed: June 1998 (The list) → 1999" in said.replace("signed", "Signed")
    assert Agreement.register.filter(signed_earliest__year=1999).count() == 0
    run("--accept", "all", rows=changed)
    assert Agreement.register.filter(signed_earliest__year=1999).count() == 1


def test_programs_read_json(run):
    code, said = run("--json", "--accept", "all")
    told = json.loads(said)
    assert (told["outcomes"]["new"], told["written"], told["state"]) == (4, 4, "done")
    assert bool(told["findings"]) == bool(code)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--office", "nowhere"), "Name one office"),
        (("--map", "/nowhere.yaml"), "No such file"),
        (("--as", "nobody@nowhere.example"), "Say whose act it is"),
    ],
)
def test_wrong_use_is_said_in_a_sentence(run, options, said):
    with pytest.raises(CommandError, match=said) as wrong:
        run(*options)
    assert wrong.value.returncode == 2
