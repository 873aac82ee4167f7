"""Number entry: empty, not known and nought are three things; a block is pasted; lights follow."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.website.plans.conftest import ON, YEAR, content
from twinpact.plans import Indicator, Result, Target, year_period
from website.accounts.models import Office, Role
from website.plans import models
from website.plans.actions import (
    Draft,
    Entered,
    Figure,
    enter_figures,
    replace_content,
    take_step_of_updates,
)
from website.plans.forms.entry import number_text
from website.plans.forms.figures import read_figure
from website.plans.models.values import value_of

PERIOD = year_period(YEAR)
SHARE = Indicator(
    "I3", "Docentes evaluados", kind="percentage", targets=(Target(PERIOD, Decimal(80)),)
)
WORDS = Indicator("I4", "Lo aprendido", kind="qualitative", targets=(Target(PERIOD, "Un manual"),))
#: In which row of the page each indicator stands.
NUMBER, YES_NO, PERCENT, TOLD = "0", "1", "2", "3"


def with_all_kinds():
    plan = content()
    activity = plan.lines[0].activities[0]
    result = activity.results[0]
    more = Result(result.code, result.title, (*result.indicators, SHARE, WORDS))
    line = replace(plan.lines[0], activities=(replace(activity, results=(more,)),))
    return replace(plan, lines=(line,))


@pytest.fixture
def programme(begun, officer, agree) -> models.Programme:
    """A programme with an indicator of each kind, agreed by both sides."""
    replace_content(pk=begun.pk, content=with_all_kinds(), version=begun.version, by=officer)
    return agree(models.Programme.objects.get(pk=begun.pk))


@pytest.fixture
def officers(signed_in, antioquia):
    return signed_in(Role.OFFICER, antioquia)


def address(programme, name="figures"):
    return reverse(f"plans:{name}", args=[programme.pk])


def text(answer):
    return answer.content.decode()


def fields(client, programme, **changed):
    """The page's form as a browser would send it, with some fields changed."""
    page = text(client.get(address(programme)))
    found = {"period": "2025-01-01_2025-12-31"}
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name is None or name[1] in ("csrfmiddlewaretoken", "q"):
            continue
        if 'type="checkbox"' not in tag or " checked" in tag:
            found[name[1]] = unescape(value[1]) if value else ""
    for name, body in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.DOTALL
    ):
        found[name] = unescape(body)
    for name, body in re.findall(
        r'<select[^>]*name="(v-\d+)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        chosen = re.search(r'value="(\w*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    changed = {name.replace("_", "-"): value for name, value in changed.items()}
    return {name: value for name, value in (found | changed).items() if value is not None}


def save(client, programme, act="save", **changed):
    data = fields(client, programme, **changed) | {"act": act}
    return client.post(address(programme), data)


def drafts(programme):
    return {row.indicator: value_of(row, "value") for row in programme.updates.all()}


def test_empty_is_nothing_a_mark_is_not_known_and_nought_is_nought(officers, programme):
    answer = save(officers, programme, v_0="0", n_1="1")
    assert answer.status_code == 302, text(answer)
    assert drafts(programme) == {"I1": Decimal(0), "I2": None}


def test_every_kind_is_kept_as_it_was_written(officers, programme):
    told = {"v_0": "1.234,5", "v_1": "no", "v_2": "25", "p_2": "5", "w_2": "20", "v_3": "Mucho."}
    save(officers, programme, c_0="Dos grupos", d_0="Llovió", **told)
    assert drafts(programme) == {
        "I1": Decimal("1234.5"), "I2": False, "I3": Decimal(25), "I4": "Mucho.",
    }  # fmt: skip
    first = programme.updates.get(indicator="I1")
    assert (first.comment, first.deviation_reason) == ("Dos grupos", "Llovió")
    share = programme.updates.get(indicator="I3")
    assert (share.part, share.whole) == (5, 20)


def test_a_page_that_nobody_touched_changes_nothing(officers, programme):
    save(officers, programme, v_0="12.3450", n_1="1", v_3="Mucho.", p_2="1", w_2="3")
    before = list(programme.updates.values())
    save(officers, programme)
    assert list(programme.updates.values()) == before


def test_a_draft_whose_field_is_emptied_is_taken_back(officers, programme):
    save(officers, programme, v_0="12")
    save(officers, programme, v_0="")
    assert drafts(programme) == {}


def test_a_returned_figure_is_not_taken_back(officers, programme, officer, reviewer, at):
    entered = Entered((Figure("I1", PERIOD, Decimal(19)),))
    day = date(2026, 3, 2)
    [row] = enter_figures(pk=programme.pk, entered=entered, submit=True, on=day, by=officer, at=at)
    take_step_of_updates(
        pk=programme.pk,
        updates=[row.pk],
        step="send_back",
        reason="Falta la lista.",
        on=day,
        by=reviewer,
        at=at,
    )
    assert "Returned: Falta la lista." in text(officers.get(address(programme)))
    answer = save(officers, programme, v_0="")
    assert answer.status_code == 422
    assert "returned to you" in text(answer)
    assert save(officers, programme, "submit", v_0="20").status_code == 302
    assert programme.updates.get().state == "submitted"


WRONG = {
    "two readings": ({"v_0": "1.500"}, "can be 1500 or 1.500"),
    "no number": ({"v_0": "muchos"}, "not understood as a number"),
    "too exact": ({"v_0": "0.12345678"}, "At most 6 decimals"),
    "too large": ({"v_0": "9" * 16}, "too large"),
    "both": ({"v_0": "5", "n_0": "1"}, "not both"),
    "a comment alone": ({"c_0": "Pronto"}, "Write the figure too"),
    "a part alone": ({"p_2": "5"}, "of how many"),
    "part and share differ": ({"v_2": "50", "p_2": "5", "w_2": "20"}, "5 of 20 is 25"),
    "of nought": ({"p_2": "0", "w_2": "0"}, "more than nought"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_kept_is_told_and_nothing_is_saved(officers, programme, case):
    wrong, said = WRONG[case]
    answer = save(officers, programme, **({"v_1": "yes"} | wrong))
    assert answer.status_code == 422
    assert said in text(answer)
    for name, value in wrong.items():
        if name[0] in "vpw":
            assert f'value="{value}"' in text(answer)
    assert drafts(programme) == {}


def test_a_missed_target_is_submitted_with_its_reason_only(officers, programme):
    answer = save(officers, programme, "submit", v_0="5", v_1="yes")
    assert answer.status_code == 422
    assert "Say why the target was missed" in text(answer)
    assert drafts(programme) == {}
    assert save(officers, programme, "submit", v_0="5", v_1="yes", d_0="Llovió").status_code == 302
    assert {row.state for row in programme.updates.all()} == {"submitted"}


def test_drafts_of_before_are_submitted_with_the_page(officers, programme):
    save(officers, programme, v_0="20")
    save(officers, programme, "submit", v_1="yes")
    assert dict(programme.updates.values_list("indicator", "state")) == {
        "I1": "submitted",
        "I2": "submitted",
    }


def test_a_block_fills_the_fields_without_saving(officers, programme):
    block = "18\tDos grupos\nsí\n25,5\tMuestra\nN.D.\n"
    data = fields(officers, programme) | {
        "act": "paste", "block": block, "from_row": "0", "from_column": "v",
    }  # fmt: skip
    answer = officers.post(address(programme), data)
    page = text(answer)
    assert answer.status_code == 200
    assert "6 fields were filled" in page
    assert 'value="18"' in page
    assert 'value="25.5"' in page
    assert 'value="yes" selected' in page
    assert re.search(r'id="n-3"[^>]* checked', page)
    assert "Dos grupos" in page
    assert drafts(programme) == {}


def test_a_block_tells_what_it_does_not_understand(officers, programme):
    data = fields(officers, programme) | {
        "block": "1.500\ntal vez\n80\nBien\nuno más", "from_row": "0", "from_column": "v",
    }  # fmt: skip
    told = officers.post(address(programme, "figures_pasted"), data).json()
    by_field = {one["field"]: one for one in told["cells"]}
    assert by_field["v-0"]["grave"]
    assert "1500" in by_field["v-0"]["finding"]
    assert by_field["v-1"]["text"] == "tal vez"
    assert by_field["v-2"] == {
        "field": "v-2", "row": 2, "text": "80", "unknown": False, "finding": "", "grave": False,
    }  # fmt: skip
    assert "does not fit" in told["findings"][0]
    assert "Nothing is saved yet." in told["said"]


def test_the_light_is_the_librarys(officers, programme):
    data = fields(officers, programme, v_0="13", v_1="no", n_2="1")
    told = officers.post(address(programme, "figures_lights"), data).json()["rows"]
    assert "Amber" in told[NUMBER]["html"]
    assert "13 of a target of 20 was reached: 65%." in told[NUMBER]["html"]
    assert "−7" in told[NUMBER]["html"]
    assert "Say why" in told[NUMBER]["html"]
    assert "Red" in told[YES_NO]["html"]
    assert "Grey" in told[PERCENT]["html"]


def test_the_page_says_its_rule_and_the_unknown(officers, programme):
    page = text(officers.get(address(programme)))
    assert "between 60% and less than 90%" in page
    assert "0 is a figure" in page


def test_who_may_not_write_enters_nothing(signed_in, programme, antioquia, jalisco, db):
    reader = signed_in(Role.READER, antioquia)
    assert reader.get(address(programme)).status_code == 403
    assert signed_in(Role.OFFICER, jalisco).get(address(programme)).status_code == 200
    other = Office.objects.create(name="Minas Gerais", slug="minas", country="BR")
    for name in ("figures", "updates", "progress"):
        stranger = signed_in(Role.ADMINISTRATOR, other)
        assert stranger.get(address(programme, name)).status_code == 404


def test_before_all_sides_agreed_there_is_nothing_to_enter(officers, drafted):
    page = text(officers.get(address(drafted)))
    assert "nothing to report on yet" in page


@pytest.mark.parametrize("period", ["2024-01-01_2024-12-31", "x", "2025-01-01"])
def test_a_period_that_the_programme_has_not_is_not_found(officers, programme, period):
    assert officers.get(address(programme), {"period": period}).status_code == 404


@pytest.mark.parametrize("row", ["", "1,2,3", "x,,0,ab,I1", "0,,0,ab,NADA"])
def test_a_row_that_was_tampered_with_is_refused(officers, programme, row):
    data = fields(officers, programme) | {"row-0": row, "v-0": "5", "act": "save"}
    assert officers.post(address(programme), data).status_code in (400, 404)
    assert drafts(programme) == {}


def test_two_who_fill_in_the_same_row_are_told(officers, signed_in, programme, antioquia):
    colleague = signed_in(Role.REVIEWER, antioquia)
    first = fields(officers, programme, v_0="10") | {"act": "save"}
    second = fields(colleague, programme, v_0="11") | {"act": "save"}
    assert officers.post(address(programme), first).status_code == 302
    answer = colleague.post(address(programme), second)
    assert answer.status_code == 422
    assert "Somebody else wrote a figure of I1 meanwhile" in text(answer)
    assert 'value="11"' in text(answer)
    assert drafts(programme) == {"I1": Decimal(10)}


def test_two_who_change_the_same_draft_are_told(officers, signed_in, programme, antioquia):
    save(officers, programme, v_0="10")
    colleague = signed_in(Role.REVIEWER, antioquia)
    first = fields(officers, programme, v_0="12") | {"act": "save"}
    second = fields(colleague, programme, v_0="13", v_1="yes") | {"act": "save"}
    officers.post(address(programme), first)
    assert colleague.post(address(programme), second).status_code == 422
    assert drafts(programme) == {"I1": Decimal(12)}


numbers = st.decimals(
    min_value=Decimal(-999_999_999), max_value=Decimal(999_999_999), places=6
) | st.decimals(min_value=Decimal("-999.999"), max_value=Decimal("999.999"), places=3)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=12)


@given(numbers, st.sampled_from(["en", "es", "pt"]))
def test_a_number_is_read_as_it_is_shown(number, language):
    from django.utils.translation import override  # noqa: PLC0415

    with override(language):
        shown = number_text(models.values.plain(number))
        assert read_figure("quantitative", shown) == number


@settings(
    max_examples=15, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    number=st.none() | numbers,
    yes=st.none() | st.booleans(),
    share=st.none() | st.decimals(0, 100, places=2),
    told=st.none() | words,
    reported=st.sets(st.sampled_from(["I1", "I2", "I3", "I4"]), min_size=1),
)
def test_what_a_form_shows_is_what_it_keeps(
    officers, programme, officer, at, number, yes, share, told, reported
):
    """Unknown, nought and every value survive being shown, touched and saved again."""
    models.Update.objects.all().delete()
    values = {"I1": number, "I2": yes, "I3": share, "I4": told and (told.strip() or None)}
    wanted = {code: value for code, value in values.items() if code in reported}
    figures = tuple(Figure(code, PERIOD, value) for code, value in wanted.items())
    enter_figures(
        pk=programme.pk, entered=Entered(figures), submit=False, on=ON, by=officer, at=at
    )
    touched = {f"c_{['I1', 'I2', 'I3', 'I4'].index(code)}": "Revisado" for code in wanted}
    answer = save(officers, programme, **touched)
    assert answer.status_code == 302, text(answer)
    assert drafts(programme) == wanted
    assert {row.comment for row in programme.updates.all()} == {"Revisado"}


def test_a_draft_that_was_submitted_meanwhile_is_not_taken_back(programme, officer, at):
    figure = Figure("I1", PERIOD, Decimal(20))
    [row] = enter_figures(
        pk=programme.pk, entered=Entered((figure,)), submit=True, on=date(2026, 3, 2), by=officer,
        at=at,
    )  # fmt: skip
    gone = Entered((), (Draft(row.pk),))
    with pytest.raises(Exception, match="submitted meanwhile"):
        enter_figures(pk=programme.pk, entered=gone, submit=False, on=ON, by=officer, at=at)
