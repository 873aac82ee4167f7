"""From the text of a directive to the directive, and the directives that come with the library."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from twinpact.directives.directive import (
    Binding,
    Deadline,
    Directive,
    Rule,
    Source,
    Test,
    Text,
)
from twinpact.directives.validating import DirectiveFinding, checked, say_finding
from twinpact.vocabularies import LANGUAGES

_PLAIN = (
    "id", "kind", "confidence", "text_date", "blocking", "before", "order", "after_signature",
    "actor", "authority", "artefact", "silence", "effect", "amends", "otherwise",
)  # fmt: skip


class BadDirectiveError(ValueError):
    """The text is not a sound directive; ``findings`` say what is wrong and where."""

    def __init__(self, findings: list[DirectiveFinding]) -> None:
        self.findings = findings
        first = findings[0]
        super().__init__(f"{first.path or 'text'}: {say_finding(first, 'en')}")


class NoDirectiveError(LookupError):
    """There is no directive of this country: nothing is known of its rules."""


def read_directive(text: str) -> Directive:
    """The directive that a YAML text writes.

    Raises:
        BadDirectiveError: The text is not valid, or not complete.
    """
    told, findings = checked(text)
    if findings:
        raise BadDirectiveError(findings)
    return Directive(
        country=told["country"],
        version=str(told["version"]),
        title=_text(told["title"]),
        text=_text(told["text"]),
        rules=tuple(_rule(rule) for rule in told["rules"]),
        text_date=told.get("text_date"),
        zone=told.get("zone"),
        members=tuple(told.get("members", ())),
        regime=told.get("regime"),
        authorities=MappingProxyType(
            {code: _text(names) for code, names in told.get("authorities", {}).items()}
        ),
    )


@cache
def directive_texts() -> Mapping[str, str]:
    """The YAML of each directive that comes with the library, by country."""
    texts = (
        entry.read_text("utf-8")
        for entry in files("twinpact.directives").iterdir()
        if entry.name.endswith(".yaml")
    )
    by_country = {_country(text): text for text in texts}
    return MappingProxyType(dict(sorted(by_country.items())))


def _country(text: str) -> str:
    """The country of a directive; its first line mostly says it without reading all."""
    first = text.partition("\n")[0].removeprefix("country: ")
    return first if len(first) == 2 and first.isupper() else read_directive(text).country


@cache
def directives() -> Mapping[str, Directive]:
    """The directives that come with the library, by country."""
    return MappingProxyType(
        {country: read_directive(text) for country, text in directive_texts().items()}
    )


def directive(country: str) -> Directive:
    """The directive of a country, by its ISO 3166-1 alpha-2 code; ``EU`` for the grouping.

    Raises:
        NoDirectiveError: There is none.
    """
    try:
        return directives()[country]
    except KeyError:
        raise NoDirectiveError(f"There is no directive of {country!r}.") from None


def _rule(told: Mapping[str, Any]) -> Rule:
    plain = {name: told[name] for name in _PLAIN if name in told}
    source = told["source"]
    return Rule(
        title=_text(told["title"]),
        text=_text(told["text"]),
        source=Source(**{**source, "title": _text(source["title"])}),
        binds=_binding(told.get("binds", {})),
        after=tuple(told.get("after", ())),
        test=_test(told["test"]) if "test" in told else None,
        deadline=Deadline(**told["deadline"]) if "deadline" in told else None,
        **plain,
    )


def _binding(told: Mapping[str, Any]) -> Binding:
    lists = {name: tuple(codes) for name, codes in told.items() if name != "facts"}
    return Binding(**lists, facts=MappingProxyType(dict(told.get("facts", {}))))


def _test(told: Mapping[str, Any]) -> Test:
    values = {name: value for name, value in told.items() if name != "name"}
    return Test(name=told["name"], values=MappingProxyType(values))


def _text(told: str | Mapping[str, str]) -> Text:
    if isinstance(told, str):
        return MappingProxyType(dict.fromkeys(LANGUAGES, told))
    return MappingProxyType(dict(told))
