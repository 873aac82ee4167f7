"""The next file of a source: what is proposed, what is written, and whose word stays."""

from dataclasses import replace

import pytest

from tests.website.exchange.conftest import ROWS
from website.accounts.models import Role
from website.accounts.permissions import NotAllowedError
from website.agreements import convert
from website.agreements.actions import change_agreement
from website.agreements.models import Agreement, AgreementStatement
from website.agreements.queries import with_all
from website.exchange import actions
from website.exchange.models import ImportRow, ImportState, SourceEntry

pytestmark = pytest.mark.django_db


def entry(number: int) -> Agreement:
    """The agreement that a row of the first file became."""
    row = ImportRow.objects.filter(outcome="new", position=number).first()
    return with_all(Agreement.register.filter(pk=row.agreement_id)).get()


def correct(row: Agreement, by, at, **values: object) -> Agreement:
    """A person's own change, with the person as its source."""
    other = row.statements.first().source
    return change_agreement(
        pk=row.pk,
        version=row.version,
        agreement=replace(convert.to_library(row), **values),
        source=other,
        by=by,
        at=at,
    )


def events() -> int:
    models = (Agreement, AgreementStatement, SourceEntry)
    return sum(model.pgh_event_model.objects.count() for model in models)


def test_the_same_file_twice_changes_nothing(read, write, outcomes):
    write(read())
    before = events()
    again = read()
    assert outcomes(again) == ["known"] * 4
    with pytest.raises(actions.NotNowError):
        write(again)
    assert events() == before
    assert Agreement.register.count() == 4


@pytest.mark.parametrize(
    ("row", "edited", "field"),
    [
        (0, "Medellín, Colombia;Bilbao, España;mayo de 1999;Urbanismo", "signed"),
        (1, "Bello, Colombia;Belo Horizonte;2001;Turismo", "party_2"),
        (2, "Guatapé, Colombia;Cuenca, Ecuador;2005;Educación", "themes"),
        (3, "Rionegro, Colombia;Kielce;2010-08-15;Educación", "signed"),
    ],
)
def test_an_edited_cell_is_a_change_of_its_row(read, write, outcomes, row, edited, field):
    write(read())
    rows = list(ROWS)
    rows[row] = edited
    again = read(rows)
    assert sorted(outcomes(again)) == ["changed", "known", "known", "known"]
    assert again.rows.get(outcome="changed").fields == [field]


def test_rows_that_come_and_go_are_new_and_gone(read, write, outcomes, at):
    write(read())
    again = read([*ROWS[1:], "Envigado, Colombia;Nueva York;2012;Salud"])
    assert outcomes(again) == ["known", "known", "known", "new", "gone"]
    write(again)
    assert Agreement.register.count() == 5
    assert SourceEntry.objects.get(absent_since__isnull=False).absent_since == at.date()
    third = read([*ROWS[1:], "Envigado, Colombia;Nueva York;2012;Salud"])
    assert set(outcomes(third)) == {"known"}, "what is known to be gone is not told again"
    back = read([*ROWS, "Envigado, Colombia;Nueva York;2012;Salud"])
    assert outcomes(back) == ["changed", *["known"] * 4]
    write(back)
    assert not SourceEntry.objects.filter(absent_since__isnull=False).exists()


def test_a_change_is_written_with_its_source_and_the_earlier_word_stays(read, write, by):
    write(read())
    write(read(["Medellín, Colombia;Bilbao, España;1999;Urbanismo", *ROWS[1:]], name="next.csv"))
    row = entry(1)
    assert (row.signed_earliest.year, row.version) == (1999, 2)
    new, old = row.statements.filter(field="signed").order_by("-preferred")
    assert (new.written, new.locator, new.entered_by) == ("1999", "next.csv, row 2", by)
    assert (old.written, old.preferred) == ("junio de 1998", False)


def test_a_persons_later_correction_stays_and_the_difference_is_listed(read, write, by, at, clock):
    write(read())
    row = entry(1)
    corrected = replace(convert.to_library(row).signed)
    correct(
        row,
        by,
        clock(),
        signed=type(corrected)(
            corrected.earliest.replace(year=1997), corrected.latest.replace(year=1997), "month"
        ),
    )
    again = read(["Medellín, Colombia;Bilbao, España;1999;Urbanismo", *ROWS[1:]])
    changed = again.rows.get(outcome="changed")
    assert [(one["field"], one["why"]) for one in changed.differences] == [("signed", "corrected")]
    write(again)
    row = entry(1)
    assert row.signed_earliest.year == 1997
    assert row.statements.get(written="1999").preferred is False
    assert set(
        read(["Medellín, Colombia;Bilbao, España;1999;Urbanismo", *ROWS[1:]]).rows.values_list(
            "outcome", flat=True
        )
    ) == {"known"}


def test_a_correction_between_the_preview_and_the_writing_wins(read, write, by, clock):
    write(read())
    again = read(["Medellín, Colombia;Bilbao, España;1999;Urbanismo", *ROWS[1:]])
    row = entry(1)
    date = convert.to_library(row).signed
    correct(
        row,
        by,
        clock(),
        signed=replace(
            date, earliest=date.earliest.replace(year=1990), latest=date.latest.replace(year=1990)
        ),
    )
    write(again)
    assert entry(1).signed_earliest.year == 1990


def test_a_field_that_is_left_keeps_its_value_and_the_sources_word_is_kept(read, write, by):
    write(read())
    again = read(["Medellín, Colombia;Bilbao, España;1999;Turismo", *ROWS[1:]])
    actions.leave_field(
        pk=again.pk, field="signed", leave=True, by=by, rows=[again.rows.get(outcome="changed").pk]
    )
    write(again)
    row = entry(1)
    assert (row.signed_earliest.year, row.themes.get().written) == (1998, "Turismo")
    assert row.statements.get(written="1999").preferred is False


def test_only_the_chosen_rows_are_written_and_the_rest_may_follow(read, write, by, clock):
    batch = read()
    actions.choose_rows(pk=batch.pk, taken=False, by=by, rows=[batch.rows.first().pk])
    assert write(batch).state == ImportState.DONE
    assert Agreement.register.count() == 3
    actions.choose_rows(pk=batch.pk, taken=True, by=by, rows=[batch.rows.first().pk])
    write(batch)
    assert Agreement.register.count() == 4
    assert set(read().rows.values_list("outcome", flat=True)) == {"known"}


def test_a_cell_that_falls_silent_takes_nothing_away_unless_somebody_says_so(read, write):
    write(read())
    again = read(["Medellín, Colombia;Bilbao, España;;Urbanismo", *ROWS[1:]])
    changed = again.rows.get(outcome="changed")
    assert changed.left_fields == ["signed"]
    write(again)
    assert entry(1).signed_earliest.year == 1998


def test_an_import_that_another_overtook_is_compared_anew(read, write, by, clock):
    first, second = read(), read()
    write(first)
    at = clock()
    actions.accept_import(pk=second.pk, by=by, at=at)
    batch = actions.commit_import(pk=second.pk, by=by, at=at)
    assert (batch.state, batch.notice) == (ImportState.WAITING, "overtaken")
    batch = actions.read_import(pk=batch.pk)
    assert set(batch.rows.values_list("outcome", flat=True)) == {"known"}
    assert Agreement.register.count() == 4


def test_a_list_with_its_own_keys_follows_them(read, write, outcomes):
    header = "id;Municipio;Contraparte;Fecha;Tema"
    keyed = [f"A{n};{row}" for n, row in enumerate(ROWS)]
    write(read(keyed, header=header))
    keyed[0] = "A0;Medellín, Colombia;Barcelona, España;1999;Salud"
    again = read(list(reversed(keyed)), header=header)
    assert outcomes(again) == ["known", "known", "known", "changed"]


def test_who_may_not_write_decides_nothing(read, person, antioquia, at):
    batch = read()
    reader = person(Role.READER, antioquia)
    for act in (
        lambda: actions.accept_import(pk=batch.pk, by=reader, at=at),
        lambda: actions.choose_rows(pk=batch.pk, taken=False, by=reader),
        lambda: actions.leave_field(pk=batch.pk, field="signed", leave=True, by=reader),
        lambda: actions.ask_to_undo(pk=batch.pk, by=reader, at=at),
    ):
        with pytest.raises(NotAllowedError):
            act()
