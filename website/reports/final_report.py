"""The final report of a programme: what came of it, what was learnt, and what goes on."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from twinpact.plans import Evaluation, Programme, principle_score, questions
from twinpact.vocabularies import terms
from website.agreements.words import reader_language
from website.reports.content import Block, Cell, Column, Content, Facts, Heading, Paragraph, Table
from website.reports.programme_frame import Frame, activity_name
from website.reports.progress_report import progress, sign
from website.reports.saying import word_of

KIND = "final_report"


def final_report(
    programme: Programme, frame: Frame, *, evaluation: Evaluation | None = None
) -> Content:
    """The year as it ended, with the evaluation where one was made."""
    parts = [
        *progress(programme, frame),
        *_results(programme),
        *_evaluation(evaluation),
        *_goes_on(programme),
        sign(frame),
    ]
    title = _("Final report %(year)s") % {"year": programme.year}
    return frame.report(KIND, programme, title, tuple(parts))


def _results(programme: Programme) -> Iterator[Block]:
    yield Heading(_("Results"))
    yield Table(
        _("What each activity was to bring about"),
        (Column(_("Activity"), 5), Column(_("Result"), 6), Column(_("Seen by"), 5)),
        tuple(
            (
                activity_name(one),
                f"{result.code} {result.title}",
                "; ".join(indicator.title for indicator in result.indicators) or _("no indicator"),
            )
            for one in programme.activities
            for result in one.results
        ),
        empty=_("The programme names no result."),
    )


def _evaluation(evaluation: Evaluation | None) -> Iterator[Block]:
    yield Heading(_("Evaluation"))
    if evaluation is None:
        yield Paragraph(_("No evaluation was made."))
        return
    language = reader_language()
    score = principle_score(evaluation)
    yield Facts(
        (
            (_("Made on"), evaluation.on),
            (_("Made by"), evaluation.by or None),
            (_("Decision"), word_of("evaluation_decisions", evaluation.decision)),
            (_("Reason"), evaluation.reason or None),
        )
    )
    yield Table(
        _("Questions and answers"),
        (Column(_("Question"), 6), Column(_("Answer"), 8)),
        tuple(
            (one.in_language(language), evaluation.answers.get(one.code))
            for one in questions(evaluation.kind)
        ),
        note=_("A number is from 1 (not at all) to 5 (fully)."),
    )
    rows: list[tuple[Cell, ...]] = [
        (one.in_language(language), evaluation.principles.get(code))
        for code, one in terms("rome_principles").items()
    ]
    mean = None if score.mean is None else round(score.mean, 1)
    yield Table(
        _("Self-assessment by the principles"),
        (Column(_("Principle"), 9), Column(_("From 1 to 5"), 3, numbers=True)),
        tuple(rows),
        total=(
            _("Mean (%(known)s of %(of)s scored)") % {"known": score.known, "of": score.of},
            mean,
        ),
    )


def _goes_on(programme: Programme) -> Iterator[Block]:
    """What was not done, and whether it goes on next year."""
    yield Heading(_("What goes on"))
    left = [one for one in programme.activities
            if one.state in ("planned", "under_way", "postponed", "carried_over")]  # fmt: skip
    yield Table(
        _("Activities that were not done"),
        (Column(_("Activity"), 8), Column(_("State"), 4)),
        tuple((activity_name(one), word_of("activity_states", one.state)) for one in left),
        empty=_("Nothing was left undone."),
    )
    if programme.carried_to:
        yield Paragraph(
            _("They go on in the programme %(code)s.") % {"code": programme.carried_to}
        )
