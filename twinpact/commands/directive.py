"""``twinpact directive``: a country's rules, and what they ask of the agreements in a file."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from twinpact.agreements import Agreement
from twinpact.commands.directive_answers import Told, answers_told, rules_told
from twinpact.commands.group import DONE, FOUND, BadInputError
from twinpact.commands.reading import (
    JSON,
    LANGUAGE,
    MAP,
    ON,
    SHEET,
    all_agreements_in,
    progress,
    write_out,
)
from twinpact.directives import (
    Assessment,
    BadDirectiveError,
    Directive,
    Evidence,
    assess,
    case_of,
    directives,
    read_directive,
)
from twinpact.places import resolve
from twinpact.vocabularies import terms

_LONGEST = 1_000_000


@click.command()
@click.argument("country")
@click.option(
    "--agreement",
    "file",
    type=click.Path(path_type=Path),
    help="A table of agreements: what the rules ask of those with a party of COUNTRY.",
)
@ON
@click.option(
    "--fact", "facts", multiple=True, metavar="FACT=yes|no", help="What is known beside FILE."
)
@click.option(
    "--done", "done", multiple=True, metavar="RULE=DAY", help="A step that was done on a day."
)
@click.option(
    "--text",
    type=click.Path(path_type=Path),
    help="The text of a directive (YAML), instead of the one that comes with twinpact.",
)
@MAP
@SHEET
@LANGUAGE
@JSON
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
def directive(  # noqa: PLR0913 - as many as there are options
    country: str,
    *,
    file: Path | None,
    on: datetime | None,
    facts: tuple[str, ...],
    done: tuple[str, ...],
    text: Path | None,
    map_file: Path | None,
    sheet: str | None,
    language: str,
    as_json: bool,
    output: Path | None,
) -> int:
    """Show the rules of COUNTRY (a code or a name), with source and confidence of each.

    With --agreement, say of each agreement with a party of COUNTRY: may they, under which sides'
    rules, what is missing, whose turn it is, by when, and what silence means.
    """
    day = date.today() if on is None else on.date()  # noqa: DTZ011, TID251 - a command's clock
    code = _country(country)
    known = dict(directives())
    if text is not None:
        own = _read(text)
        known[own.country] = own
    rules = known.get(code)
    if rules is None:
        click.echo(f"twinpact: there is no directive of {code}; nothing is known.", err=True)
        return FOUND
    if file is None:
        _put(rules_told(rules, language), as_json, output)
        return DONE
    asked = _Asked(code, rules, known, day, _facts(facts), _done(done, known))
    with progress(f"Asking about {file.name}"):
        agreements = [one for read in all_agreements_in(file, map_file, sheet)
                      for one in read.agreements]  # fmt: skip
        answers = asked.answers(agreements)
    _put(answers_told(rules, day, answers, language), as_json, output)
    click.echo(f"{file.name}: {len(answers)} of {len(agreements)} agreements with a party of "
               f"{code}", err=True)  # fmt: skip
    return FOUND if any(one.may != "yes" or one.missing for _, one in answers) else DONE


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of every agreement of the file."""

    country: str
    rules: Directive
    known: Mapping[str, Directive]
    day: date
    facts: Mapping[str, bool]
    done: Mapping[str, date]

    def answers(self, agreements: Sequence[Agreement]) -> list[tuple[Agreement, Assessment]]:
        """The agreements with a party of the country, each with what the rules say of it."""
        of = {self.country, *self.rules.members}
        return [
            (one, self._answer(one))
            for one in agreements
            if any(party.place and party.place.country in of for party in one.parties)
        ]

    def _answer(self, agreement: Agreement) -> Assessment:
        case = case_of(agreement, facts=self.facts)
        evidence = [
            Evidence(rule, day, number)
            for rule, day in self.done.items()
            for number, side in enumerate(case.sides)
            if self._binds(rule, side.country)
        ]
        return assess(case, on=self.day, evidence=evidence, directives=self.known)

    def _binds(self, rule: str, country: str | None) -> bool:
        prefix = rule.partition("-")[0]
        union = self.known.get(prefix)
        return country == prefix or (union is not None and country in union.members)


def _country(written: str) -> str:
    if written.upper() in directives():
        return written.upper()
    found = resolve(written, level="country").place
    if found is None:
        raise BadInputError(f"{written!r} is not a country that is known.")
    return found.country


def _read(text: Path) -> Directive:
    try:
        if text.stat().st_size > _LONGEST:
            raise BadInputError(f"{text}: too large for a directive.")
        return read_directive(text.read_text("utf-8"))
    except OSError as problem:
        raise BadInputError(f"{text}: {problem.strerror}.") from None
    except UnicodeDecodeError:
        raise BadInputError(f"{text}: the directive is not UTF-8 text.") from None
    except BadDirectiveError as problem:
        raise BadInputError(f"{text}: {problem}") from None


def _facts(written: tuple[str, ...]) -> dict[str, bool]:
    facts = {}
    for pair in written:
        name, _, answer = pair.partition("=")
        if name not in terms("facts") or answer not in {"yes", "no"}:
            known = ", ".join(code for code, word in terms("facts").items()
                              if "of_the_record" not in word.extra)  # fmt: skip
            raise BadInputError(
                f"--fact {pair!r}: write FACT=yes or FACT=no, with one of {known}."
            )
        facts[name] = answer == "yes"
    return facts


def _done(written: tuple[str, ...], known: Mapping[str, Directive]) -> dict[str, date]:
    ids = {rule.id for one in known.values() for rule in one.rules}
    done = {}
    for pair in written:
        rule, _, day = pair.partition("=")
        if rule not in ids:
            raise BadInputError(f"--done {pair!r}: there is no rule {rule!r}; write RULE=DAY.")
        try:
            done[rule] = date.fromisoformat(day)
        except ValueError:
            raise BadInputError(f"--done {pair!r}: write RULE=DAY, as MX-5=2026-11-01.") from None
    return done


def _put(told: Told, as_json: bool, output: Path | None) -> None:
    """JSON for programs, a drawn table for people on a terminal, CSV everywhere else."""
    if as_json:
        write_out(told.json(), output)
    elif output is None and sys.stdout.isatty():
        told.show()
    else:
        write_out(told.csv(), output)
