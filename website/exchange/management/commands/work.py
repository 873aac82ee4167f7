"""``work``: the worker; what a killed one left undone begins anew first."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from website.exchange.actions import rescue_imports


class Command(BaseCommand):
    help = "Run the jobs of the queue; begin anew what a killed worker left undone."

    def handle(self, *args: object, **options: object) -> None:
        if rescued := rescue_imports():
            self.stdout.write(f"Imports that begin anew: {', '.join(map(str, rescued))}.")
        call_command("procrastinate", "worker")
