"""A register that takes in files of IATI and gives out all that it holds, as a site would."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from twinpact.formats.iati_writing import agreements_as_iati
from website.accounts.models import Membership, Office, Role, User
from website.agreements.models import Agreement
from website.exchange import actions
from website.iati.actions import Settled, settle_iati
from website.iati.convert import held_cells
from website.iati.queries import published, with_published
from website.sources.models import Source

ON = date(2026, 3, 2)


class Register:
    """An office of its own, with somebody who administers it."""

    def __init__(self, slug: str, clock: Iterator[datetime]) -> None:
        self.office = Office.objects.create(name=slug, slug=slug, country="CO")
        self.by = User.objects.create_user(f"{slug}@example.org", "a long enough phrase")
        Membership.objects.create(user=self.by, office=self.office, role=Role.ADMINISTRATOR)
        self.source = Source.objects.create(office=self.office, kind="file", title=slug)
        told = Settled(f"CO-NIT-{slug}", "11", "COP", "es")
        self.settled = settle_iati(office=self.office, told=told, by=self.by)
        self.clock = clock

    def bring(self, content: bytes) -> dict[str, object]:
        """Import a file; what became of its rows, and what the checks found."""
        batch = actions.bring_file(
            office=self.office, source=self.source, filename="iati.xml", content=content,
            by=self.by, at=next(self.clock),
        )  # fmt: skip
        batch = actions.read_import(pk=batch.pk)
        if batch.state != "ready":
            return {"refused": batch.trouble}
        outcomes = Counter(batch.rows.values_list("outcome", flat=True))
        codes = Counter(code for one in batch.rows.values_list("codes", flat=True) for code in one)
        actions.accept_import(pk=batch.pk, by=self.by, at=next(self.clock))
        batch = actions.commit_import(pk=batch.pk, by=self.by, at=next(self.clock))
        return {
            "state": str(batch.state),
            "rows": dict(outcomes),
            "findings": dict(codes.most_common()),
        }

    def rows(self) -> Iterator[Agreement]:
        """The agreements of the register, as they came."""
        return (
            with_published(Agreement.register.filter(office=self.office))
            .order_by("pk")
            .iterator(200)
        )

    def file(self) -> bytes:
        """All of them in IATI, whether published or not and whatever the rules say."""
        return agreements_as_iati(published(row, self.settled, on=ON) for row in self.rows())

    def held(self) -> dict[str, dict[str, str]]:
        """What the register holds of each agreement, by its IATI identifier."""
        return {row.iati.identifier: held_cells(row) for row in self.rows()}
