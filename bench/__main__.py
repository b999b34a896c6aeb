"""`python -m bench [name …] [--quick [N]]`: measure, print a table, keep JSON in `bench/results`."""

import argparse
import importlib
from pathlib import Path

from bench import machine
from bench.measures import Measure, keep, table
from bench.scale import QUICK, Scale
from bench.server import Server, say

# Each is a module with `run(server, scale=…)`; they load once Django knows its database.
BENCHMARKS = {
    "watch": "bench.watch",
    "import": "bench.imports",
    "pages": "bench.pages",
    "checks": "bench.checks",
    "replay": "bench.replay",
    "law": "bench.law",
    "papers": "bench.papers",
}
RESULTS = Path(__file__).resolve().parent / "results"


def main() -> None:
    """Run the benchmarks named, or all of them; exit status 1 when a goal is missed in earnest."""
    asked = _arguments()
    scale = Scale(asked.quick)
    described = machine.describe()
    folder = asked.results or (RESULTS if scale.is_whole else RESULTS / "quick")
    print(machine.sentence(described), flush=True)
    missed = False
    with Server() as server:
        for name in asked.names or BENCHMARKS:
            say(f"{name}…")
            measures: list[Measure] = importlib.import_module(BENCHMARKS[name]).run(server, scale=scale)
            print(f"\n{name}\n{table(measures)}", flush=True)
            keep(folder, name, measures, machine=described, scale=scale)
            missed |= any(measure.is_met is False for measure in measures)
    if missed and scale.is_whole:
        raise SystemExit(1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[[], *BENCHMARKS], metavar="name", help=", ".join(BENCHMARKS)
    )
    parser.add_argument(
        "--quick",
        type=_part,
        nargs="?",
        default=1,
        const=QUICK,
        metavar="N",
        help=f"an N-th of the size ({QUICK} if not said): everything is run, the figures mean nothing",
    )
    parser.add_argument("--results", type=Path, metavar="FOLDER", help="where to keep the JSON")
    return parser.parse_args()


def _part(text: str) -> int:
    part = int(text)
    if part < 1:
        raise argparse.ArgumentTypeError("a number from 1 on")
    return part


if __name__ == "__main__":
    main()
