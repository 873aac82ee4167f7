"""Plans and programmes out of spreadsheets, and figures pasted from one."""

from datetime import date
from decimal import Decimal
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinpact.agreements import parse_partial_date
from twinpact.formats.plans import (
    likeliest_plan_table,
    likeliest_programme_table,
    read_plan_table,
    read_programme_table,
)
from twinpact.formats.tables import read_tables, write_xlsx
from twinpact.plans import Amount, DevelopmentPlan, People, Programme
from twinpact.plans.cells import decimal_mark, read_cell, read_goal_targets, read_months
from twinpact.plans.findings import label_of_plan_finding, say_plan_finding
from twinpact.plans.pasting import read_pasted
from twinpact.plans.programme_rows import read_programme_rows
from twinpact.vocabularies import LANGUAGES, terms

PLAN = """Línea estratégica;Programa;Indicador;Unidad;Tipo de indicador;Línea base;Año línea base;Meta 2008;Meta 2011;Meta cuatrienio;Responsable;Clima
Antioquia internacional;Hermanamientos;Acuerdos activos;acuerdos;;4;2007;5;8;8;Planeación;x
;;Personas en intercambio;personas;;N.D.;2007;1.200;mil;;Planeación;
;Cooperación;Ejecución de recursos;%;;35,5;2007;60;90;90;;
Ambiente;;Convenio de cuencas firmado;;Hito;no;;;sí;sí;;
;;;;;;;;;7;;
"""  # noqa: E501 - a row on a line

PROGRAMME = """Línea;Prioridad;Código;Actividad;Modalidad;Lugar;Meses;Responsable;Contraparte;Mujeres;Hombres;Tema;Meta ODS;Resultado;Indicador;Meta;Unidad;Presupuesto;Moneda;Fuente;Dinero o especie;Estado
Turismo;P1;A1;Taller de guías;Taller;Guatapé;febrero a abril;Gobernación;Governo de Minas;30;20;Turismo;8.9;Guías capacitados;Personas;50;personas;1.500.000;COP;Propio;Dinero;En curso
;;;;;;;;;;;;;;Satisfacción;80 %;;US$ 1,200.50;;Contraparte;En especie;
;;A2;Feria;Baile;Medellín;nunca;;;muchas;;Ufología;99.1;;;;;2000;;;;
Ambiente;;A1;Cuencas;;;11,12;;;;;;;;;;;N.D.;;Propio;;
"""  # noqa: E501 - a row on a line


def plan(text=PLAN, **known):
    (table,) = read_tables(text.encode())
    told = {"code": "PD", "title": "Antioquia para todos", **known}
    return read_plan_table(table, DevelopmentPlan(**told))


def programme(text=PROGRAMME):
    (table,) = read_tables(text.encode())
    return read_programme_table(table, Programme("POA-2026", "AG-1", 2026))


def test_a_development_plan_is_read_with_its_priorities_programmes_and_indicators():
    term = {"starts": parse_partial_date("2008"), "ends": parse_partial_date("2011")}
    whole, _, _ = plan(**term)
    assert [one.title for one in whole.priorities] == ["Antioquia internacional", "Ambiente"]
    assert [(one.title, one.priority) for one in whole.programmes] == [
        ("Hermanamientos", "P1"), ("Cooperación", "P1"),
    ]  # fmt: skip
    active, people, money, basins = whole.indicators
    assert active.indicator.baseline.value == 4
    assert active.indicator.baseline.year == 2007
    assert [one.value for one in active.indicator.targets] == [5, 8, 8]
    assert active.indicator.targets[2].period.ends == date(2011, 12, 31)
    assert (people.programme, people.body) == (whole.programmes[0].code, "Planeación")
    assert people.indicator.targets[0].value == 1200
    assert (money.indicator.kind, money.indicator.baseline.value) == (
        "percentage",
        Decimal("35.5"),
    )
    assert (basins.indicator.kind, basins.indicator.targets[0].value) == ("yes_no", True)
    assert (basins.priority, basins.programme) == ("P2", None)


def test_what_a_plan_does_not_say_plainly_is_told_in_three_languages():
    _, found, _ = plan()
    told = [(one.row, one.code) for one in found]
    assert told == [
        (None, "column_not_understood"),
        (3, "told_unknown"),
        (3, "number_unread"),
        (6, "title_missing"),
    ]
    for one in found:
        for language in LANGUAGES:
            assert "{" not in say_plan_finding(one, language)
            assert label_of_plan_finding(one, language)
    assert say_plan_finding(found[1], "es") == (
        "La fuente dice «N.D.»: el dato queda como desconocido, no como cero."
    )


def test_an_indicator_whose_figure_is_not_available_has_an_unknown_baseline_and_no_zero():
    whole, _, _ = plan()
    assert whole.indicators[1].indicator.baseline.value is None
    assert whole.indicators[1].indicator.targets[1].value is None


def test_a_programme_is_read_with_lines_activities_indicators_and_money():
    whole, _, _ = programme()
    tourism, water = whole.lines
    workshop, fair = tourism.activities
    assert (tourism.title, tourism.priorities) == ("Turismo", ("P1",))
    assert (workshop.code, workshop.modality, workshop.state) == ("A1", "training", "under_way")
    assert workshop.months == frozenset({2, 3, 4})
    assert workshop.expected == People(30, 20)
    assert (workshop.themes, workshop.goal_targets) == (("tourism",), ("8.9",))
    assert [one.body for one in workshop.responsible] == ["Gobernación", "Governo de Minas"]
    assert [one.title for one in workshop.indicators] == ["Personas", "Satisfacción"]
    assert workshop.indicators[1].targets[0].value == 80
    assert workshop.indicators[1].kind == "percentage"
    assert [one.amount for one in workshop.budget] == [
        Amount(Decimal(1_500_000), "COP"), Amount(Decimal("1200.50"), "USD"),
    ]  # fmt: skip
    assert [one.kind for one in workshop.budget] == ["cash", "in_kind"]
    assert fair.expected == People(None, None)
    assert water.activities[0].months == frozenset({11, 12})
    assert water.activities[0].budget[0].amount is None


def test_what_a_programme_does_not_say_plainly_is_told():
    _, found, _ = programme()
    assert sorted((one.row, one.code) for one in found) == [
        (4, "currency_missing"),
        (4, "goal_target_unread"),
        (4, "months_unread"),
        (4, "number_unread"),
        (4, "theme_unread"),
        (4, "word_unread"),
        (5, "code_repeated"),
        (5, "told_unknown"),
    ]
    word = next(one for one in found if one.code == "word_unread")
    assert "Capacitación" in say_plan_finding(word, "es")
    assert "“Modality”" in say_plan_finding(word, "en")
    for one in found:
        assert all("{" not in say_plan_finding(one, language) for language in LANGUAGES)


def test_a_workbook_gives_the_sheet_that_is_of_a_programme():
    header, *rows = (line.split(";") for line in PROGRAMME.strip().splitlines())
    book = write_xlsx(header, rows, sheet="POA 2026")
    table = likeliest_programme_table(read_tables(book))
    whole, _, _ = read_programme_table(table, Programme("POA-2026", "AG-1", 2026))
    assert whole == programme()[0]
    assert likeliest_plan_table(read_tables(PLAN.encode())).header[0] == "Línea estratégica"


def test_a_line_that_is_repeated_on_every_row_is_one_line():
    text = "Línea;Actividad;Indicador;Meta\nTurismo;Taller;Personas;5\nTurismo;Taller;Horas;8\n"
    whole, found, _ = programme(text)
    assert found == []
    (activity,) = whole.activities
    assert [one.title for one in activity.indicators] == ["Personas", "Horas"]


def test_a_table_that_is_none_of_a_plan_is_told_and_nothing_is_read():
    whole, found, _ = programme("Fruta;Color\nMango;amarillo\n")
    assert whole.lines == ()
    assert [(one.code, one.severity) for one in found] == [("nothing_to_read", "critical")]
    assert say_plan_finding(found[0], "pt") == "Nenhuma coluna se chama “Atividade”."
    _, found, _ = plan("Fruta;Color\nMango;amarillo\n")
    assert found[0].code == "nothing_to_read"


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_of_a_table(text):
    header = ("Actividad", "Meses", "Mujeres", "Meta", "Indicador", "Presupuesto", "Meta ODS")
    rows = [(2, dict.fromkeys(header, text))]
    read_programme_rows(header, rows, Programme("P", "A", 2026))


@pytest.mark.parametrize(
    ("written", "months"),
    [
        ("febrero a abril", {2, 3, 4}), ("feb-abr", {2, 3, 4}), ("Feb to Apr", {2, 3, 4}),
        ("2, 3, 4", {2, 3, 4}), ("marzo y junio", {3, 6}), ("11-12", {11, 12}), ("T1", {1, 2, 3}),
        ("4º trimestre", {10, 11, 12}), ("todo el año", set(range(1, 13))), ("março", {3}),
        ("noviembre a febrero", None), ("13", None), ("pronto", None), ("el 3 de mayo", {5}),
    ],
)  # fmt: skip
def test_months_are_read_as_people_write_them(written, months):
    assert read_months(written) == (None if months is None else frozenset(months))


def test_targets_of_the_agenda_are_told_from_what_is_none():
    assert read_goal_targets("11.4; 8.9, 17.C 11.4 18.1 x") == (
        ("11.4", "8.9", "17.c"), ("18.1", "x"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "written", "value", "code"),
    [
        ("quantitative", "1 234,5", "1234.5", None),
        ("quantitative", "1,234.5", "1234.5", None),
        ("quantitative", "-3", "-3", None),
        ("quantitative", "0", "0", None),
        ("quantitative", "1.500", None, "number_ambiguous"),
        ("quantitative", "muchos", None, "number_unread"),
        ("quantitative", "3 a 5", None, "number_unread"),
        ("quantitative", "", None, None),
        ("quantitative", "N.D.", None, "told_unknown"),
        ("percentage", "45,5 %", "45.5", None),
        ("yes_no", "sí", True, None),
        ("yes_no", "Hecho", True, None),
        ("yes_no", "não", False, None),
        ("yes_no", "quizás", None, "yes_no_unread"),
        ("qualitative", "Bien", "Bien", None),
    ],
)
def test_a_cell_is_read_as_the_kind_of_its_indicator(kind, written, value, code):
    read = read_cell(kind, written)
    wanted = Decimal(value) if kind in {"quantitative", "percentage"} and value else value
    assert (read.value, read.finding) == (wanted, code)
    assert type(read.value) is type(wanted)


def test_the_plain_numbers_of_a_block_say_what_its_decimal_mark_is():
    assert decimal_mark(["1.500", "0,5", "x"]) == ","
    assert decimal_mark(["1.500", "1,234.5"]) == "."
    assert decimal_mark(["1.234.567"]) == ","
    assert decimal_mark(["1.500", "0,5", "0.5"]) is None
    assert decimal_mark(["1.500"]) is None


KINDS = [["quantitative", "percentage"], ["quantitative", "yes_no"], ["qualitative", "yes_no"]]


def test_a_pasted_block_lands_cell_by_cell_on_the_fields():
    told = read_pasted('1.500\t45,5 %\r\n\tsí\r\n"dos\nlíneas"\tno\r\n', KINDS)
    assert [(one.row, one.column, one.value) for one in told.cells] == [
        (0, 0, Decimal(1500)), (0, 1, Decimal("45.5")), (1, 1, True), (2, 0, "dos\nlíneas"),
        (2, 1, False),
    ]  # fmt: skip
    assert told.problems == ()


def test_a_pasted_doubt_is_told_with_its_cell_and_the_rest_is_read():
    told = read_pasted("1.500\t7\n3\tquizás", KINDS)
    assert [(one.row, one.column, one.code) for one in told.problems] == [
        (1, "1", "number_ambiguous"), (2, "2", "yes_no_unread"),
    ]  # fmt: skip
    assert [one.value for one in told.cells] == [None, 7, 3, None]


def test_a_block_that_is_too_large_is_read_as_far_as_it_fits():
    told = read_pasted("1\t2\t3\n4\t5\n\n6\t7\n8", KINDS)
    assert [one.code for one in told.findings] == ["cells_left_over"]
    assert say_plan_finding(told.findings[0], "es").startswith("Lo pegado no cabe: hay 5 × 3")
    assert len(told.cells) == 4


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_no_pasted_text_breaks_the_page(text):
    told = read_pasted(text, KINDS)
    assert all(one.row < 3 and one.column < 2 for one in told.cells)


def test_a_cell_longer_than_any_figure_is_refused_and_the_rest_is_read():
    told = read_pasted("9" * 200_000 + "\t5\n", KINDS)
    assert [one.finding.code if one.finding else None for one in told.cells] == [
        "number_unread", None,
    ]  # fmt: skip


def test_every_plan_finding_says_a_whole_sentence_with_the_same_gaps():
    for code, word in terms("plan_findings").items():
        sentences = word.extra["sentence"]
        gaps = {frozenset(name for _, name, _, _ in Formatter().parse(text) if name)
                for text in sentences.values()}  # fmt: skip
        assert set(sentences) == set(LANGUAGES), code
        assert len(gaps) == 1, code
        assert word.extra["severity"] in terms("severities"), code
