"""Whatever is given to the real command, it ends soon, in little memory, and says what it was given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import ROOT, SOUND

pytestmark = pytest.mark.skipif(os.name != "posix", reason="what a process takes is measured as POSIX does")

SECONDS, MEGABYTES = 2, 300
HEAD = "document: candidature\nreferentiel: cvl-2024\n"
# A small process of its own starts the command, since what a parent holds counts for its children.
_MEASURE = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[2:], stdin=open(sys.argv[1], "rb"), capture_output=True, timeout=100)
taken = resource.getrusage(resource.RUSAGE_CHILDREN)
said = [part.decode("utf-8", "surrogateescape") for part in (done.stdout, done.stderr)]
print(json.dumps([done.returncode, *said, taken.ru_utime + taken.ru_stime, taken.ru_maxrss]))
"""


@dataclass(frozen=True)
class Run:
    """What a command said, and what it took: seconds of computing, and MiB."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float

    @property
    def codes(self) -> list[tuple[str, str]]:
        """What was found wrong with the one file, each thing once."""
        (dossier,) = json.loads(self.out)["dossiers"]
        assert not dossier["defaillances"]
        faults = [c for c in dossier["constats"] if c["regle"].startswith("FMT-")]
        return sorted({(c["regle"], c["code"]) for c in faults})


def run(*arguments: str | bytes | Path, stdin: str = os.devnull, cwd: Path = ROOT) -> Run:
    command = [sys.executable, "-S", "-c", _MEASURE, stdin, sys.executable, "-m", "usp_check", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, timeout=120, check=True)
    code, out, err, seconds, size = json.loads(done.stdout)
    return Run(code, out, err, seconds, size / (1024 * 1024 if sys.platform == "darwin" else 1024))


@pytest.fixture(scope="module")
def usual() -> Run:
    """What it takes to judge a sound dossier, on this machine as busy as it is."""
    return run("validate", SOUND, "-f", "json")


def check(found: Run, usual: Run) -> None:
    assert "Traceback" not in found.out + found.err
    assert found.megabytes < MEGABYTES
    assert found.seconds < max(SECONDS, usual.seconds * 10)


def bomb() -> str:
    text = "a: &a [x,x,x,x,x,x,x,x,x]\n"
    for before, name in pairwise("abcdefghij"):
        text += f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    return text


TOO_MANY = ("FMT-03", "trop_de_fautes")
TEXTS: dict[str, tuple[Callable[[], str], set[tuple[str, str]]]] = {
    "alias bomb": (bomb, {("FMT-03", "noeuds")}),
    "100 000 lists in one another": (lambda: "a: " + "[" * 100_000, {("FMT-03", "profondeur")}),
    "as many, closed": (lambda: "a: " + "[" * 100_000 + "]" * 100_000, {("FMT-03", "profondeur")}),
    "a million keys": (lambda: "".join(f"{n:x}:\n" for n in range(1_000_000)), {("FMT-03", "taille")}),
    "as many as a file can hold": (
        lambda: "".join(f"{n:x}:\n" for n in range(150_000)),
        {("FMT-03", "noeuds")},
    ),
    "a text of 4 MB": (lambda: "a: " + "x" * 4_000_000, {("FMT-03", "taille")}),
    "a text of almost 1 MB": (lambda: f"{HEAD}observations: " + "x" * 1_000_000, set()),
    "a number of almost 1 MB": (
        lambda: f"{HEAD}projet: {{capacite: {{lits: {'9' * 1_000_000}}}}}",
        {("FMT-06", "nombre_entier")},
    ),
    "24 000 unknown keys": (
        lambda: HEAD + "".join(f"k{n:x}: x\n" for n in range(24_000)),
        {("FMT-05", "cle_inconnue"), TOO_MANY},
    ),
    "9 000 rows of bad values": (
        lambda: (
            f"{HEAD}ressources_humaines:\n  equipe:\n"
            + "".join(f"    - {{metier: medecin{n}, etp: x}}\n" for n in range(9_000))
        ),
        {("FMT-06", "code"), ("FMT-06", "nombre"), TOO_MANY},
    ),
    "40 000 attachments that are not there": (
        lambda: f"{HEAD}pieces:\n" + "".join(f"- {n}.pdf\n" for n in range(40_000)),
        {TOO_MANY},
    ),
    "40 000 placeholders": (lambda: f"{HEAD}pieces:\n" + "- à compléter\n" * 40_000, {TOO_MANY}),
}


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_takes_long(name: str, tmp_path: Path, usual: Run) -> None:
    make, expected = TEXTS[name]
    file = tmp_path / "dossier.yaml"
    file.write_text(make(), encoding="utf-8")
    found = run("validate", file, "-f", "json")
    check(found, usual)
    assert found.code == 1
    assert set(found.codes) == expected


def test_no_form_of_the_report_takes_long(tmp_path: Path, usual: Run) -> None:
    file = tmp_path / "dossier.yaml"
    file.write_text(TEXTS["24 000 unknown keys"][0](), encoding="utf-8")
    for form in ((), ("--quiet",), ("--verbose",)):
        found = run("validate", file, *form)
        check(found, usual)
        assert found.code == 1
        assert "FMT-03" in found.out or not form


def test_a_file_of_1_gb_is_not_read(tmp_path: Path, usual: Run) -> None:
    file = tmp_path / "x.yaml"
    with file.open("wb") as stream:
        stream.truncate(1024**3)
    found = run("validate", file, "-f", "json")
    check(found, usual)
    assert (found.code, found.codes) == (1, [("FMT-03", "taille")])


def test_no_pipe_nor_device_is_waited_for(tmp_path: Path, usual: Run) -> None:
    pipe = tmp_path / "tuyau.yaml"
    os.mkfifo(pipe)
    for name in (pipe, "/dev/zero"):
        found = run("validate", name, "-f", "json")
        check(found, usual)
        assert (found.code, found.codes) == (1, [("FMT-01", "pas_un_fichier")])
    met = run("validate", tmp_path, "-f", "json")  # also where it is met in a folder
    assert (met.code, met.codes) == (1, [("FMT-01", "pas_un_fichier")])


def test_an_input_without_end_is_read_to_the_limit(usual: Run) -> None:
    found = run("validate", "-", "-f", "json", stdin="/dev/zero")
    check(found, usual)
    assert (found.code, found.codes) == (1, [("FMT-03", "taille")])


def test_a_folder_with_a_file_s_name_is_a_folder(tmp_path: Path, usual: Run) -> None:
    folder = tmp_path / "x.yaml"
    folder.mkdir()
    empty = run("validate", folder)
    check(empty, usual)
    assert (empty.code, empty.out) == (2, "")
    (folder / "y.yaml").write_bytes(SOUND.read_bytes())
    found = run("validate", tmp_path, "-f", "json")
    check(found, usual)
    assert found.codes == []


def test_a_path_of_4_000_characters_is_told(usual: Run) -> None:
    for name in ("x" * 4000, "x/" * 2000, "/" + "x" * 250 + "/.." * 1250):
        found = run("validate", name, "-f", "json")
        check(found, usual)
        assert found.code == 1
        assert [rule for rule, _ in found.codes] == ["FMT-01"]


@pytest.mark.skipif(sys.platform == "darwin", reason="names are UTF-8 there, by force")
def test_a_name_that_is_not_utf_8_is_a_name(tmp_path: Path, usual: Run) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9\x1b[31m.yaml"
    Path(os.fsdecode(name)).write_bytes(SOUND.read_bytes())
    for arguments in ((name,), (tmp_path,)):
        found = run("validate", *arguments, "-f", "json")
        check(found, usual)
        assert found.codes == []
        told: Any = json.loads(found.out)["dossiers"][0]["fichier"]
        assert told.endswith(".yaml")
        text = run("validate", *arguments, "--verbose")
        check(text, usual)
        assert "\x1b" not in text.out
        shown = "".join(text.out.split())  # a long path is folded anywhere
        assert "<U+DCE9>" in shown
        assert "<U+001B>" in shown
