"""Activities that were published in the IATI standard, versions 1.0x and 2.0x, as agreements."""

from collections.abc import Iterable, Iterator
from typing import Any

from twinpact.agreements.parsing.themes import theme_of_sector
from twinpact.agreements.parsing.words import join_words
from twinpact.formats.iati_names import OURS
from twinpact.formats.iati_reading import agreements_from_iati
from twinpact.formats.markup import elements
from twinpact.formats.table import Limits, Table, UnreadableFileError, table_of_records
from twinpact.places import UnknownPlaceError, place
from twinpact.vocabularies import terms

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DAC = frozenset({None, "", "1", "DAC", "2", "DAC-3"})
_STATES = {"1": "exploration", "2": "in_force", "3": "in_force", "4": "expired",
           "5": "terminated", "6": "suspended"}  # fmt: skip
_STARTS = ("2", "start-actual", "1", "start-planned")
_ENDS = ("4", "end-actual", "3", "end-planned")
_ROLES = {"1": "Funding", "2": "Accountable", "3": "Extending", "4": "Implementing"}
_TYPES = {"C": "Commitment", "D": "Disbursement", "E": "Expenditure", "IF": "Incoming funds",
          "R": "Reimbursement", "LR": "Loan repayment", "IR": "Interest repayment",
          "QP": "Equity purchase", "QS": "Equity sale", "CG": "Credit guarantee",
          "1": "Incoming funds", "2": "Commitment", "3": "Disbursement",
          "4": "Expenditure"}  # fmt: skip
_TOLD = frozenset(
    {
        "iati-identifier", "reporting-org", "participating-org", "title", "description",
        "recipient-country", "recipient-region", "location", "activity-date", "activity-status",
        "sector", "transaction", "budget",
    }
)  # fmt: skip

Record = dict[str, str | None]
Where = tuple[str, str | None]
"""The name of a territory and its country's code."""
_PARENT, _CHILD = "1", "2"


def read_iati(content: bytes, limits: Limits) -> Table:
    """A draft agreement of each activity, with the activity's identifier as its key.

    The first party is the reporting organization and, where the activity names it, its country;
    the second is where the activity takes place: its locations, else the recipient countries, else
    regions; where it names none, where its parts take place (the activities of the file that are
    its children). The other participating organizations follow. An activity is a project, so its
    form is that of a project partnership. All else that the activity says stands under its IATI
    name.
    Mapping of states and dates: IATI code lists ActivityStatus and ActivityDateType.

    Of a file that a register like this one wrote, an agreement is read just as it was held there,
    and the activities of its programmes are none of their own: they stand in the programmes
    (``iati_reading``).
    """
    held = _held(content, limits)
    of_parts = _places_of_parts(content)
    records: list[Record] = []
    cells = 0
    for activity in elements(content, "iati-activity"):
        identifier = _text(_first(activity, "iati-identifier"))
        if held is not None and identifier not in held:
            continue
        own = {} if held is None else held[identifier]
        elsewhere = of_parts.get(identifier or "", [])
        records.append(_record(activity, elsewhere) if not own else _own_record(activity, own))
        cells += len(records[-1])
        if cells > limits.cells:
            raise UnreadableFileError("the file has more activities than can be read.")
    if not records:
        raise UnreadableFileError("the IATI file holds no activity.")
    return table_of_records(records, kind="iati", limits=limits)


def _held(content: bytes, limits: Limits) -> dict[str | None, Record] | None:
    """What another register holds of each record of its file; None of a file of somebody else."""
    if OURS.encode() not in content:
        return None
    found = agreements_from_iati(content, limits)
    return {" ".join(one.identifier.split()) or None: dict(one.record) for one in found}


def _own_record(activity: Any, own: Record) -> Record:
    """The row as the other register holds it, with all else that the activity says."""
    language = activity.get(_LANGUAGE) or "en"
    rest = {f"iati {name}": text for name, text in _others(activity, language)}
    return {**own, "key": _text(_first(activity, "iati-identifier")), **rest}


def _places_of_parts(content: bytes) -> dict[str, list[Where]]:
    """Where the children of each activity take place, by the identifier of the parent."""
    places: dict[str, list[Where]] = {}
    parts: dict[str, dict[str, None]] = {}
    for activity in elements(content, "iati-activity"):
        own = _text(_first(activity, "iati-identifier")) or ""
        places[own] = list(_places(activity, activity.get(_LANGUAGE) or "en"))
        for related in _children(activity, "related-activity"):
            other = (related.get("ref") or "").strip()
            if related.get("type") == _CHILD:
                parts.setdefault(own, {})[other] = None
            elif related.get("type") == _PARENT:
                parts.setdefault(other, {})[own] = None
    return {
        whole: list(dict.fromkeys(where for part in own for where in places.get(part, ())))
        for whole, own in parts.items()
    }


def _record(activity: Any, elsewhere: list[Where]) -> Record:
    language = activity.get(_LANGUAGE) or "en"
    title, description = (
        _narrative(_first(activity, name), language) for name in ("title", "description")
    )
    row: Record = {
        "key": _text(_first(activity, "iati-identifier")),
        "form": "project_partnership",
        "state": _state(_first(activity, "activity-status")),
        **_parties(activity, language, elsewhere),
        "in_force": _date(activity, _STARTS),
        "ends": _date(activity, _ENDS),
        "focus": ". ".join(t.rstrip(".") for t in (title, description) if t) or None,
        "themes": join_words(list(dict.fromkeys(_sectors(activity, language)))) or None,
        "budget": _budget(activity),
    }
    row |= {f"iati {name}": text for name, text in _others(activity, language)}
    return row


def _parties(activity: Any, language: str, elsewhere: list[Where]) -> Record:
    """The near side, where it takes place, and the organizations that take part."""
    reporting = _first(activity, "reporting-org")
    own = _narrative(reporting, language)
    row: Record = {"party_1": None, "party_1_organization": own, "party_2": None}
    others: list[str] = []
    for organization in _children(activity, "participating-org"):
        name = _narrative(organization, language)
        reference = organization.get("ref") or ""
        if _is_country(reference) and row["party_1"] is None:
            row |= {"party_1": name, "party_1_country": reference, "party_1_level": "country"}
        elif name and name != own and name not in others:
            others.append(name)
    if row["party_1"] is None and reporting is not None and reporting.get("type") in _LOCAL:
        row["party_1"] = own
        if _is_country(country := (reporting.get("ref") or "")[:2]):
            row["party_1_country"] = country
    where = list(_places(activity, language)) or elsewhere
    for number, (name, country) in enumerate(where, start=2):
        row |= {f"party_{number}": name, f"party_{number}_country": country}
    for number, name in enumerate(others, start=2 + len(where)):
        row[f"party_{number}_organization"] = name
    return row


_LOCAL = frozenset({"11", "15"})
"""Kinds of organization that are a territory's own: local and other public sector (IATI)."""


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()


def _country(code: str | None, language: str) -> str | None:
    """What a country is called of which only the code is told."""
    try:
        return code if code is None else place(code).name_in(language)
    except UnknownPlaceError:
        return code


def _places(activity: Any, language: str) -> Iterator[Where]:
    """The territories of an activity, the narrowest that it names; with their country."""
    countries = [
        (_narrative(one, language) or _country(one.get("code"), language), one.get("code"))
        for one in _children(activity, "recipient-country")
    ]
    only = countries[0][1] if len(countries) == 1 else None
    locations = [
        name
        for one in _children(activity, "location")
        if (name := _narrative(_first(one, "name"), language))
    ]
    if locations:
        yield from ((name, only) for name in dict.fromkeys(locations))
    elif countries:
        yield from dict.fromkeys((name, code) for name, code in countries if name)
    else:
        regions = (_narrative(one, language) for one in _children(activity, "recipient-region"))
        yield from ((name, None) for name in dict.fromkeys(filter(None, regions)))


def _state(status: Any) -> str | None:
    if status is None:
        return None
    return _STATES.get(status.get("code") or "", _text(status))


def _date(activity: Any, kinds: Iterable[str]) -> str | None:
    """The actual day, else the planned one; "2011-12-31Z" is the day."""
    by_kind = {
        one.get("type"): one for one in reversed(list(_children(activity, "activity-date")))
    }
    for kind in kinds:
        one = by_kind.get(kind)
        if one is not None and (day := one.get("iso-date") or _text(one)):
            return str(day).strip().removesuffix("Z")
    return None


def _sectors(activity: Any, language: str) -> Iterator[str]:
    """Each sector in its words, with the theme to which its code crosses in square brackets."""
    known = terms("sectors")
    for sector in _children(activity, "sector"):
        code = (sector.get("code") or "").strip()
        is_dac = sector.get("vocabulary") in _DAC
        label = known[code].in_language("en") if is_dac and code in known else code
        words = _narrative(sector, language) or label
        theme = theme_of_sector(code) if is_dac else None
        if words:
            yield f"{words} [{theme}]" if theme else words


def _budget(activity: Any) -> str | None:
    """The budget, where the activity has just one; several are kept as they are."""
    budgets = list(_children(activity, "budget"))
    return _amount(budgets[0], activity) if len(budgets) == 1 else None


def _amount(holder: Any, activity: Any) -> str | None:
    value = _first(holder, "value")
    amount = _text(value)
    if amount is None:
        return None
    return f"{amount} {value.get('currency') or activity.get('default-currency') or ''}".strip()


def _others(activity: Any, language: str) -> Iterator[tuple[str, str | None]]:
    """What no column of ours holds, in one cell for each name."""
    yield "default-currency", activity.get("default-currency")
    yield "hierarchy", activity.get("hierarchy")
    for name in ("title", "description"):
        yield name, _joined(_narratives(one) for one in _children(activity, name))
    roles = (
        (one.get("role"), _narrative(one, language), one.get("ref"))
        for one in _children(activity, "participating-org")
    )
    yield "participating-org", _joined([_ROLES.get(r or "", r), n, ref] for r, n, ref in roles)
    yield (
        "activity-date",
        _joined(
            [one.get("type"), one.get("iso-date") or _text(one)]
            for one in _children(activity, "activity-date")
        ),
    )
    yield (
        "transaction",
        _joined(_transaction(t, activity) for t in _children(activity, "transaction")),
    )
    yield "budget", _joined([_amount(one, activity)] for one in _children(activity, "budget"))
    rest: dict[str, list[list[str | None]]] = {}
    for child in activity:
        own_name = _name(child)
        if own_name and own_name not in _TOLD and not child.tag.startswith(f"{{{OURS}}}"):
            rest.setdefault(own_name, []).append(
                [child.get("code") or child.get("ref"), *_texts(child)]
            )
    for name, told in rest.items():
        yield name, _joined(told)


def _transaction(transaction: Any, activity: Any) -> list[str | None]:
    kind = _first(transaction, "transaction-type")
    day = _first(transaction, "transaction-date")
    code = "" if kind is None else kind.get("code") or ""
    return [
        _TYPES.get(code, code),
        None if day is None else (day.get("iso-date") or "").removesuffix("Z"),
        _amount(transaction, activity),
    ]


def _joined(told: Iterable[Iterable[str | None]]) -> str | None:
    words = [" ".join(part for part in one if part) for one in told]
    return join_words([one for one in words if one]) or None


def _narratives(element: Any) -> list[str | None]:
    """A text in all its languages; in version 1 it stands in the element itself."""
    return [_text(one) for one in _children(element, "narrative")] or [_text(element)]


def _narrative(element: Any, language: str) -> str | None:
    """A text in the language of the activity, else in the first one there is."""
    if element is None:
        return None
    told = [
        (one.get(_LANGUAGE) or language, _text(one)) for one in _children(element, "narrative")
    ]
    if not told:
        return _text(element)
    same = [text for spoken, text in told if spoken == language and text]
    return next(iter([*same, *(text for _, text in told if text)]), None)


def _texts(element: Any) -> Iterator[str]:
    for piece in element.itertext():
        if text := " ".join(piece.split()):
            yield text


def _text(element: Any) -> str | None:
    if element is None:
        return None
    return " ".join((element.text or "").split()) or None


def _first(element: Any, name: str) -> Any:
    return next(_children(element, name), None)


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if _name(child) == name)


def _name(element: Any) -> str | None:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else None
