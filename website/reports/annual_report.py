"""The annual report of an office: what it has, what happened in the year, what is due and open."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from website.accounts.models import Office
from website.agreements import convert, words
from website.agreements.models import Agreement, AgreementLink
from website.agreements.models.agreement import AWAKE
from website.agreements.queries import with_parties
from website.procedures.models import TakenStep
from website.reports.content import (
    Block,
    Cell,
    Column,
    Content,
    Figures,
    Heading,
    Letterhead,
    NewPage,
    Paragraph,
    Signature,
    Signatures,
    Table,
    Tell,
    quiet,
)
from website.reports.counted import completeness_table, count_chart, findings_table
from website.reports.programmes_of_year import programmes_of_year
from website.reports.saying import of_the_register

KIND = "annual_report"
BATCH = 100
#: How far the due dates look ahead.
AHEAD = timedelta(days=365)
ENDED = ("expired", "terminated")
END_STEPS = ("expire", "terminate", "abandon")


def annual_report(
    office: Office, year: int, *, letterhead: Letterhead, on: date, tell: Tell = quiet
) -> Content:
    """The report of a year, in the language that is on, as the register stands on a day."""
    base = Agreement.register.filter(office=office)
    signed, renewed, ended = _signed(base, year), _renewed(office, year), _ended(base, year)
    parts = [
        *_beginning(base, signed, renewed, ended, year),
        Heading(_("With whom, how and since when")),
        *_charts(base),
        Heading(_("What happened in %(year)s") % {"year": year}),
        _list(_("Signed in %(year)s") % {"year": year}, signed,
              _("No agreement is known to have been signed in this year.")),
        _list(_("Renewed in %(year)s") % {"year": year}, renewed,
              _("No agreement is known to have been renewed in this year.")),
        _list(_("Ended in %(year)s") % {"year": year}, ended,
              _("No agreement is known to have ended in this year.")),
        Paragraph(
            _("An agreement whose day the register does not know is in none of these lists."),
            "note",
        ),
        *programmes_of_year(office, year, letterhead=letterhead, on=on),
        Heading(_("What comes next")),
        _due(base, on),
        Heading(_("What is known, and what is to be mended")),
        completeness_table(base),
        findings_table(office),
        NewPage(),
        Heading(_("All agreements")),
        _all(base, tell),
        Signatures((Signature(letterhead.head, letterhead.post, letterhead.name),)),
    ]  # fmt: skip
    return Content(
        kind=KIND,
        title=_("Annual report %(year)s") % {"year": year},
        subtitle=str(office),
        language=words.reader_language(),
        day=on,
        letterhead=letterhead,
        blocks=tuple(parts),
        source=of_the_register(on, letterhead),
    )


def in_year(name: str, year: int) -> Q:
    """A partial date that lies in a year for sure."""
    return Q(**{
        f"{name}_earliest__gte": date(year, 1, 1), f"{name}_latest__lte": date(year, 12, 31),
    })  # fmt: skip


def _signed(base: QuerySet[Agreement], year: int) -> list[Agreement]:
    return list(with_parties(base.filter(in_year("signed", year)).order_by("signed_earliest")))


def _renewed(office: Office, year: int) -> list[Agreement]:
    """Renewed by a step of the procedure, or by a later agreement that was signed in the year."""
    by_step = TakenStep.objects.filter(
        step="renew", on__year=year, procedure__office=office
    ).values("procedure__agreement")
    later = Agreement.register.filter(in_year("signed", year))
    by_link = AgreementLink.objects.filter(kind="renews", later__in=later).values("earlier")
    mine = Agreement.register.filter(office=office)
    return list(with_parties(mine.filter(Q(pk__in=by_step) | Q(pk__in=by_link)).order_by("pk")))


def _ended(base: QuerySet[Agreement], year: int) -> list[Agreement]:
    by_step = TakenStep.objects.filter(step__in=END_STEPS, on__year=year).values(
        "procedure__agreement"
    )
    by_record = Q(state__in=ENDED) & in_year("ends", year)
    return list(with_parties(base.filter(Q(pk__in=by_step) | by_record).order_by("pk")))


def _beginning(
    base: QuerySet[Agreement],
    signed: list[Agreement],
    renewed: list[Agreement],
    ended: list[Agreement],
    year: int,
) -> Iterator[Block]:
    n = base.count()
    countries = (
        base.filter(parties__position__gt=1, parties__place__isnull=False)
        .order_by()
        .values("parties__place__country")
        .distinct()
        .count()
    )
    yield Paragraph(
        ngettext(
            "The register has %(n)s agreement of this office; "
            "its partners lie in %(countries)s countries.",
            "The register has %(n)s agreements of this office; "
            "their partners lie in %(countries)s countries.",
            n,
        )
        % {"n": n, "countries": countries},
        "lead",
    )
    in_force = base.filter(state="in_force").count()
    unknown = base.filter(state=None).count()
    yield Figures(
        (
            (n, _("agreements in the register")),
            (in_force, _("agreements in force")),
            (unknown, _("whose state is not known")),
            (countries, _("countries of partners")),
            (len(signed), _("signed in %(year)s") % {"year": year}),
            (len(renewed), _("renewed in %(year)s") % {"year": year}),
            (len(ended), _("ended in %(year)s") % {"year": year}),
        )
    )


def _charts(base: QuerySet[Agreement]) -> Iterator[Block]:
    for name, title, column in (
        ("partner_country", _("Agreements by the country of the partner"), _("Country")),
        ("form", _("Agreements by form"), _("Form")),
        ("state", _("Agreements by state"), _("State")),
        ("decade", _("Agreements by the decade of signature"), _("Decade")),
        ("theme", _("Agreements by theme"), _("Theme")),
    ):
        yield from count_chart(base, name, title=title, column=column)


def row_of(one: Agreement) -> tuple[Cell, ...]:
    """An agreement as a line of a list."""
    signed, ends = convert.partial_date(one, "signed"), convert.partial_date(one, "ends")
    return (
        one.pk,
        words.title(one),
        words.word("form", one.form) if one.form else None,
        signed if signed.earliest else None,
        ends if ends.earliest else None,
        words.word("state", one.state) if one.state else None,
    )


def columns() -> tuple[Column, ...]:
    """The heads of a list of agreements."""
    return (
        Column(_("Number"), 2, numbers=True),
        Column(_("Parties"), 8),
        Column(_("Form"), 4),
        Column(_("Signed"), 4),
        Column(_("Ends"), 4),
        Column(_("State"), 3),
    )


def _list(title: str, rows: list[Agreement], empty: str) -> Table:
    return Table(title, columns(), tuple(row_of(one) for one in rows), empty=empty)


def _due(base: QuerySet[Agreement], on: date) -> Table:
    """What ends within a year, or has ended without a word, the first first."""
    near = base.filter(state__in=AWAKE, ends_earliest__lte=on + AHEAD).order_by("ends_earliest")
    return Table(
        _("Agreements that end within a year, or ended without a renewal"),
        columns(),
        tuple(row_of(one) for one in with_parties(near)),
        empty=_("No agreement is known to end within a year."),
    )


def _all(base: QuerySet[Agreement], tell: Tell) -> Table:
    total, rows = base.count(), []
    for n, one in enumerate(with_parties(base.order_by("pk")).iterator(chunk_size=BATCH), start=1):
        rows.append(row_of(one))
        if n % BATCH == 0:
            tell(n, total)
    tell(total, total)
    return Table(
        _("The agreements of the office"),
        columns(),
        tuple(rows),
        empty=_("The register has no agreement of this office."),
    )
