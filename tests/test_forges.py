"""The README's snippets for the forges: their commands are run, and their form is that of the forges' own schemas."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import junitparser
import pytest
import yaml

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```yaml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
(GITHUB,) = [one for one in SNIPPETS if "runs-on:" in one]
(GITLAB,) = [one for one in SNIPPETS if "artifacts:" in one]


def commands(forge: str) -> list[str]:
    """The commands of a snippet, but for the one that installs."""
    if forge == "github":
        steps = yaml.safe_load(GITHUB)["jobs"]["usp-check"]["steps"]
        found = [step["run"] for step in steps if "run" in step]
    else:
        found = yaml.safe_load(GITLAB)["usp-check"]["script"]
    assert re.search(r"pipx? install git\+", found[0])
    return found[1:]


def ran(forge: str, folder: Path) -> list[subprocess.CompletedProcess[str]]:
    """Run a snippet's commands in ``folder``, which holds a faulty dossier in ``dossiers/``."""
    (folder / "dossiers").mkdir()
    shutil.copy(ROOT / "examples" / "usp-oncologique.yaml", folder / "dossiers")
    program = folder / "programs" / "usp-check"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m usp_check "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    settings = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(folder / "resume.md"),
    }
    return [
        subprocess.run(
            ["sh", "-ec", one],
            cwd=folder,
            env=settings,
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )
        for one in commands(forge)
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="the forges' commands are for a POSIX shell")
def test_github(tmp_path: Path) -> None:
    *reports, last = ran("github", tmp_path)
    assert [one.returncode for one in reports] == [0] * 2
    assert "usp-oncologique.yaml" in (tmp_path / "resume.md").read_text(encoding="utf-8")
    (upload,) = [step for step in yaml.safe_load(GITHUB)["jobs"]["usp-check"]["steps"] if "with" in step]
    sarif = json.loads((tmp_path / upload["with"]["sarif_file"]).read_text(encoding="utf-8"))
    assert sarif["runs"][0]["results"]
    assert last.returncode == 1
    assert re.search(r"^::error .*file=dossiers/usp-oncologique.yaml", last.stdout, re.MULTILINE)


@pytest.mark.skipif(sys.platform == "win32", reason="the forges' commands are for a POSIX shell")
def test_gitlab(tmp_path: Path) -> None:
    assert [one.returncode for one in ran("gitlab", tmp_path)] == [0, 1]
    reports: dict[str, Any] = yaml.safe_load(GITLAB)["usp-check"]["artifacts"]["reports"]
    issues = json.loads((tmp_path / reports["codequality"]).read_text(encoding="utf-8"))
    assert {one["location"]["path"] for one in issues} == {"dossiers/usp-oncologique.yaml"}
    assert junitparser.JUnitXml.fromfile(str(tmp_path / reports["junit"])).failures >= 1


@pytest.mark.lourd
def test_the_forges_schemas_take_the_snippets(tmp_path: Path) -> None:
    venv.create(tmp_path / "tools", with_pip=True)
    programs = tmp_path / "tools" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([programs / "pip", "install", "--quiet", "check-jsonschema"], check=True, timeout=300)
    for kind, snippet in {"github-workflows": GITHUB, "gitlab-ci": GITLAB}.items():
        file = tmp_path / f"{kind}.yaml"
        check = [programs / "check-jsonschema", "--builtin-schema", f"vendor.{kind}", file]
        file.write_text(snippet, encoding="utf-8")
        done = subprocess.run(check, check=False, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout
        file.write_text(snippet.replace("script:", "skript:").replace("steps:", "stepps:"), encoding="utf-8")
        assert subprocess.run(check, check=False, capture_output=True, timeout=120).returncode == 1
