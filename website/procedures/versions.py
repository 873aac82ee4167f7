"""Which version of a country's directive counts today, and versions as the library reads them."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from twinpact.directives import Directive, directive_texts, directives, read_directive
from website.procedures.models import DirectiveVersion

#: How many texts of directives are kept read.
KEPT = 256


@lru_cache(maxsize=KEPT)
def read(text: str) -> Directive:
    """The directive that a stored text writes.

    Raises:
        BadDirectiveError: The text is not sound.
    """
    return read_directive(text)


def own_version(country: str) -> DirectiveVersion | None:
    """The newest version that an authority wrote here; None where the shipped one counts."""
    own = DirectiveVersion.objects.filter(country=country, shipped=False)
    return own.order_by("-id").first()


def current_directive(country: str) -> Directive | None:
    """The directive under which a procedure of this country would begin today."""
    own = own_version(country)
    return directives().get(country) if own is None else read(own.text)


def current_version(country: str, *, at: datetime) -> DirectiveVersion | None:
    """The current version of a country's directive; a shipped one is stored when first used.

    None where there is no directive of the country.
    """
    return own_version(country) or _shipped(country, at)


def unions_of(country: str) -> Iterator[str]:
    """The unions with a directive of their own of which a country is a member."""
    for code in directives():
        directive = current_directive(code)
        if directive is not None and country in directive.members:
            yield code


def _shipped(country: str, at: datetime) -> DirectiveVersion | None:
    text = directive_texts().get(country)
    if text is None:
        return None
    version = directives()[country].version
    kept, _made = DirectiveVersion.objects.get_or_create(
        country=country,
        version=version,
        defaults={"text": text, "shipped": True, "made_at": at},
    )
    if kept.text == text:
        return kept
    # The library's text changed without a new number: it is told apart by its digest.
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    kept, _made = DirectiveVersion.objects.get_or_create(
        country=country,
        version=f"{version}+{digest}",
        defaults={"text": text, "shipped": True, "made_at": at},
    )
    return kept
