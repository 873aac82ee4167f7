"""Writing the content of a programme that is being drafted."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact import plans as library
from twinpact.plans.programme import RepeatedCodeError
from website.accounts.models import User
from website.accounts.permissions import WRITE
from website.actors.models import Organization
from website.plans import convert
from website.plans.actions.holding import ChangedMeanwhileError, check_drafting, hold, touch
from website.plans.convert.writing import Rows
from website.plans.models import (
    Activity,
    ActivityBody,
    BudgetLine,
    Indicator,
    Programme,
    ProgrammeLine,
    Result,
)
from website.plans.permissions import require_on
from website.plans.queries import with_content


class CodeTakenError(Exception):
    """Another part of the programme has this code."""


class LineNotEmptyError(Exception):
    """A line with activities is not removed with them by mistake."""


def write_content(programme: Programme, content: library.Programme) -> None:
    """Put the content of a programme in the place of what is written; within a transaction."""
    programme.budget.all().delete()
    programme.lines.all().delete()
    _save(convert.rows_of(content, of=programme))
    programme.title = content.title or programme.title
    programme.version += 1
    programme.save(update_fields=["title", "version"])


@transaction.atomic
def replace_content(*, pk: int, content: library.Programme, version: int, by: User) -> Programme:
    """Take over the whole content of a file in the place of what is written.

    Raises:
        NotAllowedError: The person may not write for any side.
        NotBeingDraftedError: The programme lies before the sides, or is agreed.
        ChangedMeanwhileError: Somebody changed the programme since the file was looked at.
    """
    programme = _draft(pk, by)
    if programme.version != version:
        raise ChangedMeanwhileError(
            _("Somebody changed the programme meanwhile. Look at the file's changes again.")
        )
    sides = tuple(side.side for side in programme.sides.all())
    write_content(programme, replace(content, sides=sides))
    return programme


@transaction.atomic
def put_line(
    *,
    pk: int,
    code: str,
    title: str,
    priorities: Sequence[str] = (),
    by: User,
    line: int | None = None,
) -> ProgrammeLine:
    """Add a line of work, or change the one of this key.

    Raises:
        NotAllowedError: The person may not write for any side.
        NotBeingDraftedError: The programme lies before the sides, or is agreed.
        CodeTakenError: Another line has the code.
    """
    programme = _draft(pk, by)
    if line is None:
        row = ProgrammeLine(programme=programme, position=programme.lines.count())
    else:
        row = programme.lines.get(pk=line)
    _check_code(programme.lines.exclude(pk=row.pk), code)
    row.code, row.title, row.priorities = code, title, list(priorities)
    row.save()
    touch(programme)
    return row


@transaction.atomic
def remove_line(*, pk: int, line: int, by: User) -> None:
    """Remove a line without activities.

    Raises:
        NotAllowedError: The person may not write for any side.
        NotBeingDraftedError: The programme lies before the sides, or is agreed.
        LineNotEmptyError: It has activities.
    """
    programme = _draft(pk, by)
    row = programme.lines.get(pk=line)
    if row.activities.exists():
        raise LineNotEmptyError(_("This line has activities. Remove or move them first."))
    row.delete()
    touch(programme)


@transaction.atomic
def put_activity(
    *,
    pk: int,
    line: int,
    activity: library.Activity,
    by: User,
    row: int | None = None,
    as_read: library.Activity | None = None,
) -> Activity:
    """Add an activity under a line, or change the one of this key, with all its parts.

    ``as_read`` is the activity as the person saw it.

    Raises:
        NotAllowedError: The person may not write for any side.
        NotBeingDraftedError: The programme lies before the sides, or is agreed.
        CodeTakenError: Another part of the programme has one of its codes.
        ChangedMeanwhileError: Somebody changed the activity since.
    """
    programme = _draft(pk, by)
    under = programme.lines.get(pk=line)
    position, key = under.activities.count(), None
    if row is not None:
        old = programme.activities.get(pk=row)
        if as_read is not None and convert.activity_of(old) != as_read:
            raise ChangedMeanwhileError(
                _("Somebody changed this activity meanwhile. Nothing was saved: look at it again.")
            )
        position = old.position if old.line_id == under.pk else position
        key = old.pk
        old.delete()
    _check_codes(programme, activity)
    found = _add(under, activity, position, key)
    touch(programme)
    return found


@transaction.atomic
def remove_activity(*, pk: int, row: int, by: User) -> None:
    """Remove an activity with its parts; the history keeps it.

    Raises:
        NotAllowedError: The person may not write for any side.
        NotBeingDraftedError: The programme lies before the sides, or is agreed.
    """
    programme = _draft(pk, by)
    programme.activities.get(pk=row).delete()
    touch(programme)


@transaction.atomic
def put_budget(*, pk: int, budget: tuple[library.BudgetLine, ...], by: User) -> None:
    """Put these budget lines in the place of those of the programme as a whole.

    Raises:
        NotAllowedError: The person may not write for any side.
        NotBeingDraftedError: The programme lies before the sides, or is agreed.
        CodeTakenError: Another budget line has one of the codes.
    """
    programme = _draft(pk, by)
    programme.budget.filter(activity__isnull=True).delete()
    for one in budget:
        _check_code(programme.budget.all(), one.code)
    try:
        whole = library.Programme(convert.code_of(programme), "", programme.year, budget=budget)
    except RepeatedCodeError as twice:
        raise _taken(str(twice)) from twice
    BudgetLine.objects.bulk_create(convert.rows_of(whole, of=programme).budget)
    touch(programme)


def _draft(pk: int, by: User) -> Programme:
    programme = hold(pk)
    require_on(by, WRITE, programme)
    check_drafting(programme)
    return programme


def _add(
    line: ProgrammeLine, activity: library.Activity, position: int, key: int | None
) -> Activity:
    """Add an activity; one that was there keeps its key, by which its pages are found."""
    programme = line.programme
    own = library.Line(line.code, line.title, activities=(activity,))
    whole = library.Programme(convert.code_of(programme), "", programme.year, lines=(own,))
    rows = convert.rows_of(whole, of=programme)
    rows.lines.clear()
    (found,) = rows.activities
    found.pk, found.line, found.position = key, line, position
    _save(rows)
    return found


def _save(rows: Rows) -> None:
    _know_bodies(rows.bodies)
    for some in rows.in_order:
        if some:
            type(some[0])._default_manager.bulk_create(some, batch_size=2000)


def _know_bodies(bodies: list[ActivityBody]) -> None:
    """A body that is written as just one body of the register is called is that one."""
    names = {one.body for one in bodies}
    known: dict[str, list[int]] = {}
    for name, pk in Organization.objects.filter(name__in=names).values_list("name", "pk"):
        known.setdefault(name, []).append(pk)
    for one in bodies:
        found = known.get(one.body, [])
        one.organization_id = found[0] if len(found) == 1 else None


def _check_codes(programme: Programme, activity: library.Activity) -> None:
    _check_code(programme.activities.all(), activity.code)
    taken = {
        Result: [one.code for one in activity.results],
        Indicator: [one.code for one in activity.indicators],
        BudgetLine: [one.code for one in activity.budget],
    }
    for model, codes in taken.items():
        for code in codes:
            if codes.count(code) > 1:
                raise _taken(code)
            _check_code(model._default_manager.filter(programme=programme), code)


def _check_code(rows: object, code: str) -> None:
    if rows.filter(code=code).exists():  # type: ignore[attr-defined]
        raise _taken(code)


def _taken(code: str) -> CodeTakenError:
    return CodeTakenError(
        _("The code %(code)s is taken in this programme. Choose another one.") % {"code": code}
    )


def content_as_written(programme: Programme) -> library.Programme:
    """The programme as it is written now."""
    return convert.programme_of(with_content(Programme.objects.all()).get(pk=programme.pk))
