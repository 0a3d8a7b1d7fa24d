"""The lowest versions of what the tool needs that it allows: the job done with them is the same to the byte."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.lowest import lowest

ROOT = Path(__file__).parents[1]
JOBS = (
    ("validate", "examples/dossiers", "--format", "json"),
    ("validate", "examples/usp-trois-fautes.yaml", "--verbose"),
    ("validate", "examples/pdl-2016/plan-mi-2016.yaml", "--format", "html"),
    ("validate", "examples/usp-medecine.yaml", "--format", "junit"),
    (
        "validate",
        "--referentiel",
        "examples/referentiels/lisp.yaml",
        "examples/usp-medecine.yaml",
        "-f",
        "json",
    ),
    ("referentiel", "check", "examples/referentiels/lisp.yaml"),
    ("schema", "candidature"),
    ("rules", "--help"),
    ("validte",),
)


def test_each_dependency_has_a_lower_bound() -> None:
    assert all("==" in line for line in lowest())


@pytest.mark.lourd
@pytest.mark.skipif(sys.platform == "win32", reason="the paths are those of POSIX systems")
def test_the_lowest_versions_do_the_same(tmp_path: Path) -> None:
    constraints = tmp_path / "lowest.txt"
    constraints.write_text("\n".join(lowest()), encoding="utf-8")
    venv.create(tmp_path / "lowest", with_pip=True)
    python = tmp_path / "lowest" / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--constraint", constraints, ROOT]
    subprocess.run(install, check=True, timeout=600)
    for job in JOBS:
        old, new = (answer(program, job) for program in (python, Path(sys.executable)))
        assert old == new, job


def answer(python: Path, job: tuple[str, ...]) -> tuple[int, str, str]:
    day = ("--date", "2024-10-21") if job[0] == "validate" else ()
    done = subprocess.run(
        [python, "-m", "usp_check", *job, *day],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "100"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr
