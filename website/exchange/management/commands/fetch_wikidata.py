"""``fetch_wikidata``: the twinned places of a country that Wikidata knows, as a file to import."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from website.exchange.wikidata import PAGE, QueryService, WikidataError, fetch_twinnings


class Command(BaseCommand):
    help = "Fetch a country's twinned places (P190) from Wikidata's query service into a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--country", required=True, help="The country's code: CO, MX, BR …")
        parser.add_argument("-o", "--output", type=Path, required=True, help="The file to write.")
        parser.add_argument(
            "--page-size", type=int, default=PAGE, help="How many claims are asked for at a time."
        )

    def handle(self, *args: object, **options: object) -> None:
        size = options["page_size"]
        if not 1 <= size <= 10_000:
            raise CommandError("--page-size is a number from 1 to 10000.")
        service = QueryService(tell=self.stderr.write)
        try:
            found = fetch_twinnings(
                service, country=options["country"], out=options["output"], page_size=size
            )
        except WikidataError as problem:
            raise CommandError(str(problem)) from None
        except OSError as problem:
            raise CommandError(f"{options['output']}: {problem.strerror}.") from None
        self.stdout.write(f"{options['output']}: {found} claims.")
