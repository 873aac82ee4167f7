"""A programme as a spreadsheet that can be filled in and brought back."""

from django.utils.translation import gettext as _

from twinpact.formats.writing import write_xlsx
from twinpact.plans import Programme
from twinpact.plans.programme_table import programme_header, programme_rows
from website.agreements.words import reader_language


def sheet_file(content: Programme) -> bytes:
    """The programme under the headings by which it is read again, in the reader's language."""
    language = reader_language()
    rows = programme_rows(content, language)
    return write_xlsx(programme_header(language), rows, sheet=_("Programme"))


def template_file() -> bytes:
    """The headings alone."""
    return write_xlsx(programme_header(reader_language()), [], sheet=_("Programme"))
