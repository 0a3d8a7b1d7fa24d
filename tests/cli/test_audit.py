"""What the command touches: the files it is given, those it is told to write, and nothing else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.cli.audited import Audit, audit
from tests.cli.runner import EXAMPLES, ROOT, SOUND, run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, pipes and descriptors as POSIX has them")

HEAD = "document: candidature\nreferentiel: cvl-2024\npieces:\n"
REPORT = "rapport.json"
# Each names something that is not an attachment of the dossier.
ELSEWHERE = {
    "absolute": "/etc/hostname",
    "absolute, twice": "//etc/hostname",
    "above": "../dehors/secret.pdf",
    "above, from below": "pieces/../../dehors/secret.pdf",
    "above, as on Windows": "..\\dehors\\secret.pdf",
    "a share": "\\\\serveur\\partage\\secret.pdf",
    "a drive": "C:\\secret.pdf",
    "a drive's folder": "C:secret.pdf",
    "a home": "~/secret.pdf",
    "someone's home": "~root/secret.pdf",
    "an address": "file:///etc/hostname",
    "a link": "lien.pdf",
    "a link to a link": "lien-du-lien.pdf",
    "a linked folder": "lien-du-dossier/secret.pdf",
    "a device": "/dev/zero",
    "a linked device": "lien-zero.pdf",
    "a pipe": "tuyau.pdf",
    "a folder": "pieces",
    "another case": "pieces/DEVIS.PDF",
    "full width dots": "\uff0e\uff0e/dehors/secret.pdf",
    "a full width bar": "..\uff0fdehors\uff0fsecret.pdf",
    "a division bar": "..\u2215dehors\u2215secret.pdf",
    "a two dot leader": "\u2025/dehors/secret.pdf",
    "an invisible space": ".\u200b./dehors/secret.pdf",
    "a space before": "\u00a0../dehors/secret.pdf",
    "a look-alike": "pieces/dev\u0456s.pdf",
    "a wide letter": "pieces/\uff44evis.pdf",
    "percents": "%2e%2e/dehors/secret.pdf",
    "a variable": "$HOME/secret.pdf",
    "a pattern": "pieces/*",
    "the dossier itself": "dossier.yaml",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier's folder with one attachment, and a file outside to which links lead."""
    outside, inside = tmp_path / "dehors", tmp_path / "dossier"
    outside.mkdir()
    (outside / "secret.pdf").write_text("dehors", encoding="utf-8")
    (inside / "pieces").mkdir(parents=True)
    (inside / "pieces" / "devis.pdf").write_text("devis", encoding="utf-8")
    (inside / "lien.pdf").symlink_to("../dehors/secret.pdf")
    (inside / "lien-du-lien.pdf").symlink_to("lien.pdf")
    (inside / "lien-du-dossier").symlink_to(outside)
    (inside / "lien-zero.pdf").symlink_to("/dev/zero")
    os.mkfifo(inside / "tuyau.pdf")
    return inside


def judged(folder: Path, *names: str) -> tuple[Audit, dict[str, str]]:
    """Judge a dossier with these attachments; also give, by its place, what was said of each that is amiss."""
    lines = "".join(f"- {json.dumps(name, ensure_ascii=False)}\n" for name in names)
    always_parsed = "# \\\n"  # so that the parser is loaded every time
    (folder / "dossier.yaml").write_text(HEAD + lines + always_parsed, encoding="utf-8")
    found = audit("validate", folder / "dossier.yaml", "-f", "json")
    (dossier,) = json.loads(found.out)["dossiers"]
    assert not dossier["defaillances"]
    said = {
        names[c["champ"][1]]: c["code"]
        for c in dossier["constats"]
        if c["regle"] == "DOS-05" and len(c["champ"]) > 1
    }
    return found, said


def test_no_attachment_elsewhere_is_taken_nor_opened(folder: Path) -> None:
    usual, _ = judged(folder, "pieces/devis.pdf")
    found, said = judged(folder, "pieces/devis.pdf", *ELSEWHERE.values())
    assert {
        name: said.get(path) for name, path in ELSEWHERE.items() if said.get(path, "presente") == "presente"
    } == {}
    assert "pieces/devis.pdf" not in said
    # No attachment is opened, wherever it is; the folders that are listed are the dossier's own.
    assert found.done("open") == usual.done("open")
    place = os.path.realpath(folder)
    listed = found.done("list") - usual.done("list")
    assert {name for name in listed if os.path.commonpath([place, os.path.realpath(name)]) != place} == set()
    opened = {name for name in found.done("open") if name.startswith(str(folder.parent))}
    assert opened == {str(folder / "dossier.yaml")}
    assert not [
        name for name in found.done("open", "list") if name.endswith("secret.pdf") or "dehors" in name
    ]


def test_a_name_is_found_however_its_accents_are_written(folder: Path) -> None:
    (folder / "pieces" / unicodedata.normalize("NFD", "modèle.pdf")).write_text("x", encoding="utf-8")
    _, said = judged(
        folder, "pieces/modèle.pdf", unicodedata.normalize("NFD", "pieces/modèle.pdf"), "pieces/MODÈLE.pdf"
    )
    assert said == {"pieces/MODÈLE.pdf": "absente"}


def test_the_hook_tells_what_is_opened(folder: Path) -> None:
    found, _ = judged(folder)
    assert str(folder / "dossier.yaml") in found.done("open")


COMMANDS = {
    "validate": (0, "validate", SOUND, "--verbose"),
    "validate a folder": (1, "validate", EXAMPLES, "--date", "2024-10-21"),
    "validate for a page": (0, "validate", SOUND, "-f", "html"),
    "validate for a program": (0, "validate", SOUND, "-f", "sarif"),
    "rules": (0, "rules"),
    "explain": (0, "explain", "CAP-01"),
    "schema": (0, "schema", "candidature"),
    "init to the screen": (0, "init", "registre", "--output", "-"),
    "a mistake": (2, "validate", "--formt"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_is_written_and_no_one_is_called(name: str, tmp_path: Path) -> None:
    code, *arguments = COMMANDS[name]
    found = audit(*map(str, arguments), cwd=tmp_path)
    assert found.code == code
    assert found.done("write") == set()
    assert {word for word, _ in found.events} <= {"open", "list"}
    assert list(tmp_path.iterdir()) == []


def test_only_what_is_named_is_written(tmp_path: Path) -> None:
    names = ("a.json", "a.html", "a.xlsx", "a.csv", "a.md", "a.sarif", "a.xml", "a.txt")
    outputs = [part for name in names for part in ("--output", name)]
    found = audit("validate", SOUND, *outputs, cwd=tmp_path)
    assert found.code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    # A draft beside each, which takes its place, and nothing else.
    assert {(tmp_path / name).parent for name in found.done("write")} == {tmp_path}
    assert {word for word, _ in found.events} <= {"open", "list", "write"}


def test_init_writes_the_file_that_it_names(tmp_path: Path) -> None:
    found = audit("init", "registre", cwd=tmp_path)
    assert found.code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["registre.yaml"]
    assert {(tmp_path / name).parent for name in found.done("write")} == {tmp_path}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A report from before, alone in its folder."""
    report = tmp_path / REPORT
    report.write_text("avant", encoding="utf-8")
    return report


@pytest.mark.parametrize("event", ["os.rename", "os.chmod"])
def test_a_kill_in_the_middle_leaves_the_old_file_whole(event: str, old: Path) -> None:
    found = audit("validate", SOUND, "--output", old, killed_at=event)
    assert found.code == -signal.SIGKILL
    assert old.read_text(encoding="utf-8") == "avant"
    done = run("validate", SOUND, "--output", old)  # and what it left beside is in nobody's way
    assert done.code == 0
    assert json.loads(old.read_text(encoding="utf-8"))["dossiers"]


def limited(words: str, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command after a few words of Python that make writing fail."""
    code = f"import os, resource, signal, sys; {words}; from usp_check.__main__ import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        timeout=100,
        check=False,
    )


FULL = (
    "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"
)


@pytest.mark.parametrize(
    "arguments", [("validate", SOUND), ("init", "registre", "--force"), ("schema", "candidature")]
)
def test_a_full_disk_leaves_the_old_file_whole(arguments: tuple[str | Path, ...], old: Path) -> None:
    done = limited(FULL, *arguments, "--output", old)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("Erreur : ")
    assert old.read_text(encoding="utf-8") == "avant"
    assert list(old.parent.iterdir()) == [old]


def test_a_read_only_folder_leaves_the_old_file_whole(old: Path) -> None:
    # For who may write anywhere, a hook refuses as the system would.
    words = (
        "sys.addaudithook(lambda event, args: (_ for _ in ()).throw(PermissionError(13, 'no')) "
        "if event == 'open' and (args[2] or 0) & os.O_CREAT else None)"
    )
    old.parent.chmod(0o555)
    try:
        done = limited(words if os.geteuid() == 0 else "0", "validate", SOUND, "--output", old)
    finally:
        old.parent.chmod(0o755)
    assert done.returncode == 2
    assert "droit" in done.stderr.decode()
    assert old.read_text(encoding="utf-8") == "avant"
    assert list(old.parent.iterdir()) == [old]


def test_no_output_takes_the_place_of_an_input_whatever_it_is_called(tmp_path: Path) -> None:
    sound = SOUND.read_bytes()
    dossier = tmp_path / "dossier.yaml"
    dossier.write_bytes(sound)
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "lien.json").symlink_to("dossier.yaml")
    (tmp_path / "lien-du-lien.json").symlink_to("lien.json")
    (tmp_path / "dossier-lie").symlink_to(".")
    os.link(dossier, tmp_path / "double.json")
    spellings = ("lien-du-lien.json", "double.json", "dossier-lie/dossier.yaml", "ailleurs/../dossier.yaml")
    for name in (*spellings, str(dossier)):
        done = run("validate", "dossier.yaml", "--output", name, cwd=tmp_path)
        assert (done.code, dossier.read_bytes()) == (2, sound), name
    done = run("validate", ".", "--output", "double.json", cwd=tmp_path)
    assert (done.code, dossier.read_bytes()) == (2, sound)


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600), (0o000, 0o666)])
def test_a_new_file_follows_the_umask(mask: int, mode: int, tmp_path: Path) -> None:
    done = limited(f"os.umask({mask})", "init", "registre", "--output", tmp_path / "registre.yaml")
    assert done.returncode == 0
    assert (tmp_path / "registre.yaml").stat().st_mode & 0o777 == mode
