"""The order of the imports of one source: one after another, and none on what is out of date."""

from django.db.models import Max

from website.exchange.models import Import, SourceEntry
from website.sources.models import Source


def hold_source(batch: Import) -> None:
    """Keep other imports of the source waiting until the end of the transaction."""
    Source.objects.select_for_update(no_key=True).get(pk=batch.source_id)


def entries_state(batch: Import) -> int:
    """A number that changes whenever an import of the source is written or taken back."""
    events = SourceEntry.pgh_event_model.objects.filter(source_id=batch.source_id)
    return events.aggregate(last=Max("pgh_id"))["last"] or 0


def is_overtaken(batch: Import) -> bool:
    """Whether another import of the source was written after this one was compared with it."""
    return entries_state(batch) != batch.compared_state
