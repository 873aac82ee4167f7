"""A programme as JSON, as the versions keep it, and back without loss.

A figure is told apart by its form: a number stands as ``{"number": "3.50"}``, yes or no as
``true`` or ``false``, and words as text. Days are written as ISO 8601 has them.
"""

from datetime import date
from decimal import Decimal

from cattrs import Converter

from twinpact.plans import Programme
from twinpact.plans.indicators import Value

_converter = Converter(omit_if_default=True, forbid_extra_keys=True)


def _value_out(value: Value | None) -> object:
    return {"number": str(value)} if isinstance(value, Decimal) else value


def _value_in(told: object, _kind: object) -> Value | None:
    if isinstance(told, dict):
        return Decimal(told["number"])
    if told is None or isinstance(told, bool | str):
        return told
    raise TypeError(f"{told!r} is no figure.")


def _months_out(months: frozenset[int]) -> list[int]:
    return sorted(months)


_converter.register_structure_hook_func(lambda kind: kind == Value | None, _value_in)
_converter.register_unstructure_hook_func(lambda kind: kind == Value | None, _value_out)
_converter.register_structure_hook(date, lambda told, _kind: date.fromisoformat(told))
_converter.register_unstructure_hook(date, date.isoformat)
_converter.register_structure_hook(Decimal, lambda told, _kind: Decimal(told))
_converter.register_unstructure_hook(Decimal, str)
_converter.register_unstructure_hook_func(lambda kind: kind == frozenset[int], _months_out)


def to_content(programme: Programme) -> dict[str, object]:
    """The programme as JSON; what has its usual value is left out."""
    content: dict[str, object] = _converter.unstructure(programme, Programme)
    return content


def of_content(content: object) -> Programme:
    """The programme that was written as JSON."""
    return _converter.structure(content, Programme)
