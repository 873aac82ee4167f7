"""What was agreed: reading agreements from tables, and checking them."""

from twinpact.agreements.agreement import Agreement, Party, Statement, Theme
from twinpact.agreements.checks import CHECKS, REGISTER_CHECKS, run_checks
from twinpact.agreements.columns import recognise_columns
from twinpact.agreements.date_words import date_in_words
from twinpact.agreements.finding_sentences import label_of, say
from twinpact.agreements.findings import Finding, Severity, finding
from twinpact.agreements.mapping import (
    Mapping,
    UnreadMappingError,
    columns_of_our_table,
    dump_mapping,
    is_column,
    load_mapping,
)
from twinpact.agreements.money import Money
from twinpact.agreements.parsing.dates import (
    AmbiguousDateError,
    UnreadDateError,
    parse_partial_date,
    partial_date,
)
from twinpact.agreements.parsing.parties import read_party
from twinpact.agreements.parsing.themes import coded_theme, read_theme, read_themes
from twinpact.agreements.parsing.words import is_unavailable
from twinpact.agreements.partial_dates import UNKNOWN_DATE, PartialDate
from twinpact.agreements.rows import read_agreements

__all__ = [
    "CHECKS",
    "REGISTER_CHECKS",
    "UNKNOWN_DATE",
    "Agreement",
    "AmbiguousDateError",
    "Finding",
    "Mapping",
    "Money",
    "PartialDate",
    "Party",
    "Severity",
    "Statement",
    "Theme",
    "UnreadDateError",
    "UnreadMappingError",
    "coded_theme",
    "columns_of_our_table",
    "date_in_words",
    "dump_mapping",
    "finding",
    "is_column",
    "is_unavailable",
    "label_of",
    "load_mapping",
    "parse_partial_date",
    "partial_date",
    "read_agreements",
    "read_party",
    "read_theme",
    "read_themes",
    "recognise_columns",
    "run_checks",
    "say",
]
