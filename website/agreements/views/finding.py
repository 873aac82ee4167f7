"""The look-up behind the field in which people type a territory."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from twinpact.places import Place as Territory
from website.agreements import words
from website.agreements.filters import clean
from website.places import territories
from website.places.naming import full_name, held_by, name_that_fits

OFFERED = 8


@login_required
@require_safe
def places(request: HttpRequest) -> JsonResponse:
    """Territories whose name begins as typed, for the list under the field.

    Those of the country come first; where it has none, the others are offered all the same.
    """
    typed = clean(request.GET.get("q", ""))
    country = clean(request.GET.get("country", ""))
    found = territories.search(typed, limit=OFFERED, country=country or None) if typed else []
    if typed and country and not found:
        found = territories.search(typed, limit=OFFERED)
    language = get_language() or "en"
    return JsonResponse({"places": [_offered(place, typed, language) for place in found]})


def _offered(place: Territory, typed: str, language: str) -> dict[str, str]:
    """What tells a territory from its namesakes: its level, what holds it, how it fits."""
    return {
        "id": place.id,
        "name": full_name(place.id, language),
        "country": place.country,
        "title": place.name_in(language),
        "within": held_by(place, language),
        "level": words.word("level", place.level),
        "also": name_that_fits(place, typed, language),
    }
