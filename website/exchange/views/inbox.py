"""What other sites read and write here: our keys, and the inbox."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from website.accounts.limits import (
    Limit,
    TooManyAttemptsError,
    count_attempt,
    refuse_after_too_many,
    sender_of,
)
from website.exchange.actions.receiving import count_refused, receive_message
from website.exchange.models import SiteKey
from website.exchange.peers.messages import LARGEST, RefusedMessageError
from website.exchange.peers.reaching import INBOX

#: Messages that were refused, from one address.
REFUSED = Limit("refused messages", 100, timedelta(minutes=10))
DROPPED = 4 * LARGEST
STATUS = {
    "oversized": 413,
    "unsigned": 401,
    "unknown_sender": 403,
    "suspended": 403,
    "retired_key": 403,
    "forged": 403,
    "replayed": 409,
}


@require_safe
def well_known(request: HttpRequest) -> JsonResponse:
    """Who this site is and with which keys it signs, the old ones too (RFC 8615, RFC 8037)."""
    keys = list(SiteKey.objects.all())
    if not settings.SITE_ADDRESS or not keys:
        raise Http404
    answer = JsonResponse(
        {
            "twinpact": 1,
            "site": settings.SITE_ADDRESS,
            "name": settings.REGISTER_NAME,
            "inbox": settings.SITE_ADDRESS + INBOX,
            "largest_message": LARGEST,
            "keys": [_published(key) for key in keys],
        }
    )
    answer["Cache-Control"] = "max-age=60"
    return answer


def _published(key: SiteKey) -> dict[str, object]:
    found: dict[str, object] = {
        "kty": "OKP",
        "crv": "Ed25519",
        "alg": "EdDSA",
        "use": "sig",
        "kid": key.kid,
        "x": key.public,
        "nbf": int(key.made_at.timestamp()),
    }
    if key.retired_at is not None:
        found["exp"] = int(key.retired_at.timestamp())
    if key.endorsement:
        found |= {"endorsed_by": key.endorsed_by, "endorsement": key.endorsement}
    return found


@csrf_exempt
@require_POST
def inbox(request: HttpRequest) -> JsonResponse:
    """Take a message of another site in, or say in a word why not."""
    if not settings.SITE_ADDRESS:
        raise Http404
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    try:
        refuse_after_too_many(REFUSED, sender_of(request), at=now)
        message = receive_message(
            raw=_raw(request, now),
            kid=request.headers.get("Twinpact-Key", "")[:100],
            signature=request.headers.get("Twinpact-Signature", "")[:200],
            at=now,
        )
    except RefusedMessageError as refused:
        return _refusal(request, refused.reason, now)
    except TooManyAttemptsError:
        return JsonResponse({"refused": "too_many"}, status=429)
    return JsonResponse({"received": str(message.uid)}, status=202)


def _raw(request: HttpRequest, now: datetime) -> bytes:
    """The bytes of a request, at most one more than a message may have.

    Of what is somewhat too large the rest is read and dropped, so that the sender hears why.
    """
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not announced.isdigit() or int(announced) > LARGEST:
        request.read(DROPPED)
        count_refused("oversized", None, now)
        raise RefusedMessageError("oversized")
    return request.read(LARGEST + 1)


def _refusal(request: HttpRequest, reason: str, now: datetime) -> JsonResponse:
    try:
        count_attempt(REFUSED, sender_of(request), at=now)
    except TooManyAttemptsError:
        return JsonResponse({"refused": "too_many"}, status=429)
    return JsonResponse({"refused": reason}, status=STATUS.get(reason, 400))
