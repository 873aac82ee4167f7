"""Agreements out of a file of IATI: our own without loss; of others, what we hold and the rest.

A part of an activity is taken into our own fields only where writing it again gives the same part.
Everything else is kept as it came and goes out again, so nothing of a file is lost.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from twinpact.agreements.partial_dates import UNKNOWN_DATE, PartialDate
from twinpact.formats.iati_agreement import (
    PublishedAgreement,
    PublishedDocument,
    PublishedOrganization,
    PublishedPlace,
    PublishedRegistration,
    PublishedStep,
    PublishedTransaction,
)
from twinpact.formats.iati_elements import Element, IatiFile, narratives, ours, read_iati_file
from twinpact.formats.iati_names import LANGUAGE
from twinpact.formats.iati_parts import (
    countries_elements,
    day,
    money,
    partial,
    said,
    sectors,
    whole,
    words,
)
from twinpact.formats.iati_programme_reading import programmes_of, updates_of
from twinpact.formats.iati_programme_writing import programme_elements
from twinpact.formats.iati_upgrade import upgraded
from twinpact.formats.iati_writing import (
    agreement_element,
    dates_elements,
    document_element,
    organization_element,
    own_element,
    place_element,
    status_element,
    transaction_element,
)
from twinpact.formats.table import Limits
from twinpact.vocabularies import terms

Part = TypeVar("Part")
_OWN_ATTRIBUTES = (LANGUAGE, "default-currency", "last-updated-datetime")


def agreements_from_iati(
    content: bytes, limits: Limits | None = None
) -> tuple[PublishedAgreement, ...]:
    """The agreements of a file of IATI 1.0x or 2.0x, with their programmes.

    Activities of our own programmes stand in them; every other activity is a record of its own.

    Raises:
        UnreadableFileError: It is no file of IATI activities, or our own parts are damaged.
    """
    file = upgraded(read_iati_file(content, limits))
    return agreements_of_file(file)


def agreements_of_file(file: IatiFile) -> tuple[PublishedAgreement, ...]:
    """The agreements of a file that was read and is of version 2."""
    mine: dict[str, list[Element]] = {}
    others: list[Element] = []
    parents = {
        _identifier(one) for one in file.activities if one.first(ours("programme")) is not None
    }
    for activity in file.activities:
        parent = next(
            (one.get("ref") for one in activity.all("related-activity") if one.get("type") == "1"),
            None,
        )
        if activity.first(ours("activity")) is not None and parent in parents:
            mine.setdefault(parent or "", []).append(activity)
        else:
            others.append(activity)
    return tuple(_agreement(one, mine.get(_identifier(one), [])) for one in others)


def _agreement(activity: Element, activities: list[Element]) -> PublishedAgreement:
    taking = _Taking(activity)
    own = taking.one(ours("agreement")) or Element("none")
    programmes = programmes_of(activity, activities)
    publisher = taking.publisher()
    published = PublishedAgreement(
        identifier=_identifier(activity),
        publisher=publisher,
        language=activity.get(LANGUAGE) or "",
        currency=activity.get("default-currency"),
        updated=activity.get("last-updated-datetime"),
        titles=taking.texts("title", None),
        descriptions=taking.texts("description", "1"),
        organizations=taking.parts("participating-org", _organization, organization_element),
        form=own.get("form"),
        scope=own.get("scope"),
        motivations=words(own.get("motivations")),
        languages=words(own.get("languages")),
        renewal=_own_text(own, "renewal"),
        countries=taking.countries(),
        places=taking.parts("location", _place, place_element),
        themes=taking.themes(own),
        goals=taking.goals(),
        documents=taking.parts("document-link", _document, document_element),
        transactions=taking.parts("transaction", _transaction, transaction_element),
        steps=tuple(_steps(own)),
        registrations=tuple(_registrations(own)),
        record=tuple(_record(own)),
        programmes=programmes,
        updates=updates_of(activities),
        state=taking.state(),
        signed=taking.date("signed"),
        in_force=taking.date("in_force"),
        ends=taking.date("ends"),
    )
    return taking.completed(published)


class _Taking:
    """The parts of an activity that are still to be taken; what is left is kept."""

    def __init__(self, activity: Element) -> None:
        self.activity = activity
        self.left: list[Element] = list(activity.children)

    def one(self, name: str) -> Element | None:
        """The first part of a name, which our own writer will write again."""
        return self.activity.first(name)

    def parts(
        self,
        name: str,
        read: Callable[[Element], Part | None],
        write: Callable[[Part], Element],
    ) -> tuple[Part, ...]:
        """The parts of a name that come out again as they went in."""
        found: list[Part] = []
        for one in self.activity.all(name):
            part = read(one)
            if part is not None and write(part) == one:
                found.append(part)
                self.left.remove(one)
        return tuple(found)

    def texts(self, name: str, kind: str | None) -> tuple[tuple[str | None, str], ...]:
        """The texts of a part that holds nothing else."""
        for one in self.activity.all(name):
            plain = all(child.name == "narrative" for child in one.children)
            if plain and one.get("type") == kind and one.children and _spoken(one):
                self.left.remove(one)
                return narratives(one)
        return ()

    def publisher(self) -> PublishedOrganization:
        one = self.activity.first("reporting-org") or Element("reporting-org")
        return PublishedOrganization(narratives(one), one.get("ref"), one.get("type"))

    def themes(self, own: Element) -> tuple[str, ...]:
        themes = tuple(one for one in words(own.get("themes")) if one in terms("themes"))
        self._group("sector", sectors(themes))
        return themes

    def countries(self) -> tuple[str, ...]:
        codes = tuple(one.get("code") or "" for one in self.activity.all("recipient-country"))
        if self._group("recipient-country", countries_elements(codes)):
            return codes
        return ()

    def goals(self) -> tuple[int, ...]:
        found: list[int] = []
        for one in self.activity.all("tag"):
            goal = whole(one.get("code"))
            plain = len(one.attributes) == 2 and not one.children
            if one.get("vocabulary") == "2" and goal is not None and plain:
                found.append(goal)
                self.left.remove(one)
        return tuple(found)

    def state(self) -> str | None:
        """The state that our own file tells."""
        status = self.one("activity-status")
        state = None if status is None else status.get(ours("state"))
        return state if state in terms("states") else None

    def date(self, name: str) -> PartialDate:
        """A date that our own file tells as ours."""
        for one in self.activity.all("activity-date"):
            if one.get(ours("date")) == name:
                return _when(one)
        return UNKNOWN_DATE

    def completed(self, published: PublishedAgreement) -> PublishedAgreement:
        """The agreement with what is kept: parts and attributes that it does not write itself."""
        written: list[Element | None] = [
            status_element(published),
            *dates_elements(published),
            own_element(published),
            *(one for p in published.programmes for one in programme_elements(p)),
        ]
        again = agreement_element(published)
        names = {"iati-identifier", "reporting-org", "related-activity"}
        written += [one for one in again.children if one.name in names]
        for one in written:
            if one in self.left:
                self.left.remove(one)
        had, has = dict(self.activity.attributes), dict(again.attributes)
        more = {name: value for name, value in had.items() if has.get(name) != value}
        return replace(published, kept=tuple(self.left), attributes=tuple(sorted(more.items())))

    def _group(self, name: str, written: list[Element]) -> bool:
        """Whether all parts of a name are just those that would be written."""
        if list(self.activity.all(name)) != written:
            return False
        for one in written:
            self.left.remove(one)
        return True


def _identifier(activity: Element) -> str:
    one = activity.first("iati-identifier")
    return "" if one is None else one.text


def _spoken(one: Element) -> bool:
    """Whether every narrative says something, and nothing else than its language."""
    return all(
        child.text and set(dict(child.attributes)) <= {LANGUAGE} and not child.children
        for child in one.children
    )


def _when(one: Element) -> PartialDate:
    written = said(one)
    if written:
        return partial(written)
    found = day(one.get("iso-date"))
    return UNKNOWN_DATE if found is None else PartialDate(found, found, "day")


def _organization(one: Element) -> PublishedOrganization:
    return PublishedOrganization(
        narratives(one),
        one.get("ref"),
        one.get("type"),
        one.get("role") or "",
        whole(one.get(ours("side"))),
    )


def _place(one: Element) -> PublishedPlace:
    code = one.first("location-id")
    point = one.first("point")
    pos = None if point is None else point.first("pos")
    numbers = [] if pos is None else pos.text.split()
    return PublishedPlace(
        narratives(one.first("name")),
        None if code is None else code.get("code"),
        one.get(ours("iso-3166-2")),
        (numbers[0], numbers[1]) if len(numbers) == 2 else None,
        whole(one.get(ours("side"))),
    )


def _document(one: Element) -> PublishedDocument:
    category = one.first("category")
    on = one.first("document-date")
    return PublishedDocument(
        one.get("url") or "",
        narratives(one.first("title")),
        one.get("format") or "",
        "" if category is None else category.get("code") or "",
        tuple(language.get("code") or "" for language in one.all("language")),
        None if on is None else day(on.get("iso-date")),
    )


def _transaction(one: Element) -> PublishedTransaction | None:
    kind, when, value = (
        one.first(name) for name in ("transaction-type", "transaction-date", "value")
    )
    if kind is None or when is None or value is None:
        return None
    on, amount = day(when.get("iso-date")), money(value.text, value.get("currency"))
    if on is None or amount is None:
        return None
    told = (said(one.first(name)) for name in ("description", "provider-org", "receiver-org"))
    return PublishedTransaction(one.get("ref") or "", kind.get("code") or "", on, amount, *told)


def _own_text(own: Element, name: str) -> str | None:
    one = own.first(ours(name))
    return None if one is None else one.text


def _steps(own: Element) -> Iterator[PublishedStep]:
    for one in own.all(ours("step")):
        on = day(one.get("on"))
        if on is not None:
            yield PublishedStep(one.get("step") or "", on, one.text)


def _registrations(own: Element) -> Iterator[PublishedRegistration]:
    for one in own.all(ours("registration")):
        yield PublishedRegistration(
            one.get("authority") or "", one.get("number") or "", partial(one.get("on"))
        )


def _record(own: Element) -> Iterator[tuple[str, str]]:
    for one in own.all(ours("record")):
        yield one.get("column") or "", one.text
