"""Many rows deleted at once, with what hangs on them, as the models say it."""

from collections.abc import Collection, Iterator

from django.db import connection, models
from django.db.models import ProtectedError
from django.db.models.deletion import get_candidate_relations_to_delete

from website.tables.copying import copy_rows_aside


def delete_rows(model: type[models.Model], keys: Collection[int]) -> None:
    """Delete rows and what hangs on them: one statement a table, however many they are.

    Does what ``QuerySet.delete`` does for models without signals, but leaves the keys with
    PostgreSQL, where Django names all of them in every statement. The history sees each row go.

    Raises:
        ProtectedError: Something that must stay hangs on one of the rows.
    """
    with copy_rows_aside(model, [model._meta.pk.column], ((key,) for key in keys)) as aside:
        for statement in _statements(model, f"{_key(model)} IN (TABLE {aside})"):
            with connection.cursor() as cursor:
                cursor.execute(statement)


def _statements(model: type[models.Model], which: str) -> Iterator[str]:
    """What is done to the rows that fulfil a condition, the outermost branches first."""
    table = connection.ops.quote_name(model._meta.db_table)
    for relation in get_candidate_relations_to_delete(model._meta):
        child, column = relation.related_model, connection.ops.quote_name(relation.field.column)
        rule = relation.on_delete
        hanging = f"{column} IN (SELECT {_key(model)} FROM {table} WHERE {which})"  # noqa: S608
        if rule is models.CASCADE:
            yield from _statements(child, hanging)
        elif rule is models.SET_NULL:
            other = connection.ops.quote_name(child._meta.db_table)
            yield f"UPDATE {other} SET {column} = NULL WHERE {hanging}"  # noqa: S608 names of ours
        elif rule is not models.DO_NOTHING:
            _refuse(child, hanging)
    yield f"DELETE FROM {table} WHERE {which}"  # noqa: S608 names of ours


def _refuse(child: type[models.Model], hanging: str) -> None:
    held = child._base_manager.extra(where=[hanging])[:1]  # noqa: S610 names of ours
    if held:
        raise ProtectedError(f"A row of {child._meta.label} would lose what it rests on.", {*held})


def _key(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.pk.column)
