"""``load_founding``: the founding paper's tables, brought in as any office brings its files."""

from datetime import datetime
from pathlib import Path

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from twinpact.agreements import Finding, load_mapping, say
from twinpact.formats.published_counts import read_published_counts
from twinpact.formats.tables import read_table
from twinpact.indicators.published_counts import findings
from website.accounts.models import Office, Role, User
from website.agreements.actions import enter_published_counts
from website.agreements.models import AgreementFinding
from website.exchange import actions
from website.exchange.founding_works import load_works
from website.exchange.models import Import, ImportRow, ImportState
from website.exchange.queries import import_summary
from website.sources.actions import name_source

FOLDER = settings.ROOT / "data" / "founding"
TABLES = (
    ("table_1", "antioquia", "Table 1"),
    ("table_3", "minas-gerais", "Table 3"),
)
COUNTS = "published_counts.csv"
WORKS = "works.yaml"
ARTICLE = "aldana-2012"


class Command(BaseCommand):
    help = "Load the founding tables through the import, and say what was found wrong in them."

    def handle(self, *args: object, **options: object) -> None:
        now = timezone.now()  # noqa: TID251 a command reads the clock
        by = User.objects.filter(memberships__role=Role.ADMINISTRATOR).first()
        if by is None:
            raise CommandError("Run create_demo_users first: an office must bring the tables.")
        with translation.override("en"):
            for name, slug, part in TABLES:
                office = Office.objects.get(slug=slug)
                self._table(FOLDER / f"{name}.csv", part, office, by=by, now=now)
            self._counts(FOLDER / COUNTS, Office.objects.get(slug="jalisco"), by=by)
            self._works(FOLDER / WORKS, Office.objects.get(slug="antioquia"), by=by, now=now)

    def _table(self, path: Path, part: str, office: Office, *, by: User, now: datetime) -> None:
        mapping = load_mapping(path.with_suffix(".map.yaml").read_text(encoding="utf-8"))
        source = name_source(
            office=office,
            kind="article",
            title=f"{mapping.source['author']} ({mapping.source['published']}), {part}",
            by=by,
            details={
                "author": mapping.source["author"],
                "published": mapping.source["published"],
                "citation": f"{mapping.source['title']}. {mapping.source['container']}, "
                f"pp. {mapping.source['pages']}",
            },
        )
        batch = actions.bring_file(
            office=office,
            source=source,
            filename=path.name,
            content=path.read_bytes(),
            mapping=mapping,
            by=by,
            at=now,
        )
        batch = actions.read_import(pk=batch.pk)
        if batch.state == ImportState.REFUSED:
            raise CommandError(batch.trouble)
        if batch.rows.filter(outcome=ImportRow.Outcome.NEW).exists():
            actions.accept_import(pk=batch.pk, by=by, at=now, publish=True)
            batch = actions.commit_import(pk=batch.pk, by=by, at=now, publish=True)
        else:
            batch = actions.discard_import(pk=batch.pk, by=by, at=now)
        self._say(path, batch)

    def _say(self, path: Path, batch: Import) -> None:
        counts = import_summary(batch).outcomes
        self.stdout.write(
            f"{path.name}: {counts['new']} agreements loaded, "
            f"{counts['known']} already there, {counts['kept_out']} kept out."
        )
        found = AgreementFinding.objects.filter(agreement__import_rows__batch=batch).order_by(
            "agreement_id", "id"
        )
        rows = dict(batch.rows.values_list("agreement_id", "row"))
        for one in found:
            sentence = say(Finding(one.code, one.severity, values=one.values), "en")
            self.stdout.write(f"  row {rows[one.agreement_id]}, {one.severity}: {sentence}")

    def _counts(self, path: Path, office: Office, *, by: User) -> None:
        counts, _unread = read_published_counts(read_table(path))
        told = yaml.safe_load((FOLDER / "sources.yaml").read_text(encoding="utf-8"))
        sources = {
            name: name_source(
                office=office,
                kind=told[name]["kind"],
                title=name,
                by=by,
                details={"author": told[name]["author"], "citation": told[name]["title"]},
            )
            for name in {count.source for count in counts}
        }
        entered = enter_published_counts(
            office=office, counts=counts, sources=sources, by=by, published=True
        )
        self.stdout.write(f"{path.name}: {entered} published counts loaded of {len(counts)}.")
        for found in findings(counts):
            self.stdout.write(f"  {found.severity}: {say(found, 'en')}")

    def _works(self, path: Path, office: Office, *, by: User, now: datetime) -> None:
        told = yaml.safe_load((FOLDER / "sources.yaml").read_text(encoding="utf-8"))
        [(_name, article)] = [pair for pair in told.items() if pair[1]["key"] == ARTICLE]
        source = name_source(
            office=office,
            kind=article["kind"],
            title=f"{article['author']} ({article['published']}), text",
            by=by,
            details={
                "author": article["author"],
                "published": article["published"],
                "citation": f"{article['title']}. {article['container']}, pp. {article['pages']}",
            },
        )
        works = yaml.safe_load(path.read_text(encoding="utf-8"))
        entered = load_works(works, office=office, source=source, by=by, at=now)
        self.stdout.write(f"{path.name}: {entered} events and memberships of networks loaded.")
