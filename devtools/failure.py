"""How the workshop says that it cannot go on."""


class PlainError(Exception):
    """One sentence for the person at the terminal: what is wrong and what to do."""
