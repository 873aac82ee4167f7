# ruff: noqa: N999 -- the name of the command
"""``import``: bring a file to an office's register, see what would change, and decide."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from twinpact.agreements import UnreadMappingError, load_mapping, say
from website.accounts.models import Office, Role, User
from website.accounts.permissions import NotAllowedError
from website.exchange import actions, convert
from website.exchange.at_work import Tell, at_work
from website.exchange.models import Import, ImportRow, ImportState
from website.exchange.queries import import_summary
from website.exchange.values import shown_value
from website.sources.actions import name_source

DONE, FOUND, WRONG_USE = 0, 1, 2
SHOWN = 20
Outcome = ImportRow.Outcome
ACCEPTED = {
    "all": (Outcome.NEW, Outcome.CHANGED, Outcome.JOINS, Outcome.GONE),
    "new": (Outcome.NEW,),
    "none": (),
}


class Command(BaseCommand):
    help = (
        "Bring FILE to an office's register: say what would change, and write what is accepted. "
        "Exit 0: done and nothing is open. 1: findings or open questions. 2: wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="The title of the source.")
        parser.add_argument("--map", type=Path, help="How the columns are understood (YAML).")
        parser.add_argument("--office", help="The short name of the office, if there are several.")
        parser.add_argument("--as", dest="person", help="Whose act it is, by email address.")
        parser.add_argument("--accept", choices=ACCEPTED, default="none")
        parser.add_argument("--publish", action="store_true", help="Publish what may be.")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: object, **options: Any) -> None:
        now = timezone.now()  # noqa: TID251 a command reads the clock
        with translation.override("en"):
            office = self._office(options["office"])
            by = self._person(options["person"], office)
            try:
                batch = self._import(office, by, now, options)
            except (NotAllowedError, actions.FileTooLargeError) as refused:
                raise CommandError(str(refused), returncode=WRONG_USE) from None
            told = told_of(batch)
            if options["as_json"]:
                self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            else:
                self._show(batch, told)
        if told["findings"] or told["outcomes"]["possible"]:
            raise SystemExit(FOUND)

    def _office(self, slug: str | None) -> Office:
        offices = Office.objects.filter(slug=slug) if slug else Office.objects.all()
        if len(found := list(offices[:2])) != 1:
            named = ", ".join(Office.objects.values_list("slug", flat=True))
            raise CommandError(f"Name one office with --office: {named}.", returncode=WRONG_USE)
        return found[0]

    def _person(self, email: str | None, office: Office) -> User:
        people = (
            User.objects.filter(email=email)
            if email
            else User.objects.filter(
                memberships__office=office, memberships__role=Role.ADMINISTRATOR
            )
        )
        if (found := people.order_by("pk").first()) is None:
            raise CommandError("Say whose act it is with --as EMAIL.", returncode=WRONG_USE)
        return found

    def _import(self, office: Office, by: User, now: datetime, options: dict[str, Any]) -> Import:
        batch = actions.bring_file(
            office=office,
            source=name_source(office=office, kind="file", title=options["source"], by=by),
            filename=options["file"].name,
            content=_content(options["file"]),
            mapping=_mapping(options["map"]),
            by=by,
            at=now,
        )
        batch = _working(batch, lambda tell: actions.read_import(pk=batch.pk, tell=tell))
        if batch.state == ImportState.REFUSED:
            raise CommandError(batch.trouble, returncode=WRONG_USE)
        if batch.state != ImportState.READY:
            raise CommandError("A worker of the website took the file; see its page.")
        outcomes, publish = ACCEPTED[options["accept"]], options["publish"]
        if not batch.rows.filter(outcome__in=outcomes).exists():
            return actions.discard_import(pk=batch.pk, by=by, at=now)
        actions.accept_import(pk=batch.pk, by=by, at=now, publish=publish, outcomes=outcomes)
        return _working(
            batch,
            lambda tell: actions.commit_import(
                pk=batch.pk, by=by, at=now, publish=publish, tell=tell
            ),
        )

    def _show(self, batch: Import, told: dict[str, Any]) -> None:
        counts = ", ".join(
            f"{n} {told['words'][name]}" for name, n in told["outcomes"].items() if n
        )
        self.stdout.write(f"{batch.filename}: {counts or 'no rows'}.")
        for one in told["changes"][:SHOWN]:
            self.stdout.write(
                f"  row {one['row']}, {one['field']}: {one['was'] or '—'} ({one['was_source']})"
                f" → {one['now'] or '—'}{'' if one['taken'] else ' (listed only)'}"
            )
        for one in told["findings"][:SHOWN]:
            self.stdout.write(f"  row {one['row']}, {one['severity']}: {one['message']}")
        if more := max(0, len(told["findings"]) - SHOWN) + max(0, len(told["changes"]) - SHOWN):
            self.stdout.write(f"  … {more} more; --json tells all.")
        self.stdout.write(f"{told['written']} rows written. Import {batch.pk}: {batch.state}.")


def _working(batch: Import, act: Callable[[Tell], Import]) -> Import:
    """Do a job here that the worker would do, so that it does not do it a second time."""
    with at_work(batch.pk) as tell:
        return act(tell)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise CommandError(f"{path}: {problem.strerror}.", returncode=WRONG_USE) from None


def _mapping(path: Path | None) -> Any:
    if path is None:
        return None
    try:
        return load_mapping(_content(path).decode("utf-8"))
    except (UnreadMappingError, UnicodeDecodeError) as problem:
        raise CommandError(f"{path}: {problem}", returncode=WRONG_USE) from None


def told_of(batch: Import) -> dict[str, Any]:
    """What an import says of itself to people and programs."""
    rows = batch.rows.order_by("position")
    summary = import_summary(batch)
    titles = {batch.source_id: batch.source.title}
    return {
        "import": batch.pk,
        "state": batch.state,
        "outcomes": summary.outcomes,
        "words": {str(value): str(label) for value, label in Outcome.choices},
        "written": sum(summary.written.values()),
        "changes": [
            {
                "row": row.row,
                "agreement": row.agreement_id,
                "field": one["field"],
                "was": shown_value(one["field"], one["was"]),
                "was_source": titles.get(one["was_source"], one["was_locator"]),
                "now": shown_value(one["field"], one["now"]),
                "taken": one["why"] == "" and one["field"] not in row.left_fields,
            }
            for row in rows.exclude(differences=[])
            for one in row.differences
        ],
        "disappeared": list(rows.filter(outcome="gone").values_list("agreement_id", flat=True)),
        "findings": [
            {
                "row": row.row,
                "column": one["column"],
                "severity": one["severity"],
                "code": one["code"],
                "message": say(convert.finding_from_json(one), "en"),
            }
            for row in rows.exclude(codes=[])
            if row.outcome != "gone"
            for one in row.findings
        ],
    }
