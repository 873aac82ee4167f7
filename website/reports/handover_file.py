"""The handover file for a change of government: what a successor has to know in the first week."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twinpact.plans import Programme
from twinpact.plans.summaries import Counting, summary_of_programme
from twinpact.vocabularies import label
from website.accounts.models import Office
from website.agreements import convert, words
from website.agreements.models import Agreement, AgreementFinding, Document
from website.agreements.models.agreement import AWAKE
from website.agreements.queries import with_parties
from website.desks.due import due_lines, ending, ending_lines, turns_of
from website.desks.handover import open_lines, open_procedures, without_procedure
from website.reports.content import (
    Block,
    Cell,
    Column,
    Content,
    Figures,
    Heading,
    Letterhead,
    Light,
    Paragraph,
    Signature,
    Signatures,
    Table,
    Tell,
    quiet,
)
from website.reports.counted import findings_table
from website.reports.saying import money, of_the_register
from website.visits.queries import commitments_due

KIND = "handover_file"
GRAVE = ("critical", "error")


def handover_file(
    office: Office,
    *,
    letterhead: Letterhead,
    on: date,
    programmes: Sequence[tuple[Programme, Counting]] = (),
    tell: Tell = quiet,
) -> Content:
    """Promises, deadlines, people, papers, money and risks of an office on a day.

    ``programmes`` are those that are not closed, each with what it is counted by; without them
    the part on money says that the register has none.
    """
    mine = with_parties(Agreement.register.filter(office=office).order_by("ends_earliest", "pk"))
    awake = list(mine.filter(state__in=AWAKE))
    perhaps = list(mine.filter(state=None))
    tell(0, len(awake))
    parts = [
        *_first(office, awake, perhaps, on),
        *_promises(office, awake, perhaps, on),
        *_deadlines(office, on),
        *_people(office, [*awake, *perhaps]),
        *_papers(office, [*awake, *perhaps]),
        *_money(programmes, letterhead),
        *_risks(office, awake, perhaps, on),
        _signed(letterhead),
    ]
    tell(len(awake), len(awake))
    return Content(
        kind=KIND,
        title=_("Handover file"),
        subtitle=_("%(office)s, for whoever comes after") % {"office": office},
        language=words.reader_language(),
        day=on,
        letterhead=letterhead,
        blocks=tuple(parts),
        source=of_the_register(on, letterhead),
    )


def _first(
    office: Office, awake: list[Agreement], perhaps: list[Agreement], on: date
) -> Iterator[Block]:
    late = turns_of([office]).filter(due__lt=on).count()
    yield Paragraph(
        ngettext(
            "The office leaves %(n)s agreement that binds it.",
            "The office leaves %(n)s agreements that bind it.",
            len(awake),
        )
        % {"n": len(awake)},
        "lead",
    )
    yield Figures(
        (
            (len(awake), _("agreements that bind")),
            (len(perhaps), _("agreements whose state nobody knows")),
            (open_procedures(office).count(), _("procedures under way")),
            (late, _("acts that are late")),
            (ending([office], on).count(), _("agreements whose end is near or past")),
        )
    )


def _promises(
    office: Office, awake: list[Agreement], perhaps: list[Agreement], on: date
) -> Iterator[Block]:
    yield Heading(_("Promises"))
    empty = _("The register has no agreement that binds this office.")
    yield _binding(_("What binds the office"), awake, empty)
    if perhaps:
        yield _binding(_("What may bind it: nobody knows the state of these"), perhaps, "")
    yield from _on_its_way(office, on)


def _binding(title: str, rows: list[Agreement], empty: str) -> Table:
    return Table(
        title,
        (
            Column(_("Number"), 2, numbers=True), Column(_("Agreement"), 7),
            Column(_("What it is about"), 8), Column(_("Ends"), 4), Column(_("State"), 3),
        ),
        tuple(
            (
                one.pk,
                words.title(one),
                one.focus,
                day if (day := convert.partial_date(one, "ends")).earliest else None,
                words.word("state", one.state) if one.state else None,
            )
            for one in rows
        ),
        empty=empty,
    )  # fmt: skip


def _on_its_way(office: Office, on: date) -> Iterator[Block]:
    lines = open_lines(open_procedures(office), on)
    yield Table(
        _("On its way"),
        (
            Column(_("Number"), 2, numbers=True), Column(_("Agreement"), 6),
            Column(_("State"), 3), Column(_("Next step"), 4), Column(_("To do first"), 5),
            Column(_("Due on"), 3), Column(_("Who"), 3),
        ),
        tuple(
            (
                one.procedure.agreement_id, one.title, one.state, one.step or "", one.rule or "",
                one.due, one.who or "",
            )
            for one in lines
        ),
        empty=_("No procedure is under way."),
    )  # fmt: skip
    yield Table(
        _("Promised on visits, and open"),
        (
            Column(_("What was promised"), 8), Column(_("By which side"), 4),
            Column(_("On which visit"), 5), Column(_("Due on"), 3),
        ),
        tuple(
            (
                one.commitment.what,
                label("commitment_sides", one.commitment.side, words.reader_language()),
                one.commitment.visit.title,
                one.commitment.due,
            )
            for one in commitments_due(office, on=on)
        ),
        empty=_("No promise of a visit is open."),
    )  # fmt: skip
    without = without_procedure(office)
    if without:
        yield Paragraph(
            ngettext(
                "%(n)s agreement has no procedure: nobody has said what it needs next.",
                "%(n)s agreements have no procedure: nobody has said what they need next.",
                without,
            )
            % {"n": without},
            "note",
        )


def _deadlines(office: Office, on: date) -> Iterator[Block]:
    yield Heading(_("Deadlines"))
    turns = turns_of([office]).filter(due__isnull=False).order_by("due", "pk")
    yield Table(
        _("What is due, the first first"),
        (
            Column(_("Due on"), 3), Column(_("How long that is"), 3), Column(_("Agreement"), 6),
            Column(_("What is to be done"), 6), Column(_("Who"), 3),
        ),
        tuple(
            (
                one.turn.due,
                Light("red" if one.late else "grey", one.days),
                one.title,
                one.rule.title,
                one.rule.who,
            )
            for one in due_lines(turns, on)
        ),
        empty=_("Nothing has a day."),
    )  # fmt: skip
    yield Table(
        _("Ends that are near or past"),
        (Column(_("Agreement"), 6), Column(_("Ends"), 3), Column(_("How long that is"), 4)),
        tuple(
            (one.title, one.ends, Light("red" if one.passed else "amber", one.days))
            for one in ending_lines(ending([office], on), on)
        ),
        empty=_("No known end is near."),
    )


def _people(office: Office, awake: list[Agreement]) -> Iterator[Block]:
    yield Heading(_("People"))
    members = office.memberships.select_related("user").order_by("role", "user__email")
    yield Table(
        _("Who works in the register for the office"),
        (Column(_("Name"), 4), Column(_("E-mail"), 5), Column(_("Role"), 3)),
        tuple(
            (
                one.user.get_full_name() or None,
                one.user.email,
                label("roles", one.role, words.reader_language()),
            )
            for one in members
            if one.user.is_active
        ),
        empty=_("Nobody."),
    )
    bodies: dict[tuple[str, str], list[str]] = {}
    for one in awake:
        for party in one.parties.all():
            if party.position > 1:
                body = party.organization.name if party.organization else ""
                bodies.setdefault((words.party_name(party), body), []).append(str(one.pk))
    yield Table(
        _("Who is on the other side"),
        (Column(_("Partner"), 4), Column(_("Who signs for it"), 5), Column(_("Agreements"), 3)),
        tuple(
            (partner, body or None, ", ".join(numbers))
            for (partner, body), numbers in sorted(bodies.items())
        ),
        empty=_("No partner."),
    )


def _papers(office: Office, awake: list[Agreement]) -> Iterator[Block]:
    yield Heading(_("Papers"))
    text = Document.objects.filter(agreement=OuterRef("pk"), kind=Document.Kind.AGREEMENT)
    signed = text.filter(signed=True)
    have = Agreement.register.filter(office=office, pk__in=[one.pk for one in awake]).annotate(
        text=Exists(text), signed_text=Exists(signed)
    )
    by_pk = {one.pk: one for one in have}
    if not awake:
        yield Paragraph(_("There is no agreement that needs a signed text."))
        return
    missing = [one for one in awake if not by_pk[one.pk].signed_text]
    yield Table(
        _("Agreements that bind, or may bind, without a signed text in the register"),
        (
            Column(_("Number"), 2, numbers=True), Column(_("Agreement"), 8),
            Column(_("What is there"), 6),
        ),
        tuple(
            (
                one.pk,
                words.title(one),
                _("a text that is not marked as signed") if by_pk[one.pk].text else _("no text"),
            )
            for one in missing
        ),
        empty=_("Every agreement that binds has its signed text in the register."),
    )  # fmt: skip


def _money(
    programmes: Sequence[tuple[Programme, Counting]], letterhead: Letterhead
) -> Iterator[Block]:
    yield Heading(_("Money"))
    rows: list[tuple[Cell, ...]] = []
    for one, counting in programmes:
        told = summary_of_programme(one, counting)
        name = one.title or one.code
        rows.append(
            (name, one.year, money(told.budget, letterhead), money(told.spent, letterhead))
        )
    yield Table(
        _("Programmes that are not closed"),
        (
            Column(_("Programme"), 5), Column(_("Year"), 2, numbers=True),
            Column(_("Budget"), 4, numbers=True), Column(_("Spent"), 4, numbers=True),
        ),
        tuple(rows),
        empty=_("The register knows of no programme with a budget that is still open."),
    )  # fmt: skip


def _risks(
    office: Office, awake: list[Agreement], perhaps: list[Agreement], on: date
) -> Iterator[Block]:
    yield Heading(_("Risks"))
    late = turns_of([office]).filter(due__lt=on).count()
    broken = sum(one.late for one in commitments_due(office, on=on))
    unknown_ends = sum(one.ends_earliest is None for one in awake)
    dormant = sum(one.state == "dormant" for one in awake)
    grave = AgreementFinding.objects.filter(office=office, severity__in=GRAVE).count()
    told = (
        (late, _("acts are late"), "red"),
        (broken, _("promises of visits are late"), "red"),
        (
            grave,
            _("findings are grave: a record contradicts itself or lacks what it needs"),
            "red",
        ),
        (len(perhaps), _("agreements have no known state: they may bind"), "amber"),
        (dormant, _("agreements are dormant: nobody has seen a sign of life for long"), "amber"),
        (unknown_ends, _("agreements that bind have no known end"), "amber"),
    )
    yield Table(
        _("What can go wrong first"),
        (Column(_("How many"), 2, numbers=True), Column(_("What"), 9), Column(_("How grave"), 3)),
        tuple(
            (n, what, Light(light if n else "green", _risk_word(light if n else "green")))
            for n, what, light in told
        ),
    )
    yield findings_table(office)


def _risk_word(light: str) -> str:
    return {"red": _("act now"), "amber": _("keep an eye on it"), "green": _("none")}[light]


def _signed(letterhead: Letterhead) -> Signatures:
    return Signatures(
        (
            Signature(_("Handed over by: %(name)s") % {"name": letterhead.head}, letterhead.post),
            Signature(_("Received by:")),
        )
    )
