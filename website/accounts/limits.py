"""How often somebody may try: counted in the database, so that it holds for all processes.

An address of the network is kept as a keyed hash only, and for a day at most.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from website.accounts.models import AttemptCount

FORGOTTEN_AFTER = timedelta(days=1)


class TooManyAttemptsError(Exception):
    """Somebody tried more often than they may; they may try again later."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many attempts within so long a time."""

    what: str
    most: int
    within: timedelta

    def begins_at(self, at: datetime) -> datetime:
        """The beginning of the stretch of time in which a moment lies."""
        seconds = int(self.within.total_seconds())
        return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, tz=UTC)


def count_attempt(limit: Limit, who: str, *, at: datetime) -> None:
    """Count an attempt, or refuse it aloud.

    Raises:
        TooManyAttemptsError: There were more attempts than the limit allows.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_attemptcount (what, who, begins_at, n) VALUES (%s, %s, %s, 1) "
            "ON CONFLICT (what, who, begins_at) DO UPDATE "
            "SET n = accounts_attemptcount.n + 1 RETURNING n",
            [limit.what, _hashed(who), limit.begins_at(at)],
        )
        [n] = cursor.fetchone()
    if n == 1:
        AttemptCount.objects.filter(begins_at__lt=at - FORGOTTEN_AFTER).delete()
    if n > limit.most:
        raise TooManyAttemptsError(limit.what)


def refuse_after_too_many(limit: Limit, who: str, *, at: datetime) -> None:
    """Refuse who has used up the limit, without counting another attempt.

    Raises:
        TooManyAttemptsError: There were as many attempts as the limit allows.
    """
    tried = AttemptCount.objects.filter(
        what=limit.what, who=_hashed(who), begins_at=limit.begins_at(at), n__gte=limit.most
    )
    if tried.exists():
        raise TooManyAttemptsError(limit.what)


def _hashed(who: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), who.encode(), hashlib.sha256).hexdigest()


def sender_of(request: HttpRequest) -> str:
    """The address from which a request comes.

    Behind a web server with TLS it is the last one that this server has added to
    ``X-Forwarded-For``; what a visitor writes there stands before it.
    """
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded.strip():
        return forwarded.rsplit(",", 1)[-1].strip()[:100]
    return str(request.META.get("REMOTE_ADDR", ""))
