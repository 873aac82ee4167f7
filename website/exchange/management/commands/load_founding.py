"""``load_founding``: the founding paper's tables, brought in as any office brings its files."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from twinpact.agreements import Finding, load_mapping, say
from website.accounts.models import Office, Role, User
from website.agreements.models import AgreementFinding
from website.exchange import actions
from website.exchange.models import Import, ImportState
from website.exchange.queries import import_summary
from website.sources.actions import name_source

FOLDER = settings.ROOT / "data" / "founding"
TABLES = (
    ("table_1", "antioquia", "Table 1"),
    ("table_3", "minas-gerais", "Table 3"),
)


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
        actions.accept_import(pk=batch.pk, by=by, at=now, publish=True)
        self._say(path, actions.commit_import(pk=batch.pk, by=by, at=now, publish=True))

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
