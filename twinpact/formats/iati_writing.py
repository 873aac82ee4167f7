"""Agreements and their programmes as a file of IATI 2.03.

An agreement is an activity at hierarchy 1, each activity of its annual programmes one at hierarchy
2. What the standard has no room for (form, motivation, steps, renewal …) stands in our own
namespace, as its schema allows. The same agreements always give the same bytes.
"""

from collections.abc import Iterable, Iterator

from twinpact.agreements.partial_dates import PartialDate
from twinpact.formats.iati_agreement import (
    PublishedAgreement,
    PublishedDocument,
    PublishedOrganization,
    PublishedPlace,
    PublishedTransaction,
)
from twinpact.formats.iati_elements import (
    Element,
    IatiFile,
    attributes,
    element,
    narrative_elements,
    ours,
    write_iati_file,
)
from twinpact.formats.iati_names import LANGUAGE, VERSION
from twinpact.formats.iati_parts import (
    CODE,
    countries_elements,
    own_attributes,
    plain,
    sectors,
    shown,
    texts,
)
from twinpact.formats.iati_programme_writing import (
    activity_elements,
    activity_identifier,
    programme_elements,
)
from twinpact.vocabularies import term

_OVER = frozenset({"expired", "terminated"})
_PIPELINE = "1"
_EPSG = "http://www.opengis.net/def/crs/EPSG/0/4326"


def agreements_as_iati(
    agreements: Iterable[PublishedAgreement], *, generated: str | None = None
) -> bytes:
    """The file. ``generated`` is the moment of writing as ISO 8601, where it is to be told."""
    told: dict[str, str | None] = {"version": VERSION, "generated-datetime": generated}
    activities = tuple(one for agreement in agreements for one in agreement_elements(agreement))
    return write_iati_file(IatiFile(activities, attributes=attributes(told)))


def iati_pieces(
    agreements: Iterable[PublishedAgreement], *, generated: str | None = None
) -> Iterator[bytes]:
    """The same file piece by piece, one agreement at a time, however many there are."""
    head, _, tail = agreements_as_iati((), generated=generated).rpartition(b"/>")
    yield head + b">\n"
    for agreement in agreements:
        whole = agreements_as_iati((agreement,))
        start = whole.index(b">", whole.index(b"<iati-activities")) + 1
        yield whole[start : whole.rindex(b"</iati-activities>")].strip(b"\n") + b"\n"
    yield b"</iati-activities>" + tail


def agreement_elements(published: PublishedAgreement) -> list[Element]:
    """The activity of an agreement, and those of its programmes."""
    return [agreement_element(published), *activity_elements(published)]


def agreement_element(published: PublishedAgreement) -> Element:
    """The activity of the agreement itself, at hierarchy 1."""
    told = {
        "hierarchy": "1",
        LANGUAGE: published.language or None,
        "default-currency": published.currency,
        "last-updated-datetime": published.updated,
        **dict(published.attributes),
    }
    publisher = published.publisher
    about = {"ref": publisher.ref, "type": publisher.kind}
    as_it_came = any(one.name == "reporting-org" for one in published.kept)
    parts: list[Element | None] = [
        element("iati-identifier", text=published.identifier),
        None
        if as_it_came
        else texts("reporting-org", publisher.names, **about) or element("reporting-org", about),
        texts("title", published.titles),
        texts("description", published.descriptions, type="1"),
        *(organization_element(one) for one in published.organizations),
        status_element(published),
        *dates_elements(published),
        *countries_elements(published.countries),
        *(place_element(one) for one in published.places),
        *sectors(published.themes),
        *(element("tag", {"vocabulary": "2", "code": str(goal)}) for goal in published.goals),
        *(transaction_element(one) for one in published.transactions),
        *(document_element(one) for one in published.documents),
        *_related(published),
        own_element(published),
        *(one for programme in published.programmes for one in programme_elements(programme)),
        *published.kept,
    ]
    return element("iati-activity", told, parts)


def organization_element(one: PublishedOrganization) -> Element:
    side = None if one.side is None else str(one.side)
    told = {"role": one.role, "ref": one.ref, "type": one.kind, **own_attributes({"side": side})}
    return element("participating-org", told, narrative_elements(one.names))


def status_element(published: PublishedAgreement) -> Element | None:
    if published.state is None:
        return None
    code: str = term("states", published.state).extra["iati"]
    return element("activity-status", {"code": code, ours("state"): published.state})


def dates_elements(published: PublishedAgreement) -> list[Element | None]:
    """Signature as the planned start, force as the actual; the end planned until it is over."""
    over = published.state in _OVER
    started = published.state is not None and (
        term("states", published.state).extra["iati"] != _PIPELINE
    )
    return [
        _date("signed", "1", published.signed),
        _date("in_force", "2" if started else "1", published.in_force),
        _date("ends", "4" if over else "3", published.ends),
    ]


def _date(name: str, kind: str, when: PartialDate) -> Element | None:
    """A date; of a month or a year the first (of an end the last) day, with its words beside it.

    The standard wants a day; "the narrative content may contain text for accurately recording
    less specific dates" (activity-date, IATI 2.03).
    """
    iso = when.latest if name == "ends" else when.earliest
    if iso is None:
        return None
    told = {"type": kind, "iso-date": iso.isoformat(), ours("date"): name}
    words = None if when.precision == "day" else plain("x", when.isoformat())
    return element("activity-date", told, () if words is None else words.children)


def place_element(place: PublishedPlace) -> Element:
    code = None
    if place.geonames:
        code = element("location-id", {"vocabulary": "G1", "code": place.geonames})
    point = None
    if place.point is not None:
        pos = element("pos", text=" ".join(place.point))
        point = element("point", {"srsName": _EPSG}, [pos])
    side = None if place.side is None else str(place.side)
    own = own_attributes({"side": side, "iso-3166-2": place.iso_3166_2})
    return element("location", own, [code, texts("name", place.names), point])


def document_element(document: PublishedDocument) -> Element:
    parts: list[Element | None] = [
        texts("title", document.titles),
        element("category", {"code": document.category}),
        *(element("language", {"code": code}) for code in document.languages),
        None if document.on is None
        else element("document-date", {"iso-date": document.on.isoformat()}),
    ]  # fmt: skip
    return element("document-link", {"url": document.url, "format": document.format}, parts)


def transaction_element(one: PublishedTransaction) -> Element:
    value = {"currency": one.amount.currency, "value-date": one.on.isoformat()}
    parts = [
        element("transaction-type", {"code": one.kind}),
        element("transaction-date", {"iso-date": one.on.isoformat()}),
        element("value", value, text=shown(one.amount.amount)),
        plain("description", one.description),
        plain("provider-org", one.provider),
        plain("receiver-org", one.receiver),
    ]
    return element("transaction", {"ref": one.code, CODE: one.code}, parts)


def _related(published: PublishedAgreement) -> list[Element]:
    return [
        element("related-activity", {
            "ref": activity_identifier(published.identifier, programme, activity), "type": "2",
        })
        for programme in published.programmes
        for activity in programme.activities
    ]  # fmt: skip


def own_element(published: PublishedAgreement) -> Element | None:
    """What IATI has no room for."""
    told = {
        "form": published.form,
        "scope": published.scope,
        "motivations": " ".join(published.motivations) or None,
        "themes": " ".join(published.themes) or None,
        "languages": " ".join(published.languages) or None,
    }
    renewal = None if not published.renewal else element(ours("renewal"), text=published.renewal)
    steps = [
        element(ours("step"), {"step": one.step, "on": one.on.isoformat()}, text=one.reason)
        for one in published.steps
    ]
    registrations = [
        element(ours("registration"), {
            "authority": one.authority, "number": one.number or None,
            "on": one.on.isoformat() or None,
        })
        for one in published.registrations
    ]  # fmt: skip
    cells = [
        element(ours("record"), {"column": column}, text=text) for column, text in published.record
    ]
    own = element(ours("agreement"), told, [renewal, *steps, *registrations, *cells])
    return own if own.attributes or own.children else None
