"""How long a person waits for the first page: a fresh clone, then a second start.

    python -m benchmarks.start [--port 8900]

Clones this repository into a temporary folder with a space in its name, runs ``./dev demo`` until
the home page is served, stops it, and starts it again. Packages come from the download cache when
they are in it: run twice to measure with a warm one. Prints JSON, in seconds.
"""

import argparse
import json
import os
import signal
import subprocess
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 600


def main() -> None:
    """Measure both starts and print them."""
    parser = argparse.ArgumentParser(description="Measure the cold and the warm start.")
    parser.add_argument("--port", type=int, default=8900)
    port = parser.parse_args().port
    with tempfile.TemporaryDirectory(prefix="tw-") as folder:
        clone = Path(folder) / "fresh clone"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        figures = {"cold": start(clone, port), "warm": start(clone, port)}
    print(json.dumps({"unit": "s", "first_page_served": figures}))


def start(clone: Path, port: int) -> float:
    """Seconds from the command to the first whole page; the demo is stopped again."""
    unset = ("DATABASE_URL", "TWINPACT_VAR", "TWINPACT_UV", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    begun = time.monotonic()
    demo = subprocess.Popen(
        [clone / "dev", "demo", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        while not serves_a_page(port):
            assert demo.poll() is None, "the demo ended by itself"
            assert time.monotonic() - begun < LONGEST, "the demo takes too long"
            time.sleep(0.05)
        return round(time.monotonic() - begun, 1)
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait(60)


def serves_a_page(port: int) -> bool:
    """Whether the home page comes, whole and with its frame."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/en/")
        answer = connection.getresponse()
        return answer.status == 200 and b"</html>" in answer.read()
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    main()
