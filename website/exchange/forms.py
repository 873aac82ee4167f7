"""Bringing a file."""

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from twinpact.formats.table import UnreadableFileError
from twinpact.formats.tables import read_table
from website.sources.forms import SourceForm

KINDS = (
    *("csv", "tsv", "txt", "xlsx", "xls", "ods"),
    *("html", "htm", "json", "jsonl", "geojson", "xml"),
)
LOOKED_AT = 65_536
IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
#: How JSON, web pages and XML begin: only the whole of one can be read.
RECORDS = (b"{", b"[", b"<")
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class ImportForm(SourceForm):
    """A table, and the source that it is."""

    says_optional_once = True

    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_(
            "A table: a spreadsheet (XLSX, XLS, ODS, CSV, TSV), a saved web page, JSON, "
            "GeoJSON or IATI."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{kind}" for kind in KINDS)}),
        validators=[
            FileExtensionValidator(
                KINDS,
                message=_(
                    "Bring a table: a file whose name ends in .csv, .tsv, .xlsx, .xls, .ods, "
                    ".html, .json, .jsonl, .geojson or .xml (IATI)."
                ),
            )
        ],
        error_messages={
            "required": _("Choose the file that you want to bring."),
            "empty": _("The file is empty: it has 0 bytes. Save it again and bring it anew."),
            "max_length": _("The name of the file is too long. Give it a shorter one."),
        },
    )

    field_order = ("file", "source", "source_title", "source_kind")

    def clean_file(self) -> UploadedFile:
        """Refuse at the door what cannot be a table; the whole file is read later."""
        file = self.cleaned_data["file"]
        if file.size > settings.LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("The file is larger than %(mb)d MB. Divide it and bring the parts one by one."),
                code="too_large",
                params={"mb": settings.LARGEST_UPLOAD // 1_000_000},
            )
        start = file.read(LOOKED_AT)
        file.seek(0)
        if not start.startswith(WORKBOOKS):
            refuse_what_is_no_table(start, whole=file.size <= LOOKED_AT)
        return file


def refuse_what_is_no_table(start: bytes, *, whole: bool) -> None:
    """Say in one sentence why the first bytes cannot begin a table of text."""
    if start.startswith(IMAGES):
        raise forms.ValidationError(
            _("This file is an image, whatever its name says. Bring the table itself."),
            code="image",
        )
    if not whole and start.lstrip(b"\xef\xbb\xbf\r\n\t ")[:1] in RECORDS:
        return
    lines = start if whole else start[: start.rfind(b"\n") + 1] or start
    try:
        read_table(lines, name="")
    except UnreadableFileError:
        if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
            said = _("This file holds NUL signs, so it is not a table of text. Save it as CSV.")
        elif not start.strip():
            said = _("The file is empty. Save it again and bring it anew.")
        else:
            said = _("This file is not a table that can be read. Save it as CSV or XLSX.")
        raise forms.ValidationError(said, code="no_table") from None
