"""Whether an IATI file follows the standard 2.03: its schema, its rule set and its code lists."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from lxml import etree

from twinpact.agreements.findings import Severity
from twinpact.formats.iati_codes import code_findings, code_list
from twinpact.formats.iati_findings import OTHERS, RULES, IatiFinding
from twinpact.formats.iati_names import OUR_CODE
from twinpact.formats.markup import parse_xml
from twinpact.formats.table import UnreadableFileError
from twinpact.vocabularies import terms

_MOST_OF_SCHEMA = 200
_SHOWN = 80
_ATTRIBUTE = re.compile(r"@([\w:-]+)$")
_XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the standard: where it is asked, and what must hold there."""

    id: str
    code: str
    severity: Severity
    at: etree.XPath
    holds: etree.XPath
    about: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of the list ``iati_rules``, in its order."""
    return tuple(
        Rule(
            id=code.removeprefix("r").replace("_", "."),
            code=code,
            severity=word.extra["severity"],
            at=etree.XPath(word.extra["at"]),
            holds=etree.XPath(f"boolean({word.extra['holds']})"),
            about=word.extra["about"],
        )
        for code, word in terms(RULES).items()
    )


def check_iati(content: bytes, *, on: date) -> list[IatiFinding]:
    """Everything in which a file of activities does not follow IATI 2.03, in the file's order.

    The schema and the code lists are the standard's own; the rules are those of its rule set, by
    the numbers that its validator shows. ``on`` is the day that counts as today.

    Raises:
        UnreadableFileError: The content is not XML that can be read, or no file of activities.
    """
    root = parse_xml(content)
    if root.tag != "iati-activities":
        raise UnreadableFileError("this is no file of IATI activities.")
    version = root.get("version", "")
    if not version.startswith("2."):
        found = IatiFinding("version", "version_not_checked", "error", "@version", OTHERS,
                            line=root.sourceline, values={"value": version[:20]})  # fmt: skip
        return [found]
    activities = root.findall("iati-activity")
    seen = Counter(_identifier(one) for one in activities)
    found_all = list(_schema_findings(root))
    if version not in code_list("Version").codes:
        values = {"value": version[:20], "list": "Version"}
        found_all.append(IatiFinding("9.1.1", "code_not_on_list", "error", "@version", OTHERS,
                                     line=root.sourceline, values=values))  # fmt: skip
    for activity in activities:
        repeated = seen[_identifier(activity)] > 1
        found_all += _rule_findings(activity, on, repeated)
        found_all += [_placed(one, activity) for one in code_findings(activity)]
    return sorted(found_all, key=lambda one: (one.line or 0, _numbers(one.rule), one.path))


def _rule_findings(activity: Any, on: date, repeated: bool) -> Iterator[IatiFinding]:
    today = on.year * 10_000 + on.month * 100 + on.day
    for rule in rules():
        for node in rule.at(activity):
            vocabulary = node.get("vocabulary") or "1"
            text = (node.text or "").strip()
            if not rule.holds(
                node, today=today, vocabulary=vocabulary, value=text, repeated=repeated
            ):
                yield _placed(_finding(rule, node), activity, node)


def _finding(rule: Rule, node: Any) -> IatiFinding:
    return IatiFinding(
        rule.id,
        rule.code,
        rule.severity,
        rule.about,
        path=node.getroottree().getelementpath(node),
        line=node.sourceline,
        values={"value": _value(rule, node)[:_SHOWN]},
    )


def _value(rule: Rule, node: Any) -> str:
    """What the element or attribute of which the rule speaks says, as it stands."""
    if found := _ATTRIBUTE.search(rule.about):
        written = node.get(found[1].replace("xml:", _XML))
        return "" if written is None else str(written)
    return " ".join((node.text or "").split())


def _placed(found: IatiFinding, activity: Any, node: Any = None) -> IatiFinding:
    """The finding with the identifier of its activity, and our own code where there is one."""
    if node is None:
        tree = activity.getroottree()
        node = tree.find(found.path) if found.path else activity
    return replace(found, activity=_identifier(activity), ours=_our_code(node))


def _schema_findings(root: Any) -> Iterator[IatiFinding]:
    schema = _schema()
    if schema.validate(root):
        return
    told: Iterable[Any] = schema.error_log
    for error in list(told)[:_MOST_OF_SCHEMA]:
        path = error.path or ""
        found = _at(root, path) if path else []
        node = found[0] if found else root
        element = node.tag if isinstance(node.tag, str) else "?"
        holder = node if element == "iati-activity" else _ancestor(node)
        values = {"element": element, "line": error.line, "problem": error.message[:300]}
        yield IatiFinding(
            "schema",
            "schema_not_met",
            "error",
            element,
            OTHERS,
            activity=None if holder is None else _identifier(holder),
            path=node.getroottree().getelementpath(node),
            line=error.line,
            ours=_our_code(node),
            values=values,
        )


def _at(root: Any, path: str) -> list[Any]:
    """The nodes at a path of the schema's error log, which names them by the file's prefixes."""
    known = {prefix: uri for node in root.iter() for prefix, uri in node.nsmap.items() if prefix}
    try:
        return list(root.xpath(path, namespaces=known))
    except etree.XPathError:
        return []


def _ancestor(node: Any) -> Any:
    return next((one for one in node.iterancestors("iati-activity")), None)


def _our_code(node: Any) -> str | None:
    while node is not None:
        if code := node.get(OUR_CODE):
            return str(code)
        node = node.getparent()
    return None


def _identifier(activity: Any) -> str | None:
    written = activity.findtext("iati-identifier")
    return " ".join(written.split()) if written else None


def _numbers(rule: str) -> tuple[int, ...]:
    return tuple(int(part) for part in rule.split(".")) if rule[0].isdigit() else (0,)


@cache
def _schema() -> etree.XMLSchema:
    folder = files("twinpact.formats").joinpath("iati_standard")
    with as_file(folder) as there:
        path = there / "iati-activities-schema.xsd"
        return etree.XMLSchema(etree.parse(str(path), etree.XMLParser(no_network=True)))
