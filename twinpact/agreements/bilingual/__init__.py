"""The bilingual bench: two language versions of an agreement, clause by clause.

Before signature both versions must name the same parties, dates, amounts, numbers and references,
as both are usually equally valid (Vienna Convention on the Law of Treaties 1969, article 33, says
so of treaties; agreements between territories borrow it).
"""

from twinpact.agreements.bilingual.clauses import Clause, split_clauses
from twinpact.agreements.bilingual.comparing import (
    Beside,
    Comparison,
    EmptyTextError,
    compare_texts,
)
from twinpact.agreements.bilingual.findings import (
    Difference,
    Mark,
    part_in_words,
    say_difference,
)
from twinpact.agreements.bilingual.items import Doubt, Item, Reading
from twinpact.agreements.bilingual.language import READ
from twinpact.agreements.bilingual.number_words import NoWordsError, number_in_words
from twinpact.agreements.bilingual.parties import PartyNames
from twinpact.agreements.bilingual.reading import read_items

__all__ = [
    "READ",
    "Beside",
    "Clause",
    "Comparison",
    "Difference",
    "Doubt",
    "EmptyTextError",
    "Item",
    "Mark",
    "NoWordsError",
    "PartyNames",
    "Reading",
    "compare_texts",
    "number_in_words",
    "part_in_words",
    "read_items",
    "say_difference",
    "split_clauses",
]
