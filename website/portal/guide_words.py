"""What the rules of a directive say, in whole sentences for somebody of the field."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twinpact.directives import SIGNATURE, Deadline, Directive, Rule, in_language, named
from twinpact.vocabularies import UnknownWordError, term, terms
from website.agreements.words import country_name, reader_language

HOST = re.compile(r"^(https?://)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(/[^\s]*)?$", re.IGNORECASE)


def called(list_name: str, code: str) -> str:
    """A code of a vocabulary in the reader's language; one that no list knows stays as it is."""
    try:
        return term(list_name, code).in_language(reader_language())
    except UnknownWordError:
        return code


def within(list_name: str, code: str) -> str:
    """The same word as it stands inside a sentence."""
    word = called(list_name, code)
    return word if word[:2].isupper() else word[:1].lower() + word[1:]


def how_long(rule: Rule, directive: Directive) -> list[str]:
    """How long a step may take, what counts as a day, and what happens at the end."""
    deadline = rule.deadline
    if deadline is None:
        return [_("No time limit is known.")]
    since = _since(deadline, directive)
    if deadline.number is None or deadline.unit is None:
        return [_("There is a time limit, counted from %(since)s; how long it is is not known.")
                % {"since": since}]  # fmt: skip
    told = [_length(deadline.unit, deadline.number) % {"n": deadline.number, "since": since}]
    if deadline.calendar is not None:
        told.append(
            _("The holidays of %(country)s count.") % {"country": country_name(deadline.calendar)}
        )
    if deadline.free_day == "moves":
        told.append(_("If the last day is not a working day, the next working day is the last."))
    elif deadline.free_day == "stays":
        told.append(_("The last day stays the last, also where it is not a working day."))
    return told


def _length(unit: str, number: int) -> str:
    if unit == "days":
        return ngettext(
            "%(n)s day, counted from %(since)s.", "%(n)s days, counted from %(since)s.", number
        )
    if unit == "working_days":
        return ngettext(
            "%(n)s working day, counted from %(since)s.",
            "%(n)s working days, counted from %(since)s.",
            number,
        )
    return ngettext(
        "%(n)s month, counted from %(since)s.", "%(n)s months, counted from %(since)s.", number
    )


def _since(deadline: Deadline, directive: Directive) -> str:
    if deadline.counted_from == SIGNATURE:
        return _("the day on which both sides have signed")
    return _("“%(step)s”") % {
        "step": named(directive.rule(deadline.counted_from), reader_language())
    }


def what_silence_means(rule: Rule) -> str:
    """What it means when the one who is to act does not answer in time."""
    unverified = rule.confidence == "unverified"
    if rule.silence == "approval":
        told = _("Whoever does not answer in time has approved.")
        doubt = _(
            "It is said that silence approves; nobody has confirmed it, so do not rely on it."
        )
        return doubt if unverified else told
    if rule.silence == "refusal":
        told = _("Whoever does not answer in time has refused.")
        doubt = _(
            "It is said that silence refuses; nobody has confirmed it, so do not rely on it."
        )
        return doubt if unverified else told
    if rule.silence == "nothing":
        return _("Silence means nothing: the step stays to be done.")
    return _("What silence means is not known. Wait for the answer in writing.")


def what_waits(rule: Rule) -> str:
    """Which step of the agreement's life waits for the rule; empty where none does."""
    if not rule.blocking or rule.before is None:
        return ""
    return _("Until then this cannot be done: %(step)s.") % {"step": within("steps", rule.before)}


def what_comes_first(rule: Rule, directive: Directive) -> list[str]:
    """The steps that come before a step, by their titles; and the signature of both sides."""
    language = reader_language()
    told = [named(directive.rule(one), language) for one in rule.after]
    if rule.after_signature:
        told.append(_("The signature of both sides"))
    return told


def whom_it_binds(rule: Rule) -> list[str]:
    """Whom and what a rule is limited to, a sentence each; none where it binds all."""
    binds = rule.binds
    limits = (
        (_("Only for: %(words)s."), "levels", binds.levels),
        (_("Only with a counterpart that is: %(words)s."), "levels", binds.counterpart_levels),
        (
            _("Only with a counterpart of the kind: %(words)s."),
            "organization_kinds",
            binds.counterpart_kinds,
        ),
        (_("Only for agreements of the form: %(words)s."), "forms", binds.forms),
        (_("Only for the themes: %(words)s."), "themes", binds.themes),
    )
    told = [
        sentence % {"words": ", ".join(within(list_name, code) for code in codes)}
        for sentence, list_name, codes in limits
        if codes
    ]
    for fact, expected in binds.facts.items():
        sentence = (
            _("Only where the answer is yes: %(question)s")
            if expected
            else _("Only where the answer is no: %(question)s")
        )
        told.append(sentence % {"question": question(fact)})
    return told


def what_to_ask(rule: Rule) -> str:
    """The question that decides a condition, where somebody has to answer one."""
    if rule.test is None:
        return ""
    fact = rule.test.values.get("fact")
    return question(str(fact)) if fact is not None else ""


def question(fact: str) -> str:
    """A fact as a question: "Do the two countries have diplomatic relations?"."""
    known = terms("facts").get(fact)
    if known is None:
        return fact
    asked = known.extra.get("question", {})
    return in_language(asked, reader_language()) if asked else called("facts", fact)


def counts_as(rule: Rule) -> str:
    """As what the agreement counts where a classification does not hold."""
    if rule.otherwise is None:
        return ""
    return _("Otherwise it counts as: %(form)s.") % {"form": within("forms", rule.otherwise)}


def amends(rule: Rule, directive: Directive) -> str:
    """Which older rule about the same act this one changes."""
    if rule.amends is None:
        return ""
    older = named(directive.rule(rule.amends), reader_language())
    return _("Speaks of the same act as “%(rule)s”, after a later text.") % {"rule": older}


def links(address: str | None) -> list[tuple[str, str | None]]:
    """The addresses of a source, as written, each with the link that it makes, where it is one."""
    written = [one.strip() for one in (address or "").split(";") if one.strip()]
    return [(one, _link(one)) for one in written]


def _link(written: str) -> str | None:
    if not HOST.match(written):
        return None
    return written if written.lower().startswith(("http://", "https://")) else f"https://{written}"
