"""The picture: our bodies on the left, partners on the right, joined by their themes.

Drawn here as plain shapes, so that the page needs no script; the table says the same.
"""

import math
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from website.agreements import words
from website.network.edges import Edge

MOST_BODIES, MOST_THEMES = 16, 12
UNKNOWN_THEME = "?"


@dataclass(frozen=True, slots=True)
class Node:
    """A name in a column: where its middle is, and its lines with the place of each."""

    key: str
    x: float
    y: float
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A line from a body to a theme; the width says how many pieces of work it stands for."""

    path: str
    width: float
    side: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """How wide the picture is and where its columns end, in the units of its view box."""

    width: int
    left: int
    theme: tuple[int, int]
    right: int
    signs: int
    theme_signs: int
    line: int


WIDE = Sizes(1000, 316, (412, 588), 684, 44, 20, 17)
NARROW = Sizes(360, 102, (123, 237), 258, 15, 16, 14)


@dataclass(frozen=True, slots=True)
class Picture:
    """The shapes of a picture for one width of page."""

    width: int
    height: float
    near: list[Node]
    themes: list[Node]
    far: list[Node]
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Joined:
    """How many pieces of work join a body with a theme, on either side, and all names."""

    near: Counter[tuple[str, str]]
    far: Counter[tuple[str, str]]
    names: dict[str, str]


def joined(found: Iterable[Edge], *, ours: str, places: Mapping[str, str]) -> Joined:
    """Bodies by theme. Where a side names no body, ``ours`` or the partner's place stands there.

    ``places`` are the names of the partner places.
    """
    works: dict[tuple[str, str | None, str | None], dict[str, dict[str, str]]] = {}
    for edge in found:
        sides = works.setdefault(edge.work, {"near": {}, "far": {}})
        sides[edge.side][edge.body.key] = edge.body.name
    near: Counter[tuple[str, str]] = Counter()
    far: Counter[tuple[str, str]] = Counter()
    names: dict[str, str] = {}
    for (_link, partner, theme), sides in works.items():
        left = sides["near"] or {"ours": ours}
        right = sides["far"] or _place(partner, places)
        code = theme or UNKNOWN_THEME
        names |= left | right | {code: theme_word(theme)}
        near.update((key, code) for key in left)
        far.update((key, code) for key in right)
    return Joined(near, far, names)


def _place(partner: str | None, places: Mapping[str, str]) -> dict[str, str]:
    if partner is None:
        return {"unknown partner": _("partner not known")}
    return {f"place {partner}": places.get(partner, partner)}


def theme_word(code: str | None) -> str:
    """How the reader calls a theme; that it is not known where it is not."""
    return _("theme not known") if code is None else words.word("theme", code)


@dataclass(frozen=True, slots=True)
class Message:
    """What the picture says: how many stand on either side, and what joins most of them."""

    bodies: int
    partners: int
    theme: str


def message(told: Joined) -> Message:
    """The message of a picture; the theme is the empty text where none is known."""
    themes: Counter[str] = Counter()
    for (_key, code), n in told.far.items():
        if code != UNKNOWN_THEME:
            themes[code] += n
    most = min(themes, key=lambda code: (-themes[code], code), default="")
    return Message(
        bodies=len({key for key, _code in told.near}),
        partners=len({key for key, _code in told.far}),
        theme=words.word("theme", most) if most else "",
    )


def picture(told: Joined, sizes: Sizes) -> Picture:
    """The shapes, the strongest bodies and themes by themselves and the rest together."""
    themes = _chosen(told.far + told.near, 1, MOST_THEMES)
    near = _chosen(told.near, 0, MOST_BODIES)
    far = _chosen(told.far, 0, MOST_BODIES)
    left, right = _folded(told.near, near, themes), _folded(told.far, far, themes)
    names = told.names | {
        "others": _("all others"),
    }
    middle = _column(names, _order(themes, left, right), sizes, "theme")
    at = {node.key: node.y for node in middle}
    columns = {
        "near": _column(names, _near(left, at), sizes, "near"),
        "far": _column(names, _near(right, at), sizes, "far"),
    }
    height = max(
        (nodes[-1].y + len(nodes[-1].lines) * sizes.line for nodes in (*columns.values(), middle)
         if nodes), default=40,
    )  # fmt: skip
    all_columns = [_centred(nodes, height, sizes) for nodes in (*columns.values(), middle)]
    near_nodes, far_nodes, theme_nodes = all_columns
    links = [
        *_links(left, near_nodes, theme_nodes, sizes, "near"),
        *_links(right, far_nodes, theme_nodes, sizes, "far"),
    ]
    return Picture(sizes.width, height + sizes.line, near_nodes, theme_nodes, far_nodes, links)


def _chosen(counts: Counter[tuple[str, str]], part: int, most: int) -> list[str]:
    weights: Counter[str] = Counter()
    for pair, n in counts.items():
        weights[pair[part]] += n
    ranked = sorted(weights, key=lambda key: (-weights[key], key))
    return ranked if len(ranked) <= most else ranked[: most - 1]


def _folded(
    counts: Counter[tuple[str, str]], bodies: list[str], themes: list[str]
) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for (body, theme), n in counts.items():
        pair = (body if body in bodies else "others", theme if theme in themes else "others")
        found[pair] += n
    return found


def _order(themes: list[str], *sides: Counter[tuple[str, str]]) -> list[str]:
    rest = any(theme == "others" for side in sides for _body, theme in side)
    known = [one for one in themes if one != UNKNOWN_THEME]
    return [*known, *(["others"] if rest else []),
            *([UNKNOWN_THEME] if UNKNOWN_THEME in themes else [])]  # fmt: skip


def _near(side: Counter[tuple[str, str]], at: Mapping[str, float]) -> list[str]:
    """The bodies in the order of the themes that they stand by, so that few lines cross."""
    weights: dict[str, list[float]] = {}
    for (body, theme), n in side.items():
        weights.setdefault(body, []).extend([at[theme]] * n)
    return sorted(weights, key=lambda key: (sum(weights[key]) / len(weights[key]), key))


def _column(names: Mapping[str, str], keys: list[str], sizes: Sizes, column: str) -> list[Node]:
    x = {"near": sizes.left - 8, "theme": sizes.width / 2, "far": sizes.right + 8}[column]
    signs = sizes.theme_signs if column == "theme" else sizes.signs
    nodes, top = [], float(sizes.line)
    for key in keys:
        wrapped = textwrap.wrap(_parted(names[key], signs), signs) or [names[key]]
        height = len(wrapped) * sizes.line
        lines = tuple((top + n * sizes.line, text) for n, text in enumerate(wrapped))
        nodes.append(Node(key, x, top + (height - sizes.line) / 2, lines))
        top += height + sizes.line * 0.8
    return nodes


def _parted(name: str, signs: int) -> str:
    """A name whose words fit in a line, the long ones parted with a hyphen."""
    parts = []
    for word in name.split():
        rest = word
        while len(rest) > signs:
            parts.append(f"{rest[: signs - 1]}-")
            rest = rest[signs - 1 :]
        parts.append(rest)
    return " ".join(parts)


def _centred(nodes: list[Node], height: float, sizes: Sizes) -> list[Node]:
    if not nodes:
        return []
    last = nodes[-1].lines[-1][0]
    down = max(0.0, (height - last - sizes.line) / 2)
    return [
        Node(one.key, one.x, round(one.y + down, 1),
             tuple((round(y + down, 1), text) for y, text in one.lines))
        for one in nodes
    ]  # fmt: skip


def _links(
    side: Counter[tuple[str, str]],
    bodies: list[Node],
    themes: list[Node],
    sizes: Sizes,
    called: str,
) -> list[Link]:
    body_at = {one.key: one.y for one in bodies}
    theme_at = {one.key: one.y for one in themes}
    start, end = (
        (sizes.left, sizes.theme[0]) if called == "near" else (sizes.right, sizes.theme[1])
    )
    middle, up = (start + end) / 2, sizes.line * 0.3
    links = []
    for (body, theme), n in sorted(side.items()):
        here, there = body_at[body] - up, theme_at[theme] - up
        path = f"M{start},{here:.1f}C{middle},{here:.1f} {middle},{there:.1f} {end},{there:.1f}"
        links.append(Link(path, round(1.2 + math.log2(n) * 1.4, 1), called))
    return links
