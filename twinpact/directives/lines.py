"""In which line of its text a finding stands, so that an editor can lead there."""

import yaml

from twinpact.directives.validating import path_of
from twinpact.directives.yaml_text import UnreadTextError, compose_yaml


def lines_of(text: str) -> dict[str, int]:
    """The line, from 1, of every place in the text that a finding can name (``rules[2].title``).

    Nothing where the text cannot be read.
    """
    try:
        node = compose_yaml(text)
    except UnreadTextError:
        return {}
    found: dict[str, int] = {}
    if node is not None:
        _walk(node, [], node.start_mark.line + 1, found)
    return found


def line_at(path: str, lines: dict[str, int]) -> int | None:
    """The line of a path; of what holds it, where the place itself is missing from the text."""
    while path not in lines:
        shorter = path.rpartition("[" if path.endswith("]") else ".")[0]
        if not path or shorter == path:
            return None
        path = shorter
    return lines[path]


def _walk(node: yaml.Node, parts: list[str | int], line: int, found: dict[str, int]) -> None:
    found[path_of(parts)] = line
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _walk(value, [*parts, str(key.value)], key.start_mark.line + 1, found)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            _walk(value, [*parts, number], value.start_mark.line + 1, found)
