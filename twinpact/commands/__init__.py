"""The command line: ``twinpact VERB FILE``, one file for each verb."""

from twinpact.commands.group import main

__all__ = ["main"]
