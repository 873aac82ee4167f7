"""What is wrong in an IATI file: the rule, the element or attribute, and a whole sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from twinpact.agreements.findings import Severity
from twinpact.vocabularies import sentence, term

RULES = "iati_rules"
OTHERS = "iati_findings"


@dataclass(frozen=True, slots=True)
class IatiFinding:
    """One thing that keeps a file from following the standard.

    ``rule`` is the number that the standard's validator shows ("6.11.1", "9.4.1"), or "schema" and
    "version". ``list_name`` and ``code`` name the sentence. ``activity`` is the identifier of the
    activity, ``path`` leads to the element in it, ``line`` is its line in the file, and ``about``
    names the element or attribute that is to be put right. ``ours`` is the code of the nearest
    element that carries one of our own (an activity, a budget line, an indicator of a programme),
    so that a page can lead to it.
    """

    rule: str
    code: str
    severity: Severity
    about: str
    list_name: str = RULES
    activity: str | None = None
    path: str = ""
    line: int | None = None
    ours: str | None = None
    values: Mapping[str, str | int] = field(default_factory=dict)

    def say(self, language: str) -> str:
        """The sentence in the reader's language."""
        return sentence(self.code, language, self.values, list_name=self.list_name)

    def label(self, language: str) -> str:
        """The short name of the rule, for lists and counts."""
        return term(self.list_name, self.code).in_language(language)
