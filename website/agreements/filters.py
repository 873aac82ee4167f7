"""What a reader asked the list for, as it stands in the address."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from urllib.parse import urlencode

SORTS = ("-signed", "signed", "-changed", "id")
LARGEST_PAGE = 200
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """The list's filters; the empty text means no filter, ``unknown`` asks for unknown values.

    ``signed_from`` and ``signed_to`` are years or ISO days. ``country`` is ISO 3166-1 alpha-2,
    ``region`` a UN M49 code, ``place`` a place id (its parts count too), ``level`` the level of
    the near side.
    """

    q: str = ""
    place: str = ""
    country: str = ""
    region: str = ""
    level: str = ""
    form: str = ""
    theme: str = ""
    motivation: str = ""
    state: str = ""
    signed_from: str = ""
    signed_to: str = ""
    finding: str = ""
    publication: str = ""
    office: str = ""
    sort: str = "-signed"
    page: int = 1
    page_size: int = 25

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Filters":
        """Read an address; what cannot be meant is left out, never an error."""
        texts = {
            field.name: clean(query.get(field.name, ""))
            for field in fields(cls)
            if field.type in ("str", str) and field.name != "sort"
        }
        sort = query.get("sort", "")
        return cls(
            **texts,
            sort=sort if sort in SORTS else "-signed",
            page=whole(query.get("page"), least=1, most=1_000_000, otherwise=1),
            page_size=whole(query.get("page_size"), least=1, most=LARGEST_PAGE, otherwise=25),
        )

    def to_query(self, **changes: object) -> str:
        """The address of this selection, with changes; a changed filter starts at page 1."""
        if changes and "page" not in changes:
            changes["page"] = 1
        changed = replace(self, **changes)
        plain = Filters()
        return urlencode(
            {
                field.name: getattr(changed, field.name)
                for field in fields(self)
                if getattr(changed, field.name) != getattr(plain, field.name)
            }
        )

    def without(self, name: str) -> "Filters":
        """The same selection without one of its filters."""
        return Filters(**{**asdict(self), name: ""})

    def active(self) -> dict[str, str]:
        """The filters that are set, without order and page."""
        return {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if field.name not in ("sort", "page", "page_size") and getattr(self, field.name)
        }


def clean(text: str) -> str:
    """A query's text without control signs, of bearable length."""
    return "".join(sign for sign in text if sign.isprintable()).strip()[:LONGEST]


def whole(text: str | None, *, least: int, most: int, otherwise: int) -> int:
    """A whole number within bounds."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 9:
        return otherwise
    return max(least, min(most, int(text)))
