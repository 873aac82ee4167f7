"""A plan out of a spreadsheet: looked at first, taken over once accepted, and brought again."""

import io
import zipfile
from dataclasses import replace

import pytest
from django.utils import translation
from python_calamine import CalamineWorkbook

from tests.website.threads import at_once
from twinpact.formats.table import UnreadableFileError
from twinpact.formats.tables import write_csv, write_xlsx
from website.accounts.models import Role
from website.accounts.permissions import NotAllowedError
from website.priorities import actions
from website.priorities.convert import plan_of
from website.priorities.models import DevelopmentPlan, KeyIndicator, PlanFile
from website.priorities.reading import read_plan_file
from website.priorities.template_table import template_table

pytestmark = pytest.mark.django_db
HEADER = ("Línea estratégica", "Programa", "Indicador", "Unidad", "Línea base", "Meta 2008",
          "Meta", "Responsable", "Fuente")  # fmt: skip
ROWS = [
    ("Antioquia en el mundo", "Hermanamientos", "Acuerdos vigentes", "acuerdos", "0", "3", "12",
     "Dirección", "Acta"),
    ("", "", "Municipios con acuerdo", "%", "n.d.", "", "12,5", "", ""),
    ("Agua", "", "Acueductos rurales", "obras", "1.500", "", "x", "Agua", ""),
]  # fmt: skip


@pytest.fixture
def empty(antioquia, officer, whole, at) -> DevelopmentPlan:
    """A plan of which only title and term are known."""
    bare = replace(whole, priorities=(), programmes=(), indicators=())
    return actions.begin_plan(office=antioquia, plan=bare, by=officer, at=at)


@pytest.fixture
def bring(empty, officer, at):
    def make(rows=ROWS, header=HEADER, *, name="plan.csv", content: bytes | None = None):
        content = write_csv(header, rows).encode() if content is None else content
        return actions.bring_plan_file(
            pk=empty.pk, filename=name, content=content, by=officer, at=at
        )

    return make


@pytest.fixture
def accept(empty, officer, at):
    def take(kept: PlanFile) -> DevelopmentPlan:
        version = DevelopmentPlan.register.get(pk=empty.pk).version
        return actions.accept_plan_file(pk=kept.pk, version=version, by=officer, at=at)

    return take


def read(plan: DevelopmentPlan, rows, header=HEADER):
    return read_plan_file(write_csv(header, rows).encode(), plan_of(plan.pk), name="plan.csv")


def test_nothing_is_written_before_somebody_accepts(bring, empty):
    kept = bring()
    assert (kept.state, kept.filename) == ("open", "plan.csv")
    assert plan_of(empty.pk).priorities == ()
    assert DevelopmentPlan.register.get().version == empty.version


def test_an_accepted_file_is_in_the_register_with_the_unknown_as_unknown(bring, accept, empty):
    accept(bring())
    plan = plan_of(empty.pk)
    assert [(one.code, one.title) for one in plan.priorities] == [
        ("P1", "Antioquia en el mundo"),
        ("P2", "Agua"),
    ]
    agreements, towns, water = (one.indicator for one in plan.indicators)
    assert [(str(t.period.starts), t.value) for t in agreements.targets] == [
        ("2008-01-01", 3),
        ("2008-01-01", 12),
    ]
    assert (towns.kind, towns.baseline.value, str(towns.targets[0].value)) == (
        "percentage",
        None,
        "12.5",
    )
    assert water.targets[0].value is None


def test_what_was_not_understood_is_told_with_row_and_column(empty):
    told = {(one.row, one.column) for one in read(empty, ROWS).findings}
    assert (4, "Meta") in told
    assert (3, "Línea base") in told
    said = {one.sentence for one in read(empty, ROWS).findings}
    assert (
        "“x” is not understood as a number. Write figures only, with a decimal comma or point."
        in said
    )


def test_the_same_file_again_changes_nothing(bring, accept, empty):
    accept(bring())
    again = read(empty, ROWS)
    assert again.differences == ()
    assert not again.acceptable
    with pytest.raises(actions.NothingToAcceptError, match="changes nothing"):
        accept(bring())


def test_next_years_file_shows_the_differences_and_changes_only_those(bring, accept, empty):
    accept(bring())
    before = {one.code: one.pk for one in KeyIndicator.objects.all()}
    moved = [
        ("Agua", "", "Acueductos rurales", "obras", "1.500", "", "40", "Agua", ""),
        ("Antioquia en el mundo", "Hermanamientos", "Acuerdos vigentes", "acuerdos", "0", "3",
         "15", "Dirección", "Acta"),
        ("", "Hermanamientos", "Visitas técnicas", "visitas", "", "", "8", "", ""),
    ]  # fmt: skip
    reading = read(empty, moved)
    told = {(one.change, one.kind, one.title) for one in reading.differences}
    assert told == {
        ("changed", "indicator", "Acuerdos vigentes"),
        ("changed", "indicator", "Acueductos rurales"),
        ("new", "indicator", "Visitas técnicas"),
        ("absent", "indicator", "Municipios con acuerdo"),
    }
    changed = next(one for one in reading.differences if one.title == "Acuerdos vigentes")
    assert [(c.field, c.before, c.after) for c in changed.changes] == [
        ("target 2008–2011", "12", "15")
    ]
    accept(bring(moved))
    after = {one.code: one.pk for one in KeyIndicator.objects.all()}
    assert after.items() >= before.items()
    assert len(after) == 4


def test_the_codes_of_the_file_stand_where_it_has_them(bring, accept, empty):
    header = ("Código de la prioridad", "Prioridad", "Código del indicador", "Indicador", "Meta")
    accept(bring([("7", "Agua", "7.1", "Acueductos", "3")], header))
    [reading] = [read(empty, [("7", "El agua", "7.1", "Acueductos", "3")], header)]
    [changed] = reading.differences
    assert (changed.change, changed.code, changed.changes[0].after) == ("changed", "7", "El agua")


def test_two_targets_for_one_period_are_refused_and_not_chosen_from(bring, accept, empty):
    header = ("Prioridad", "Indicador", "Meta 2008", "Target 2008")
    rows = [("Agua", "Obras", "1", "2")]
    assert "two targets" in read(empty, rows, header).refusals[0]
    with pytest.raises(actions.NothingToAcceptError, match="two targets"):
        accept(bring(rows, header))


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b"0" * 80_000_000)
        file.writestr("[Content_Types].xml", b"0")
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04 and then nothing",
        bomb(),
        b"%PDF-1.4",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        write_csv([f"c{n}" for n in range(300)], [["1"] * 300]).encode(),
    ],
    ids=["empty", "image", "torn", "bomb", "pdf", "entity", "too wide"],
)
def test_a_file_that_is_no_plan_is_refused_and_not_kept(bring, content):
    with pytest.raises(UnreadableFileError):
        bring(content=content, name="../../etc/plan.xlsx")
    assert not PlanFile.objects.exists()


def test_a_table_about_something_else_is_told_and_cannot_be_accepted(empty):
    reading = read(empty, [("1", "2")], ("a", "b"))
    assert reading.findings[0].severity == "critical"
    assert not reading.acceptable


def test_a_formula_is_text_and_a_name_of_a_file_is_harmless(bring, accept, empty):
    rows = [("=cmd|' /C calc'!A0", "", "Obras", "", "", "", "1", "", "")]
    kept = bring(rows, name="..\\..\\a\u202eb/plan\x00.csv")
    assert "/" not in kept.filename
    assert "\u202e" not in kept.filename
    accept(kept)
    assert plan_of(empty.pk).priorities[0].title.endswith("calc'!A0")


def test_the_template_is_read_back_without_a_finding(empty):
    for plan in (None, plan_of(empty.pk)):
        book = CalamineWorkbook.from_filelike(io.BytesIO(template_table(plan, sheet="Plan")))
        [header] = book.get_sheet_by_index(0).to_python()
        reading = read(empty, [["1"] + ["x"] * (len(header) - 1)], header)
        assert not [one for one in reading.findings if "not known" in one.sentence], header
    assert [h for h in header if h.startswith("Target ")] == [
        f"Target {year}" for year in range(2008, 2012)
    ]


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_the_template_of_each_language_is_understood(empty, language):
    with translation.override(language):
        content = template_table(plan_of(empty.pk), sheet="Plan")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    [header] = book.get_sheet_by_index(0).to_python()
    filled = write_xlsx(header, [["1"] * len(header)], sheet="Plan")
    reading = read_plan_file(filled, plan_of(empty.pk), name="plan.xlsx")
    assert [one for one in reading.findings if "not read" in one.sentence] == []
    [key] = reading.read.indicators
    assert len(key.indicator.targets) == 5


def test_only_who_writes_in_the_office_brings_accepts_and_discards(
    bring, empty, person, antioquia, at
):
    kept, reader = bring(), person(Role.READER, antioquia)
    with pytest.raises(NotAllowedError):
        actions.bring_plan_file(pk=empty.pk, filename="a", content=b"a", by=reader, at=at)
    with pytest.raises(NotAllowedError):
        actions.accept_plan_file(pk=kept.pk, version=1, by=reader, at=at)
    with pytest.raises(NotAllowedError):
        actions.discard_plan_file(pk=kept.pk, by=reader, at=at)


def test_differences_that_somebody_saw_before_another_change_are_not_taken_over(
    bring, empty, officer, at
):
    kept = bring()
    DevelopmentPlan.register.filter(pk=empty.pk).update(version=7)
    with pytest.raises(actions.PlanChangedMeanwhileError):
        actions.accept_plan_file(pk=kept.pk, version=1, by=officer, at=at)
    assert PlanFile.objects.get().state == "open"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_is_told(bring, empty, officer, at):
    kept = bring()

    def take():
        return actions.accept_plan_file(pk=kept.pk, version=1, by=officer, at=at)

    found = at_once(take, take, refusals=(actions.FileDecidedError,))
    assert sum(isinstance(one, actions.FileDecidedError) for one in found) == 1
    assert KeyIndicator.objects.count() == 3


def test_a_discarded_file_leaves_the_plan_as_it_was(bring, empty, officer, at):
    kept = actions.discard_plan_file(pk=bring().pk, by=officer, at=at)
    assert kept.state == "discarded"
    with pytest.raises(actions.FileDecidedError):
        actions.accept_plan_file(pk=kept.pk, version=1, by=officer, at=at)
