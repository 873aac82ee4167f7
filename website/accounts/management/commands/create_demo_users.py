"""``create_demo_users``: an office with a login for each role, to look around with."""

import base64
import hashlib
import hmac

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from website.accounts.actions import give_role, open_office
from website.accounts.models import Role, User

OFFICES = (
    ("Antioquia: Internationalisation (demo)", "antioquia", "CO"),
    ("Minas Gerais: International relations (demo)", "minas-gerais", "BR"),
    ("Jalisco: International affairs (demo)", "jalisco", "MX"),
    ("Colombia: National authority (demo)", "colombia", "CO"),
)
# Where each login works: the authority in the national office, the others in Antioquia.
LOGINS = tuple(
    (role, "colombia" if role == Role.AUTHORITY else "antioquia") for role in Role.values
)


def demo_password() -> str:
    """A password that follows from this installation's secret, so that none is written down."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"demo login", hashlib.sha256).digest()
    return base64.b32encode(digest)[:12].decode().lower()


class Command(BaseCommand):
    help = "Open the demo offices and print a login for each role."

    @transaction.atomic
    def handle(self, *args: object, **options: object) -> None:
        offices = {
            slug: open_office(name=name, slug=slug, country=country)
            for name, slug, country in OFFICES
        }
        password = demo_password()
        for role, slug in LOGINS:
            user = self._person(f"{role}@demo.example", role.capitalize(), password)
            give_role(user=user, office=offices[slug], role=role, by=None)
            if role == Role.ADMINISTRATOR:
                for office in offices.values():
                    give_role(user=user, office=office, role=role, by=None)
            self.stdout.write(f"  {role:<14} {user.email:<28} {password}")

    def _person(self, email: str, name: str, password: str) -> User:
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, password, first_name=name, last_name="Demo")
        elif not user.check_password(password):
            user.set_password(password)
            user.save()
        return user
