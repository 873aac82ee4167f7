"""Whether the text of a directive is complete and sound, said so that its author can mend it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from twinpact.directives.soundness import unsound
from twinpact.directives.yaml_text import UnreadTextError, read_yaml
from twinpact.vocabularies import LANGUAGES, sentence

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class DirectiveFinding:
    """One thing to put right. ``path`` is where in the text (``rules[2].title``).

    ``code`` names a sentence of the list ``directive_findings``, ``values`` fill its gaps.
    """

    path: str
    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)


def validate_directive(text: str) -> list[DirectiveFinding]:
    """Everything that is wrong in the text of a directive; an empty list where it is sound.

    First the form, against ``schema.json``; only where that holds, the sense: references between
    steps, their order, the words of lists, dates, time zones, and that nothing unverified blocks.
    """
    return checked(text)[1]


def checked(text: str) -> tuple[Any, list[DirectiveFinding]]:
    """The values of the text, and what is wrong in them."""
    try:
        told = read_yaml(text)
    except UnreadTextError as problem:
        return None, [DirectiveFinding("", problem.code, problem.values)]
    found = list(_misformed(told))
    if not found:
        found = [DirectiveFinding(path, code, values) for path, code, values in unsound(told)]
    return told, found


def say_finding(found: DirectiveFinding, language: str) -> str:
    """The sentence of a finding in the reader's language."""
    return sentence(found.code, language, found.values, list_name="directive_findings")


def schema() -> Mapping[str, Any]:
    """The JSON Schema of directives."""
    text = files("twinpact.directives").joinpath("schema.json").read_text("utf-8")
    told: Mapping[str, Any] = json.loads(text)
    return told


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def _misformed(told: Any) -> Iterator[DirectiveFinding]:
    errors: Iterable[ValidationError] = _validator().iter_errors(told)
    seen = set()
    for error in sorted(errors, key=lambda one: [str(part) for part in one.absolute_path]):
        for found in _findings(error):
            key = (found.path, found.code, tuple(sorted(found.values.items())))
            if key not in seen:
                seen.add(key)
                yield found


def _findings(error: ValidationError) -> Iterator[DirectiveFinding]:
    for nested in error.context or ():
        yield from _findings(nested)
    if error.context:
        return
    path = path_of(error.absolute_path)
    kind = str(error.validator)
    wanted: Any = error.validator_value
    there: Any = error.instance
    schema_here: Any = error.schema
    if kind == "required":
        for key in (key for key in wanted if key not in there):
            of_text = set(wanted) == set(LANGUAGES)
            code = "language_missing" if of_text else "key_missing"
            yield DirectiveFinding(path, code, {"key": key})
    elif kind == "additionalProperties":
        known = set(schema_here.get("properties", {}))
        for key in (key for key in there if key not in known):
            yield DirectiveFinding(path, "key_unknown", {"key": str(key)[:_SHOWN]})
    elif kind in {"enum", "const"}:
        words = wanted if kind == "enum" else [wanted]
        values = {"written": _shown(there), "known": ", ".join(map(_shown, words))}
        yield DirectiveFinding(path, "not_a_word", values)
    elif kind == "type":
        expected = ", ".join(wanted) if isinstance(wanted, list) else str(wanted)
        values = {"expected": expected, "written": _shown(there)}
        yield DirectiveFinding(path, "wrong_type", values)
    elif kind in {"minLength", "minItems", "minProperties"} or _is_blank(there):
        yield DirectiveFinding(path, "empty")
    else:
        code = "wrong_form" if kind == "pattern" else "not_valid"
        yield DirectiveFinding(path, code, {"written": _shown(there)})


def path_of(parts: Sequence[str | int]) -> str:
    """``rules[2].title``: where something stands."""
    path = ""
    for part in parts:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path


def _is_blank(there: Any) -> bool:
    return isinstance(there, str) and not there.strip()


def _shown(there: Any) -> str:
    return "null" if there is None else str(there)[:_SHOWN]
