"""``site_key``: the key with which this site signs what it sends to others."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from website.exchange.actions.peering import give_up_key, make_key
from website.exchange.models import SiteKey
from website.exchange.peers import keys


class Command(BaseCommand):
    help = "Show the fingerprint of this site's key; make one where there is none, or a new one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rotate", action="store_true", help="make a new key")
        parser.add_argument(
            "--lost",
            action="store_true",
            help="the old key cannot be opened any more: nobody vouches for the new one",
        )

    def handle(self, *args: object, **options: Any) -> None:
        now = timezone.now()  # noqa: TID251 a command is where the clock is read
        key = SiteKey.objects.filter(signs=True).first()
        try:
            if options["lost"]:
                give_up_key(at=now)
            if key is None or options["rotate"] or options["lost"]:
                key = make_key(at=now)
        except keys.SealedKeyError as sealed:
            raise CommandError(f"{sealed} Then: site_key --lost.") from None
        self.stdout.write(keys.fingerprint(key.kid))
