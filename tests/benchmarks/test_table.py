"""The benchmark's table: every line that it has, and what it says of a measure."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.benchmarks import table as t
from tests.benchmarks.__main__ import END, START, main, refreshed
from tests.benchmarks.running import Command, FailedError, interleaved, peak
from tests.benchmarks.schemas import for_ajv, for_yamale

ROOT = Path(__file__).parents[2]
ASKED = [
    *((0.70, 0.25), (1.9, 0.7), (2.8, 1.0), (0.75, 0.55), (None, 0.55)),
    *((0.55, 0.40), (0.50, 0.38)),
    *((0.03, 0.013), (0.35, 0.20), (None, 1.0), (1.05, 1.0), (1.5, 1.1), (6, 3)),
]
ROW = t.Row("a", 0.8, 0.5, (t.Ratio("g", "ours", "theirs"),))


def test_every_line_is_there_with_its_bounds() -> None:
    assert [(row.must, row.aim) for row in t.ROWS] == ASKED
    lines = t.table({}).splitlines()
    assert len(lines) == 2 + len(ASKED)
    assert all(line.endswith("| not measured |") for line in lines[2:])


@pytest.mark.parametrize(
    ("ours", "reached"), [(0.5, "aim"), (0.504, "aim"), (0.51, "must"), (0.8, "must"), (0.81, "**not met**")]
)
def test_what_was_reached(ours: float, reached: str) -> None:
    assert ROW.reached({"g": {"ours": [ours], "theirs": [1.0]}}) == reached


def test_a_ratio_is_taken_within_each_round() -> None:
    # A machine twice as slow for one round changes nothing.
    measures = {"g": {"ours": [1.0, 2.0, 9.0], "theirs": [2.0, 4.0, 2.0]}}
    assert ROW.value(measures) == 0.5


def test_the_worst_ratio_counts_and_one_that_is_missing_hides_no_other() -> None:
    row = t.Row("a", 3, 2, (t.Ratio("g", "a", "ref"), t.Ratio("g", "b", "ref", times=10)))
    assert row.value({"g": {"a": [1.0], "b": [40.0], "ref": [1.0]}}) == 4.0
    assert row.reached({"g": {"a": [1.0], "ref": [1.0]}}) == "not measured"


def test_without_a_must_the_aim_alone_counts() -> None:
    row = t.Row("a", None, 1.0, ROW.ratios)
    assert row.reached({"g": {"ours": [3.0], "theirs": [1.0]}}) == "aim not met"


def test_the_readme_is_refreshed_between_its_markers_only() -> None:
    text = f"before\n{START}old\n{END}after\n"
    assert refreshed(text, "new\n") == f"before\n{START}\nnew\n\n{END}after\n"
    assert refreshed(refreshed(text, "x"), "new\n") == refreshed(text, "new\n")
    with pytest.raises(SystemExit):
        refreshed("no marker", "new")
    assert "new" in refreshed((ROOT / "README.md").read_text("utf-8"), "new")


@pytest.mark.parametrize("option", ["--quick", "--only=one"])
def test_the_readme_takes_a_whole_run_only(option: str) -> None:
    with pytest.raises(SystemExit):
        main(["--readme", option])


def test_commands_run_in_turn(tmp_path: Path) -> None:
    def note(name: str) -> Command:
        code = f"open('log', 'a').write('{name}')"
        return Command(name, [sys.executable, "-c", code])

    times = interleaved([note("a"), note("b")], 2, tmp_path)
    assert (tmp_path / "log").read_text() == "ababab"  # the first round only warms up
    assert {name: len(found) for name, found in times.items()} == {"a": 2, "b": 2}


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(FailedError):
        interleaved([Command("a", [sys.executable, "-c", "exit(3)"])], 1, tmp_path)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from Linux's /proc")
def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    use = "x = b'x' * 60_000_000; import time; time.sleep(0.3)"
    alone = peak(Command("a", [sys.executable, "-c", use]), tmp_path)
    parent = f"{use[:-15]}import subprocess, sys; subprocess.run([sys.executable, '-c', {use!r}])"
    both = peak(Command("a", [sys.executable, "-c", parent]), tmp_path)
    assert 57 < alone < 110
    assert 114 < both < 220


def test_the_peers_schemas_keep_every_key() -> None:
    published = json.loads((ROOT / "schemas" / "candidature.schema.json").read_text("utf-8"))
    main, groups = map(json.loads, for_yamale(published).split("---\n"))
    assert main.keys() == published["properties"].keys()
    listed = sorted(sorted(group) for group in (main, *groups.values()))
    assert listed == sorted(keys_of(published))
    assert listed == sorted(keys_of(for_ajv(published)))


def keys_of(schema: object) -> list[list[str]]:
    """List the keys of each group, wherever it is."""
    if isinstance(schema, list):
        return [keys for part in schema for keys in keys_of(part)]
    if not isinstance(schema, dict):
        return []
    own = [sorted(schema["properties"])] if isinstance(schema.get("properties"), dict) else []
    inner = schema["properties"].values() if own else ()
    parts = [*inner, *(schema[key] for key in ("items", "anyOf") if key in schema)]
    return own + keys_of(parts)
