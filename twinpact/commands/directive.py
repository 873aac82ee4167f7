"""``twinpact directive``: a country's rules, and what they ask of the agreements in a file."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from twinpact.agreements import Agreement
from twinpact.commands.group import DONE, FOUND, BadInputError
from twinpact.commands.reading import (
    JSON,
    LANGUAGE,
    MAP,
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
    RuleStanding,
    assess,
    directives,
    in_language,
    read_directive,
)
from twinpact.directives.agreements import case_of
from twinpact.directives.rows import RULE_COLUMNS, STANDING_COLUMNS, rule_row, standing_row, told
from twinpact.formats.tables import write_csv
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
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which is asked; today, if not given.",
)
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
        write_out(_rules(rules, language, as_json), output)
        return DONE
    asked = _Asked(code, rules, known, day, _facts(facts), _done(done, known))
    with progress(f"Asking about {file.name}"):
        agreements = [one for read in all_agreements_in(file, map_file, sheet)
                      for one in read.agreements]  # fmt: skip
        answers = asked.answers(agreements)
    write_out(_answered(asked, answers, language, as_json), output)
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
        return [
            (one, self._answer(one))
            for one in agreements
            if any(party.place and party.place.country == self.country for party in one.parties)
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


def _rules(rules: Directive, language: str, as_json: bool) -> str:
    rows = [rule_row(rules, rule, language) for rule in rules.rules]
    if as_json:
        head = {
            "country": rules.country,
            "version": rules.version,
            "text_date": rules.text_date,
            "title": in_language(rules.title, language),
            "text": in_language(rules.text, language),
            "rules": [dict(zip(RULE_COLUMNS, row, strict=True)) for row in rows],
        }
        return _dumped(head)
    return _table(RULE_COLUMNS, rows)


def _answered(
    asked: _Asked, answers: list[tuple[Agreement, Assessment]], language: str, as_json: bool
) -> str:
    if as_json:
        head = {"country": asked.country, "version": asked.rules.version, "on": str(asked.day)}
        return _dumped(
            head | {"agreements": [told(one, found, language) for one, found in answers]}
        )
    rows = [
        [
            agreement.row,
            " – ".join(party.written for party in agreement.parties),
            found.may,
            *standing_row(side.directive, one, language),
        ]
        for agreement, found in answers
        for side in found.sides
        for one in side.standings
        if side.directive is not None and _is_shown(one)
    ]
    return _table(("row", "parties", "may", *STANDING_COLUMNS), rows)


def _is_shown(one: RuleStanding) -> bool:
    return one.standing != "not_applicable"


def _table(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    return write_csv(list(header), [list(row) for row in rows])


def _dumped(told_of: Mapping[str, Any]) -> str:
    indent = 2 if sys.stdout.isatty() else 1
    return json.dumps(told_of, ensure_ascii=False, indent=indent) + "\n"
