"""Reading the YAML that a person wrote: small, without aliases, every key once."""

import re
from collections.abc import Callable
from typing import Any

import yaml

LONGEST = 200_000
"""A directive is a few pages; more characters than this are refused before they are read."""

_DEEPEST = 20


class UnreadTextError(ValueError):
    """The text is not YAML as it is wanted here; ``code`` and ``values`` say why."""

    def __init__(self, code: str, **values: str | int) -> None:
        self.code, self.values = code, values
        super().__init__(f"{code}: {values}")


class _Loader(yaml.SafeLoader):
    """Plain values only: dates stay texts, only true and false are yes and no.

    Norway's code is no truth value, and a date of one digit is a mistake to be shown.
    """

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            self._refuse()
        self.depth += 1
        if self.depth > _DEEPEST:
            self._refuse()
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or key.tag.endswith("merge"):
                raise UnreadTextError("not_yaml", line=line)
            if key.value in seen:
                raise UnreadTextError("key_twice", key=key.value[:60], line=line)
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)

    def _refuse(self) -> None:
        mark = self.get_mark()
        raise UnreadTextError("not_yaml", line=mark.line + 1)


def _plain_resolvers() -> dict[str, list[tuple[str, Any]]]:
    kept = {"tag:yaml.org,2002:null", "tag:yaml.org,2002:int", "tag:yaml.org,2002:merge"}
    plain = {
        first: [(tag, form) for tag, form in forms if tag in kept]
        for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return {first: forms for first, forms in plain.items() if forms}


_Loader.yaml_implicit_resolvers = _plain_resolvers()
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf")
)


def read_yaml(text: str) -> Any:
    """What the text says, as plain values.

    Raises:
        UnreadTextError: It is too long, is no YAML, repeats a key, or uses aliases.
    """
    return _carefully(text, lambda: yaml.load(text, Loader=_Loader))  # noqa: S506 - made safe


def compose_yaml(text: str) -> yaml.Node | None:
    """The nodes of the text, which know their lines; None where it is empty.

    Raises:
        UnreadTextError: As above, but for keys that are there twice.
    """
    node: yaml.Node | None = _carefully(text, lambda: yaml.compose(text, Loader=_Loader))
    return node


def _carefully(text: str, read: Callable[[], Any]) -> Any:
    if len(text) > LONGEST:
        raise UnreadTextError("too_long", length=len(text), limit=LONGEST)
    try:
        return read()
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        raise UnreadTextError("not_yaml", line=1 if mark is None else mark.line + 1) from None
    except (RecursionError, ValueError) as problem:
        if isinstance(problem, UnreadTextError):
            raise
        raise UnreadTextError("not_yaml", line=1) from None
