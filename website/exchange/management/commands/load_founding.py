"""``load_founding``: the founding paper's tables, brought in as any office brings its files."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from twinpact.agreements import load_mapping
from twinpact.formats import read_table
from twinpact.vocabularies import sentence
from website.accounts.models import Office, Role, User
from website.agreements.models import AgreementFinding
from website.exchange import actions
from website.exchange.models import Import, ImportState
from website.exchange.queries import import_summary
from website.sources.actions import name_source

FOLDER = settings.ROOT / "data" / "founding"
TABLES = (("table_1", "antioquia"), ("table_3", "minas-gerais"))
COUNTS = ("published_counts.csv", "jalisco")


class Command(BaseCommand):
    help = "Load the founding tables through the import, and say what was found wrong in them."

    def handle(self, *args: object, **options: object) -> None:
        by = User.objects.filter(memberships__role=Role.ADMINISTRATOR).first()
        if by is None:
            raise CommandError("Run create_demo_users first: an office must bring the tables.")
        for name, office in TABLES:
            self._table(FOLDER / f"{name}.csv", Office.objects.get(slug=office), by)
        self._say_findings()

    def _table(self, path: Path, office: Office, by: User) -> None:
        now = timezone.now()  # noqa: TID251 a command reads the clock
        mapping = load_mapping(path.with_suffix(".map.yaml").read_text())
        source = name_source(
            office=office, kind="document", title=mapping.source, by=by, details={}
        )
        batch = actions.bring_file(
            office=office,
            source=source,
            filename=path.name,
            content=path.read_bytes(),
            mapping=mapping.to_dict(),
            by=by,
            at=now,
        )
        batch = actions.read_import(pk=batch.pk)
        if batch.state == ImportState.REFUSED:
            raise CommandError(batch.trouble)
        summary = import_summary(batch)
        if summary.outcomes["new"]:
            actions.accept_import(pk=batch.pk, by=by, at=now, publish=True)
            batch = actions.commit_import(pk=batch.pk, by=by, at=now, publish=True)
        else:
            actions.discard_import(pk=batch.pk, by=by, at=now)
        self._say(path, batch)
