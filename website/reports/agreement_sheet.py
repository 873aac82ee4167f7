"""The sheet of an agreement (*ficha técnica*): what is agreed, by whom, and what that rests on."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from website.agreements import convert, words
from website.agreements.documents import papers, with_versions
from website.agreements.models import Agreement, AgreementFinding, Document, Party
from website.agreements.queries import with_all
from website.agreements.sheet import evidence
from website.agreements.two_sides import two_sides, with_party_versions
from website.procedures.happenings import Happening
from website.procedures.queries import public_course
from website.reports.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Content,
    Facts,
    Heading,
    Letterhead,
    Light,
    Paragraph,
    Side,
    Sides,
    Table,
)
from website.reports.saying import of_the_register

KIND = "agreement_sheet"


def with_sheet(base: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Agreements with everything that the sheet says; a fixed number of queries."""
    return with_party_versions(with_all(base)).prefetch_related(
        "statements__source",
        Prefetch("documents", with_versions(Document.objects.all())),
        "registrations__authority",
        "findings",
        "later_links__later__parties__place",
        "earlier_links__earlier__parties__place",
    )


def agreement_sheet(row: Agreement, *, letterhead: Letterhead, on: date, public: bool) -> Content:
    """The sheet, in the language that is on. The ``public`` one tells what the public page tells.

    Links to agreements that are not published, findings and papers that are not public are left
    out of the public sheet.
    """
    parts = [
        *_head(row),
        *_about(row),
        Heading(_("The record")),
        Facts(tuple(_record(row, public=public))),
        *_papers(row, public=public),
        *_sides(row),
        *_course(public_course(row)),
        *([] if public else _findings(list(row.findings.all()))),
        *_sources(row),
    ]
    return Content(
        kind=KIND,
        title=words.title(row),
        subtitle=_("Agreement sheet · number %(number)s in the register") % {"number": row.pk},
        language=words.reader_language(),
        day=on,
        letterhead=letterhead,
        blocks=tuple(parts),
        source=of_the_register(on, letterhead),
    )


def _head(row: Agreement) -> Iterator[Block]:
    sides = tuple(_side(party) for party in row.parties.all())
    joined = [
        words.word("form", row.form) if row.form else "",
        _since(row),
        words.word("state", row.state) if row.state else "",
    ]
    yield Sides(sides, " · ".join(one for one in joined if one))


def _since(row: Agreement) -> str:
    day = words.date_words(row, "signed")
    return _("signed: %(day)s") % {"day": day} if day else ""


def _side(party: Party) -> Side:
    whereabouts = words.whereabouts(party.place) if party.place else ""
    second = words.second_name(party.place) if party.place else None
    body = party.organization.name if party.organization else ""
    return Side(
        words.party_name(party), " · ".join(one for one in (second, whereabouts) if one), body
    )


def _about(row: Agreement) -> Iterator[Block]:
    yield Heading(_("What it is about"))
    if row.focus:
        yield Paragraph(row.focus, "quote")
    else:
        yield Paragraph(_("No source says what it is about."))
    themes = [
        f"{theme.written} = {words.word('theme', theme.theme)}" if theme.theme else theme.written
        for theme in row.themes.all()
    ]
    if themes:
        yield Heading(_("Themes"), 2)
        yield Bullets(tuple(themes))


def _record(row: Agreement, *, public: bool) -> Iterator[tuple[str, Cell]]:
    for party in row.parties.all():
        yield _("Party %(number)s") % {"number": party.position}, party.written
    for name, label in (("form", _("Form")), ("scope", _("Scope")), ("state", _("State"))):
        code = getattr(row, name)
        yield label, words.word(name, code) if code else None
    for name, label in (
        ("signed", _("Signed")), ("in_force", _("In force since")), ("ends", _("Ends")),
    ):  # fmt: skip
        day = convert.partial_date(row, name)
        yield label, None if day.earliest is None else day
    yield _("Renewal"), row.renewal
    languages = "; ".join(words.word("language", code) for code in row.languages)
    yield _("Languages of the text"), languages or None
    yield _("Motivations"), _motivations(row)
    for entry in row.registrations.all():
        number = _("number %(number)s") % {"number": entry.number}
        yield _("Registrations"), f"{entry.authority}, {number}"
    yield from _links(row, public=public)
    yield _("Kept by"), str(row.office)
    if not public:
        yield _("Publication"), row.get_publication_display()


def _motivations(row: Agreement) -> str | None:
    told = [
        f"{words.word('motivation', one.motivation)}: {one.ground}"
        if one.ground
        else words.word("motivation", one.motivation)
        for one in row.motivations.all()
    ]
    return "\n".join(told) or None


def _links(row: Agreement, *, public: bool) -> Iterator[tuple[str, Cell]]:
    told = [(link, link.earlier, True) for link in row.earlier_links.all()]
    told += [(link, link.later, False) for link in row.later_links.all()]
    for link, other, is_earlier in told:
        if public and other.publication != "published":
            continue
        name, kind = words.title(other), link.get_kind_display()
        yield _("Before and after"), f"{kind} {name}" if is_earlier else f"{name} {kind}"


def _papers(row: Agreement, *, public: bool) -> Iterator[Block]:
    yield Heading(_("Documents"))
    rows: list[tuple[Cell, ...]] = []
    for paper in papers(list(row.documents.all())):
        for version in paper.versions:
            one = version.document
            if public and not one.public:
                continue
            added = None if one.added_at is None else one.added_at.date()
            language = words.word("language", one.language) if one.language else None
            signed = None if one.signed is None else _("yes") if one.signed else _("no")
            rows.append((one.title, one.get_kind_display(), one.version, language, signed, added))
    yield Table(
        _("Papers of the agreement"),
        (
            Column(_("Title"), 5), Column(_("Kind"), 3), Column(_("Version"), 1, numbers=True),
            Column(_("Language"), 2), Column(_("Signed"), 1), Column(_("Added on"), 2),
        ),
        tuple(rows),
        empty=_("The register has no paper of this agreement."),
    )  # fmt: skip


def _sides(row: Agreement) -> Iterator[Block]:
    told = two_sides(row)
    yield Heading(_("Both sides"))
    if told.confirmed:
        yield Paragraph(_("All parties have confirmed this record."))
    elif not told.versions:
        yield Paragraph(_("The counterpart has not been heard on this record."))
    else:
        yield Paragraph(
            _("The parties say the same on %(agreed)s of %(all)s fields.")
            % {"agreed": told.agreed, "all": len(told.fields)}
        )


def _course(happened: list[Happening]) -> Iterator[Block]:
    if not happened:
        return
    yield Heading(_("What happened"))
    yield Table(
        _("Steps of the procedure"),
        (Column(_("Day"), 2), Column(_("Step"), 5), Column(_("State after it"), 3)),
        tuple(
            (one.on, one.words, words.word("state", one.state) if one.state else "")
            for one in happened
        ),
    )


def _findings(found: list[AgreementFinding]) -> Iterator[Block]:
    yield Heading(_("To look at"))
    yield Table(
        _("What the checks found"),
        (Column(_("How grave"), 2), Column(_("What"), 3), Column(_("In words"), 7)),
        tuple(
            (
                Light(one.severity, words.word("severity", one.severity)),
                words.word("finding", one.code),
                words.finding_sentence(one),
            )
            for one in sorted(found, key=words.gravity)
        ),
        empty=_("The checks found nothing to mend."),
    )


def _sources(row: Agreement) -> Iterator[Block]:
    yield Heading(_("What this rests on"))
    rows: list[tuple[Cell, ...]] = []
    for field in evidence(row).values():
        for one in field.cited:
            statement = one.statement
            said = statement.written or one.read_as
            if statement.unavailable:
                said = _("The source says that it is not available.")
            label = f"{field.label}, {one.part}" if one.part else field.label
            where = ", ".join(filter(None, (str(statement.source), statement.locator)))
            rows.append((label, said or None, where))
    yield Table(
        _("What the sources say"),
        (Column(_("Field"), 3), Column(_("As the source says it"), 5), Column(_("Source"), 5)),
        tuple(rows),
        empty=_("No source is named for this record."),
    )
