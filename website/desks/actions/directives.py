"""Writing a country's directive: always a new version, never over the old one."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from twinpact.directives import directive_texts, read_directive
from website.accounts.models import User
from website.accounts.permissions import NotAllowedError
from website.desks.directives import countries_to_direct, in_force
from website.procedures.models import DirectiveVersion

LOCK = "directive of"


class DirectiveRefusedError(Exception):
    """The version cannot be stored; the sentence says why and what to do."""


class WrittenMeanwhileError(DirectiveRefusedError):
    """Somebody else stored a version after this one was begun."""


@transaction.atomic
def write_directive(
    *, country: str, text: str, reason: str, after: str, by: User, at: datetime
) -> DirectiveVersion:
    """Store the authority's own directive as a new version, with the reason.

    ``after`` is the version on which the text was begun. Procedures that run keep the version
    under which they began; new ones begin under this one.

    Raises:
        NotAllowedError: The person may not write the directive of this country.
        BadDirectiveError: The text is not a sound directive; its findings say what is wrong.
        WrittenMeanwhileError: Another version was stored since.
        DirectiveRefusedError: The country, the version or the reason does not fit.
    """
    if country not in countries_to_direct(by):
        raise NotAllowedError(
            _("Only the authority of a country may write its directive. Ask who keeps the site.")
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), hashtext(%s))", [LOCK, country])
    text = text.replace("\r\n", "\n")
    told = read_directive(text)
    if told.country != country:
        raise DirectiveRefusedError(
            _("The text says country %(written)s; this is the directive of %(country)s.")
            % {"written": told.country, "country": country}
        )
    if not reason.strip():
        raise DirectiveRefusedError(_("Say why the directive changes. The reason is public."))
    _check_version(country, told.version, text, after)
    return DirectiveVersion.objects.create(
        country=country,
        version=told.version,
        text=text,
        reason=reason.strip(),
        made_at=at,
        made_by=by,
    )


def _check_version(country: str, version: str, text: str, after: str) -> None:
    before = in_force(country)
    if before is not None and before.version != after:
        raise WrittenMeanwhileError(
            _("Version %(version)s was stored meanwhile. Your text is kept below: compare it, and "
              "save it again on top of the newer one.") % {"version": before.version}
        )  # fmt: skip
    if before is not None and before.text == text:
        raise DirectiveRefusedError(_("Nothing has changed since the version before."))
    if version in _versions(country):
        raise DirectiveRefusedError(
            _("There is a version %(version)s already. Write another one at “version:”.")
            % {"version": version}
        )


def _versions(country: str) -> set[str]:
    stored = DirectiveVersion.objects.filter(country=country).values_list("version", flat=True)
    shipped = directive_texts().get(country)
    return {*stored, *([read_directive(shipped).version] if shipped else [])}
