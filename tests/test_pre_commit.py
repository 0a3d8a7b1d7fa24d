"""The hook as pre-commit runs it, by the README's snippet, in a throw-away repository against this checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.lourd,
    pytest.mark.skipif(sys.platform == "win32", reason="the paths are those of POSIX systems"),
]

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = ROOT / "examples"
LEFT_OUT = shutil.ignore_patterns(".*_cache", "__pycache__", ".git", ".venv", "dist", "build")
Hook = Callable[..., subprocess.CompletedProcess[str]]


def told(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What pre-commit shows, but for its own words on an environment that it makes or a hook that failed."""
    return [line for line in done.stdout.splitlines() if line and not line.startswith(("[INFO]", "- "))]


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Essai", "-c", "user.email=essai@exemple.fr", "-c", "init.defaultBranch=main"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def committed(folder: Path) -> str:
    """Make a repository of a folder; return its commit."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "essai")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def pre_commit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tools = tmp_path_factory.mktemp("tools")
    venv.create(tools, with_pip=True)
    subprocess.run([tools / "bin/pip", "install", "--quiet", "pre-commit>=4,<5"], check=True, timeout=300)
    return tools / "bin" / "pre-commit"


@pytest.fixture(scope="module")
def snippet(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The README's snippet, with the address and the commit of a copy of this checkout for its own."""
    place = tmp_path_factory.mktemp("checkout") / "usp-check"
    shutil.copytree(ROOT, place, ignore=LEFT_OUT)
    commit = committed(place)
    (found,) = re.findall(r"^```yaml\n(repos:\n.*?)^```", README, re.MULTILINE | re.DOTALL)
    found, addresses = re.subn(r"(?<=repo: ).*", str(place), found)
    found, revisions = re.subn(r"(?<=rev: ).*", commit, found)
    assert (addresses, revisions) == (1, 1)
    return found


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def hook(pre_commit: Path, snippet: str, home: Path, tmp_path: Path) -> Hook:
    """Run pre-commit in a repository that holds the snippet and the files given, name by content."""
    settings = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "GIT_DIR")}
    settings |= {"PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"}

    def run(files: dict[str, bytes], *options: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / ".pre-commit-config.yaml").write_text(snippet, encoding="utf-8")
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
        git(tmp_path, "init", "--quiet")
        git(tmp_path, "add", "--all")
        return subprocess.run(
            [pre_commit, "run", *options],
            cwd=tmp_path,
            env=settings,
            check=False,
            capture_output=True,
            text=True,
            timeout=600,
        )

    return run


SOUND = (EXAMPLES / "usp-geriatrique.yaml").read_bytes()
FAULTY = (EXAMPLES / "usp-oncologique.yaml").read_bytes()
OTHER = b"name: ci\non: push\n"


def test_a_sound_dossier_and_other_files_pass_in_silence(hook: Hook) -> None:
    done = hook({"dossier.yaml": SOUND, "ci.yml": OTHER, "casse.yaml": b"a: {{ b }}\n  c\n", "a.txt": b"x\n"})
    assert done.returncode == 0, done.stdout + done.stderr
    (line,) = told(done)
    assert re.fullmatch(r"usp-check\.+Passed", line)


def test_a_repository_without_dossier_passes(hook: Hook) -> None:
    done = hook({"ci.yml": OTHER}, "--all-files")
    assert (done.returncode, len(told(done))) == (0, 1), done.stdout


def test_a_fault_is_told_in_a_line(hook: Hook) -> None:
    done = hook({"dossier.yaml": SOUND, "fautif.yaml": FAULTY, "-tiret.yaml": FAULTY, "ci.yml": OTHER})
    assert done.returncode == 1
    head, *said = told(done)
    assert re.fullmatch(r"usp-check\.+Failed", head)
    places = [line.split(":")[0] for line in said]
    assert set(places) == {"fautif.yaml", "-tiret.yaml"}
    assert all(re.match(r"[^:]+:\d+:\d+: [A-Z]{3}-\d\d bloquant", line) for line in said)


def test_all_files_even_when_the_list_is_split(hook: Hook) -> None:
    """A command line holds so many characters: pre-commit makes as many calls as it needs, side by side."""
    long = "x" * 200
    files = {f"{long}-{number:03}.yaml": OTHER for number in range(700)}
    done = hook({**files, "fautif.yaml": FAULTY, f"{long}-copie.yaml": FAULTY}, "--all-files")
    assert done.returncode == 1
    said = [line for line in done.stdout.splitlines() if " bloquant" in line]
    assert {line.split(":")[0] for line in said} == {"fautif.yaml", f"{long}-copie.yaml"}
    assert not re.search("LOT-", done.stdout)
