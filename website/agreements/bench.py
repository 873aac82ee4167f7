"""The bilingual bench on the papers of an agreement; asked before signature."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _

from twinpact import places as gazetteer
from twinpact.agreements.bilingual import Comparison, EmptyTextError, PartyNames, compare_texts
from twinpact.formats.table import UnreadableFileError
from twinpact.formats.texts import TextOfFile, read_text_file
from website.agreements.models import Agreement, Document, Party

_GRAVE = frozenset({"critical", "error"})
#: The paper that both sides sign, the most binding first.
_SIGNED_KINDS = (Document.Kind.AGREEMENT, Document.Kind.LETTER_OF_INTENT)


class NoTextError(Exception):
    """A document of which no text can be read; the message says why, for a person."""


@dataclass(frozen=True, slots=True)
class LanguageText:
    """One language version: its language, its text, and the document that holds it."""

    language: str
    text: str
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two language versions and what differs between them."""

    first: LanguageText
    second: LanguageText
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Differences:
    """What the bench says of an agreement. ``unread`` are documents with the reason, in words."""

    compared: tuple[Compared, ...]
    unread: tuple[tuple[Document, str], ...]

    @property
    def grave(self) -> int | None:
        """How many differences must be settled; None where no two versions could be compared."""
        if not self.compared:
            return None
        return sum(
            found.severity in _GRAVE
            for one in self.compared
            for found in one.comparison.differences
        )


def differences(agreement: Agreement) -> Differences:
    """What differs between the language versions of the paper that is to be signed.

    Looks at the newest version in each language of the agreement text, or of the letter of intent
    where there is no agreement text; a file with two languages side by side holds both.
    """
    texts: dict[str, LanguageText] = {}
    unread = []
    for document in newest(agreement):
        try:
            for one in texts_of(document):
                texts.setdefault(one.language, one)
        except NoTextError as problem:
            unread.append((document, str(problem)))
    names = party_names(agreement)
    compared = []
    for one, other in combinations(_in_order(texts, agreement.languages), 2):
        try:
            compared.append(compare(one, other, names))
        except EmptyTextError as empty:
            lacking = (one, other)[empty.side - 1].document
            if lacking is not None:
                unread.append((lacking, _("There is no text in the file.")))
    return Differences(tuple(compared), tuple(unread))


def _in_order(texts: Mapping[str, LanguageText], languages: Sequence[str]) -> list[LanguageText]:
    """The versions as the agreement names their languages; others as they were brought."""
    named = {code: place for place, code in enumerate(languages)}
    return sorted(
        texts.values(),
        key=lambda one: (
            named.get(one.language, len(named)),
            one.document.pk if one.document else 0,
        ),
    )


def newest(agreement: Agreement) -> list[Document]:
    """The newest version in each language of the paper that both sides sign."""
    for kind in _SIGNED_KINDS:
        rows = agreement.documents.filter(kind=kind).exclude(file="").exclude(language="")
        by_language: dict[tuple[str, str], Document] = {}
        # Of two papers of a kind in a language the one brought last is the one to be signed.
        for row in rows.order_by("added_at", "version", "pk"):
            by_language[row.language, row.second_language] = row
        if by_language:
            return sorted(by_language.values(), key=lambda row: (-row.pk,))
    return []


def texts_of(document: Document) -> list[LanguageText]:
    """The language versions that a document holds: one, or two side by side.

    Raises:
        NoTextError: It has no file or language, or no text is read of files of its kind.
    """
    if not document.file or not document.language:
        raise NoTextError(_("The document has no file or no language."))
    with document.file.open("rb") as file:
        read = text_of(file.read())
    if not document.second_language:
        return [LanguageText(document.language, read.text, document)]
    if read.columns is None:
        raise NoTextError(_("The file should hold two languages in two columns, and does not."))
    languages = document.language, document.second_language
    return [
        LanguageText(code, text, document)
        for code, text in zip(languages, read.columns, strict=True)
    ]


def text_of(content: bytes) -> TextOfFile:
    """The text of a file's content.

    Raises:
        NoTextError: No text is read of it; the message says what to do.
    """
    try:
        return read_text_file(content)
    except UnreadableFileError:
        raise NoTextError(
            _("No text can be read of this file. Bring it as Word or OpenDocument, or as text.")
        ) from None


def compare(first: LanguageText, second: LanguageText, names: Sequence[PartyNames]) -> Compared:
    """Two language versions, compared.

    Raises:
        EmptyTextError: One of them has no words.
    """
    languages = first.language, second.language
    return Compared(first, second, compare_texts(first.text, second.text, languages, list(names)))


def party_names(agreement: Agreement) -> list[PartyNames]:
    """All names of the parties, in every language that is known; for places that are known."""
    parties: list[Party] = list(agreement.parties.select_related("place"))
    return [PartyNames(_names(party)) for party in parties]


def _names(party: Party) -> tuple[str, ...]:
    place = party.place
    if place is None:
        return (party.written,)
    names = [place.name, *place.names.values(), *place.other_names, party.written]
    with suppress(gazetteer.UnknownPlaceError):
        names += gazetteer.place(place.pk).names.values()
    return tuple(dict.fromkeys(name for name in names if name))
