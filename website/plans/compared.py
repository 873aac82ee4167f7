"""What a version of a programme changed against the one before."""

from dataclasses import dataclass

from twinpact.plans import Activity, Programme


@dataclass(frozen=True, slots=True)
class Changes:
    """The activities that were added, removed and changed, by code and title."""

    added: list[Activity]
    removed: list[Activity]
    changed: list[tuple[Activity, Activity]]
    first: bool = False

    @property
    def any(self) -> bool:
        """Whether an activity is another."""
        return bool(self.added or self.removed or self.changed)


def changes(before: Programme | None, after: Programme) -> Changes:
    """The changes from one version to the next; of the first, all activities are new."""
    old = {} if before is None else {one.code: one for one in before.activities}
    new = {one.code: one for one in after.activities}
    return Changes(
        added=[one for code, one in new.items() if code not in old],
        removed=[one for code, one in old.items() if code not in new],
        changed=[
            (old[code], one) for code, one in new.items() if code in old and old[code] != one
        ],
        first=before is None,
    )
