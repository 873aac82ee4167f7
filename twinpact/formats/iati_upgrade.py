"""Activities of IATI 1.0x as those of 2.03: codes for words, narratives for bare texts.

After the standard's own notes on version 2.01: texts move into ``narrative``, dates into
``iso-date``, and the words of the code lists become numbers.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from twinpact.formats.iati_elements import Element, IatiFile, attributes, element, in_order
from twinpact.formats.iati_names import OURS, VERSION

OUR_TEXT = f"{{{OURS}}}text"
"""A child with what an element said in words that version 2 has no room for, such as a label."""

_DATES = {"start-planned": "1", "start-actual": "2", "end-planned": "3", "end-actual": "4"}
_ROLES = {"Funding": "1", "Accountable": "2", "Extending": "3", "Implementing": "4"}
_TRANSACTIONS = {
    "IF": "1", "C": "2", "D": "3", "E": "4", "IR": "5", "LR": "6", "R": "7", "QP": "8",
    "QS": "9", "CG": "10",
}  # fmt: skip
_VOCABULARIES = {
    "DAC": "1", "DAC-3": "2", "COFOG": "3", "NACE": "4", "NTEE": "5", "ADT": "6", "WB": "98",
    "RO": "99",
}  # fmt: skip
_WORDS: Mapping[tuple[str, str], Mapping[str, str]] = MappingProxyType(
    {
        ("activity-date", "type"): _DATES,
        ("participating-org", "role"): _ROLES,
        ("transaction-type", "code"): _TRANSACTIONS,
        ("sector", "vocabulary"): _VOCABULARIES,
        ("policy-marker", "vocabulary"): _VOCABULARIES,
    }
)
_SPOKEN = frozenset(
    {
        "title", "description", "reporting-org", "participating-org", "provider-org",
        "receiver-org", "recipient-country", "recipient-region", "sector", "policy-marker",
        "condition", "owner-org", "comment",
    }
)  # fmt: skip
"""Elements whose text is a narrative in version 2."""
_SPOKEN_CONTACT = frozenset(
    {"organisation", "department", "person-name", "job-title", "mailing-address"}
)
_BARE = frozenset(
    {
        "iati-identifier", "value", "telephone", "email", "website", "narrative", "pos",
        "channel-code", "forecast",
    }
)  # fmt: skip
_DAYS = ("iso-date", "value-date")
_TRANSACTION = ("transaction-type", "transaction-date", "value", "description", "provider-org",
                "receiver-org", "disbursement-channel", "sector")  # fmt: skip


def upgraded(file: IatiFile) -> IatiFile:
    """The file as one of version 2.03; a file of version 2.0x only has its number changed."""
    told = {**dict(file.attributes), "version": VERSION}
    activities = file.activities
    if not file.version.startswith("2."):
        activities = tuple(in_order(_element(one, "")) for one in activities)
    return replace(file, activities=activities, attributes=attributes(dict(told)))


def _element(one: Element, holder: str) -> Element:
    own = {name: _word(one.name, name, value) for name, value in one.attributes}
    for name in _DAYS:
        if name in own:
            own[name] = own[name].removesuffix("Z")
    children = [_element(child, one.name) for child in one.children]
    text = one.text
    if one.name == "activity-date" and text and "iso-date" not in own:
        own["iso-date"], text = text.removesuffix("Z"), ""
    if one.name == "transaction":
        rank = {name: number for number, name in enumerate(_TRANSACTION)}
        children.sort(key=lambda child: rank.get(child.name, len(rank)))
    if text and _is_spoken(one.name, holder):
        children.insert(0, element("narrative", text=text))
        text = ""
    elif text and one.name not in _BARE and not one.name.startswith("{"):
        children.append(element(OUR_TEXT, text=text))
        text = ""
    return Element(one.name, attributes({**own}), text, tuple(children))


def _is_spoken(name: str, holder: str) -> bool:
    return name in _SPOKEN or (holder == "contact-info" and name in _SPOKEN_CONTACT)


def _word(name: str, attribute: str, value: str) -> str:
    return _WORDS.get((name, attribute), {}).get(value, value)
