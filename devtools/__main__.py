"""`./dev SUBCOMMAND`: one module per subcommand; a failure is one sentence."""

import importlib
import sys

from devtools.failure import PlainError

SUBCOMMANDS = {
    "demo": "devtools.demo",
    "test": "devtools.testing",
    "check": "devtools.checking",
    "manage": "devtools.managing",
    "translations": "devtools.translations",
}


def main(arguments: list[str]) -> int:
    """Run one subcommand and give its exit status."""
    if not arguments or arguments[0] not in SUBCOMMANDS:
        print(f"./dev knows: {', '.join(SUBCOMMANDS)}.", file=sys.stderr)
        return 2
    command = importlib.import_module(SUBCOMMANDS[arguments[0]])
    try:
        return int(command.run(arguments[1:]))
    except PlainError as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
