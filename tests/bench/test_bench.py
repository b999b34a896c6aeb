"""The benchmark runs from end to end, however small; what it measures is never judged here."""

import json
import math
import subprocess
import sys
from types import SimpleNamespace

import pytest

from bench import __main__ as command
from bench import report
from bench.measures import Measure, at_least, at_most, compared, keep, table
from bench.scale import Scale
from tests.architecture.tree import ROOT
from tests.outside import outside

PART = 500


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """Run everything on a five-hundredth of the size, as one types it; return the folder of the results."""
    folder = tmp_path_factory.mktemp("results")
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--quick", str(PART), "--results", folder],
        cwd=ROOT,
        env=outside(),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-5000:]
    return folder


def test_each_benchmark_runs_and_keeps_what_it_measured(results):
    assert {path.stem for path in results.iterdir()} == set(command.BENCHMARKS)
    for name in command.BENCHMARKS:
        kept = json.loads((results / f"{name}.json").read_text("utf-8"))
        assert (kept["benchmark"], kept["quick"]) == (name, True)
        assert kept["command"] == f"python -m bench {name} --quick {PART}"
        assert kept["machine"]["cores"] >= 1
        assert kept["measures"]
        for measure in kept["measures"]:
            assert measure["what"]
            assert measure["unit"]
            assert measure["value"] >= 0
            assert measure["ratio"] is None or math.isfinite(measure["ratio"])
            assert measure["goal_is_met"] in (True, False, None)


# What is judged, and when --------------------------------------------------------------------

FAST = Measure(what="x", value=1, unit="ms", goal=at_most(2))
SLOW = Measure(what="x", value=3, unit="ms", goal=at_most(2))


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Return a way to type the command when it measures this."""

    class NoServer:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    def typed(*measures, options=()):
        stub = SimpleNamespace(run=lambda server, *, scale: list(measures))
        monkeypatch.setattr(command, "BENCHMARKS", {"stub": "bench_stub"})
        monkeypatch.setattr(command, "Server", NoServer)
        monkeypatch.setitem(sys.modules, "bench_stub", stub)
        monkeypatch.setattr(sys, "argv", ["bench", *options, "--results", str(tmp_path)])
        command.main()

    return typed


def test_a_goal_that_is_missed_fails_a_whole_run(run):
    with pytest.raises(SystemExit) as left:
        run(FAST, SLOW)
    assert left.value.code == 1


def test_a_whole_run_that_keeps_its_goals_ends_well(run):
    run(FAST, Measure(what="y", value=9, unit="s"))


def test_a_quick_run_judges_nothing(run):
    run(SLOW, options=["--quick"])


@pytest.mark.parametrize(
    ("goal", "value", "ratio", "met"),
    [
        (None, 5, 1, None),
        (at_most(2), 5, None, False),
        (at_least(2), 5, None, True),
        (at_most(2), 5, 1.5, True),
        (at_most(2, of_value=True), 5, 1.5, False),
    ],
)
def test_a_goal_is_on_the_ratio_where_there_is_one_unless_it_says_otherwise(goal, value, ratio, met):
    assert Measure(what="x", value=value, unit="s", ratio=ratio, goal=goal).is_met is met


def test_what_is_compared_turn_by_turn_gives_the_middle_of_each_and_of_their_ratios():
    found = compared("x", [(1, 1), (4, 2), (9, 3)], unit="s", yardstick="bare")
    assert (found.value, found.yardstick_value, found.ratio) == (4, 2, 2)
    assert found.samples == {"figure": [1, 4, 9], "yardstick": [1, 2, 3]}


def test_a_table_tells_what_is_missed():
    lines = table([FAST, SLOW]).splitlines()
    assert lines[2].endswith("≤ 2 ms yes")
    assert lines[3].endswith("≤ 2 ms NO")


def test_a_whole_result_says_how_it_was_had(tmp_path):
    kept = json.loads(keep(tmp_path, "x", [FAST], machine={}, scale=Scale()).read_text("utf-8"))
    assert (kept["command"], kept["quick"]) == ("python -m bench x", False)


def test_a_part_is_never_too_small_to_run_nor_larger_than_the_whole():
    assert Scale(50).of(1000) == 20
    assert Scale(5000).of(1000) == 1
    assert Scale(5000).of(1000, least=200) == 200
    assert Scale(5000).of(100, least=200) == 100
    assert (Scale().of(1000, least=200), Scale().rounds(3), Scale(50).rounds(3)) == (1000, 3, 1)


def test_the_readme_tells_what_the_results_say():
    text = report.README.read_text("utf-8")
    assert report.renewed(text, command.RESULTS) == text, "run: python -m bench.report"


def test_results_become_tables(tmp_path):
    machine = {
        "taken_at": "2026-11-25T12:00:00+00:00",
        "cores": 2,
        "processor": "some",
        "memory_gib": 8,
        "postgresql": "18",
        "python": "3.11",
        "load_before": [0.1, 0.2, 0.3],
    }
    keep(tmp_path, "x", [SLOW], machine=machine, scale=Scale())
    text = report.renewed(f"before {report.BEGIN} old {report.END} after", tmp_path)
    assert text.startswith("before ")
    assert text.endswith(" after")
    assert "`python -m bench x`, 2026-11-25T12:00:00+00:00: 2 cores some" in text
    assert "| x | 3 ms |  |  | ≤ 2 ms NO |" in text
    assert " old " not in text
