"""The command ``twinpact`` itself: it knows its verbs and imports one only when it is called."""

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

VERBS = {
    "bench": "Where two language versions of an agreement differ, clause by clause.",
    "check": "What is wrong or missing in a table of agreements or of published counts.",
    "convert": "A table of agreements in another format.",
    "directive": "A country's rules, and what they ask of the agreements of a table next.",
    "iati-check": "Where a file of IATI activities does not follow the standard 2.03.",
    "match": "Who could be the next partner of a territory, with reasons.",
    "match-eval": "How well the ranking of partners finds agreements that it was not shown.",
    "match-learn": "The weights of the ranking, learned from the links of a network.",
    "network": "How territories are linked: distances, groups, positions, and what is surprising.",
    "numeralia": "How many agreements there are, by any two things, with totals.",
    "plan-check": "What a table of an annual programme or a development plan says, and what not.",
    "same": "Which rows are one agreement, among themselves or with those of another table.",
    "resolve": "The territory that each written name of a table means.",
}
"""Each verb with what it does; the verb's own file has the rest."""

DONE, FOUND, WRONG_USE = 0, 1, 2
"""Exit codes: done; done, with findings; wrong use or bad input."""


class BadInputError(click.ClickException):
    """What was given cannot be used; one line says why."""

    exit_code = WRONG_USE


class _Verbs(click.Group):
    """A group whose commands are imported when they are needed, as start-up should be quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        name = cmd_name.replace("-", "_")
        module = importlib.import_module(f"twinpact.commands.{name}")
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def main(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        *,
        standalone_mode: bool = True,
        **options: Any,
    ) -> Any:
        """Runs a command; whatever goes wrong becomes one line and an exit code."""
        if not standalone_mode:
            return super().main(args, prog_name, standalone_mode=False, **options)
        try:
            code = super().main(args, prog_name, standalone_mode=False, **options)
        except click.ClickException as problem:
            _complain(problem)
            code = problem.exit_code if isinstance(problem, BadInputError) else WRONG_USE
        except (click.Abort, KeyboardInterrupt):
            click.echo("twinpact: stopped", err=True)
            code = 130
        except BrokenPipeError:
            _leave_pipe()
            code = FOUND
        sys.exit(code if isinstance(code, int) else DONE)


def _complain(problem: click.ClickException) -> None:
    message = " ".join(problem.format_message().split())
    context = getattr(problem, "ctx", None)
    name = context.command_path if context is not None else "twinpact"
    click.echo(f"{name}: {message}", err=True)


def _leave_pipe() -> None:
    """Whoever was reading has gone; writing what is left would fail again at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


@click.group("twinpact", cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="twinpact")
def main() -> None:
    """Twinning agreements on the command line: file in, file or standard output out.

    Exit codes: 0 done, 1 done with findings, 2 wrong use or a file that cannot be read.
    """
