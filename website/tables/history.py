"""How the history of every record is kept: which changes, and by which kind of trigger."""

from typing import Self

import pghistory
import pgtrigger


class Came(pghistory.InsertEvent):
    """Rows that come, kept once for each statement however many they are."""

    def __init__(self) -> None:
        super().__init__(level=pgtrigger.Statement)

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Itself: the history package copies its trackers, and a copied level is not known."""
        return self


class Went(pghistory.DeleteEvent):
    """Rows that go, kept once for each statement however many they are."""

    def __init__(self) -> None:
        super().__init__(level=pgtrigger.Statement)

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Itself, for the same reason."""
        return self


#: Rows that change are kept one by one: only a trigger for each row can compare what was with
#: what is now, so that a row that was written anew without a change leaves no trace.
TRACKERS = (Came(), pghistory.UpdateEvent(), Went())
