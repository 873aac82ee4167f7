"""Country directives: rules as data, and what they ask of two parties next.

Nothing here is legal advice. Every answer names its rule, and every rule says where it stands
and how sure it is; what is not known is said to be not known.
"""

from twinpact.directives.agreements import case_of
from twinpact.directives.assessing import assess, met_of, requirements_of
from twinpact.directives.assessment import (
    Answer,
    Assessment,
    Conflict,
    Due,
    RuleStanding,
    SideAssessment,
    Standing,
)
from twinpact.directives.calendars import (
    UnknownCalendarError,
    has_calendar,
    is_working_day,
    working_days_after,
)
from twinpact.directives.case import Case, Evidence, Moment, SetAside, Side
from twinpact.directives.deadlines import ZoneMissingError, last_day, local_day
from twinpact.directives.directive import (
    SIGNATURE,
    Binding,
    Deadline,
    Directive,
    Rule,
    Source,
    Test,
    UnknownRuleError,
)
from twinpact.directives.lines import line_at, lines_of
from twinpact.directives.loading import (
    BadDirectiveError,
    NoDirectiveError,
    directive,
    directive_texts,
    directives,
    read_directive,
)
from twinpact.directives.saying import (
    in_language,
    named,
    say_conflict,
    say_refusal,
    say_side,
    say_standing,
    who,
)
from twinpact.directives.validating import (
    DirectiveFinding,
    say_finding,
    schema,
    validate_directive,
)

__all__ = [
    "SIGNATURE",
    "Answer",
    "Assessment",
    "BadDirectiveError",
    "Binding",
    "Case",
    "Conflict",
    "Deadline",
    "Directive",
    "DirectiveFinding",
    "Due",
    "Evidence",
    "Moment",
    "NoDirectiveError",
    "Rule",
    "RuleStanding",
    "SetAside",
    "Side",
    "SideAssessment",
    "Source",
    "Standing",
    "Test",
    "UnknownCalendarError",
    "UnknownRuleError",
    "ZoneMissingError",
    "assess",
    "case_of",
    "directive",
    "directive_texts",
    "directives",
    "has_calendar",
    "in_language",
    "is_working_day",
    "last_day",
    "line_at",
    "lines_of",
    "local_day",
    "met_of",
    "named",
    "read_directive",
    "requirements_of",
    "say_conflict",
    "say_finding",
    "say_refusal",
    "say_side",
    "say_standing",
    "schema",
    "validate_directive",
    "who",
    "working_days_after",
]
