"""The settings of a project: which file holds them, what they may say, and what an option changes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.runner import EXAMPLES, ROOT, SOUND, run
from usp_check.aside import declared
from usp_check.configuration import Configuration, find_configuration, load_configuration
from usp_check.errors import ConfigurationError
from usp_check.vocabulary import Gravite

UNTIL = ("--date", "2024-10-21")
posix = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository in which the tests stand; its parent has settings that nobody may read."""
    (tmp_path / "usp-check.toml").write_text("formt = 1", encoding="utf-8")
    repository = tmp_path / "depot"
    (repository / ".git").mkdir(parents=True)
    monkeypatch.chdir(repository)
    return repository


def write(folder: Path, text: str, name: str = "usp-check.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def refusal(text: str, name: str = "usp-check.toml") -> str:
    write(Path(), text, name)
    with pytest.raises(ConfigurationError) as caught:
        find_configuration()
    return str(caught.value)


# ---- which file -----------------------------------------------------------------------------------


def test_nothing_beyond_the_repository_is_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_configuration() is None
    (place / "sous" / "dossier").mkdir(parents=True)
    monkeypatch.chdir(place / "sous" / "dossier")
    assert find_configuration() is None


def test_nothing_beyond_the_home_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "formt = 1")
    work = tmp_path / "maison" / "travail"
    work.mkdir(parents=True)
    monkeypatch.chdir(work)
    monkeypatch.setenv("HOME", str(tmp_path / "maison"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "maison"))
    assert find_configuration() is None
    write(tmp_path / "maison", 'format = "json"')
    assert find_configuration() == Configuration("../usp-check.toml", format="json")


@posix
def test_a_folder_in_which_anyone_may_write_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, 'format = "json"')
    (tmp_path / "ici").mkdir()
    monkeypatch.chdir(tmp_path / "ici")
    assert find_configuration() is not None
    tmp_path.chmod(0o777)
    assert find_configuration() is None


def test_the_nearest_file_settles_and_its_own_name_comes_first(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place, '[tool.usp-check]\nreferentiel = "cvl-2024"', "pyproject.toml")
    assert find_configuration() == Configuration("pyproject.toml", referentiel="cvl-2024")
    write(place, 'format = "json"')
    assert find_configuration() == Configuration("usp-check.toml", format="json")
    write(place / "sous", '[project]\nname = "usp-check-notes"\n', "pyproject.toml")  # says nothing to us
    monkeypatch.chdir(place / "sous")
    assert find_configuration() == Configuration("../usp-check.toml", format="json")
    write(place / "sous", "[tool.usp-check]", "pyproject.toml")
    assert find_configuration() == Configuration("pyproject.toml")


def test_a_foreign_pyproject_is_not_even_read_as_toml(place: Path) -> None:
    write(place, "this is = = no TOML", "pyproject.toml")
    assert find_configuration() is None


def test_what_lies_among_the_dossiers_changes_nothing(place: Path) -> None:
    received = place / "recus"
    write(received, '[tool.usp-check.ignorer]\nEQU-04 = "rien à voir"\n', "pyproject.toml")
    write(received, '[ignorer]\nEQU-04 = "rien à voir"\n')
    (received / "dossier.yaml").write_bytes(SOUND.read_bytes())
    for path in (received, received / "dossier.yaml"):
        report = json.loads(run("validate", path, *UNTIL, "--format", "json", cwd=place).out)
        assert report["regles_ecartees"] == []


def test_paths_start_from_the_file(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "calls").mkdir()
    text = 'referentiel = "appel.yaml"\noffre = "offre.yaml"\nregistre = "r.yaml"\nreferentiels = ["calls"]\n'
    write(place, text)
    (place / "sous").mkdir()
    monkeypatch.chdir(place / "sous")
    found = find_configuration()
    assert found is not None
    assert [found.referentiel, found.offre, found.registre, *found.referentiels] == [
        f"..{os.sep}{name}" for name in ("appel.yaml", "offre.yaml", "r.yaml", "calls")
    ]
    assert load_configuration("../usp-check.toml").referentiels == found.referentiels


# ---- what it may say ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('referentiel = "cvl-2024"\nformt = "json"\n', 2, "« format »"),
        ("\n\nreferentiel = 2024\n", 3, 'referentiel = "cvl-2024"'),
        ('offre = ""\n', 1, "offre = "),
        ("registre = true\n", 1, "registre = "),
        ('format = "jsn"\n', 1, "« json »"),
        ('format = "xlsx"\n', 1, "--output"),
        ('referentiels = ["nulle-part"]\n', 1, "nulle-part"),
        ("referentiels = [1]\n", 1, "referentiels = "),
        ('ignorer = ["DOS-03"]\n', 1, "raison"),
        ('[ignorer]\nDOS-03 = ""\n', 2, "raison"),
        ("# DOS-03 = 1\n[ignorer]\nDOS-03 = true\n", 3, "raison"),
        ('[ignorer]\n"DOS-03" = ["a"]\n', 2, "raison"),
        ('[ignorer.DOS-03]\nmotif = "a"\n', 1, "raison"),
        ('format = "json\n', 1, "TOML"),
        ("a = 1\nb = \n", 2, "TOML"),
        ("a = 1\na = 2\n", 2, "TOML"),
        ("a = [1,\n", 1, "TOML"),
        ("a = " + "[" * 100_000, 1, "TOML"),
        ("x\u001b[2J = 1", 1, "TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(place: Path, text: str, line: int, told: str) -> None:
    message = refusal(text)
    assert f"usp-check.toml:{line} : " in message
    assert told in message


def test_a_shared_file_s_faults_have_their_line_too(place: Path) -> None:
    text = '[project]\nformat = "a"\n\n[tool.usp-check]\nformat = "jsn"\n\n[tool.usp-check.ignorer]\nDOS-03 = ""\n'
    message = refusal(text, "pyproject.toml")
    assert "pyproject.toml:5 : " in message
    assert "pyproject.toml:8 : " in message
    assert "[tool.usp-check]" in refusal("[tool]\nusp-check = 3\n", "pyproject.toml")


def test_bytes_that_are_no_utf8_and_a_mark_at_the_start(place: Path) -> None:
    (place / "usp-check.toml").write_bytes(b'referentiel = "a"\noffre = "\xe9.yaml"\n')
    with pytest.raises(ConfigurationError, match=r"usp-check\.toml:2 : .*UTF-8"):
        find_configuration()
    (place / "usp-check.toml").write_bytes(b'\xef\xbb\xbfformat = "json"\r\n')
    assert find_configuration() == Configuration("usp-check.toml", format="json")


@posix
def test_no_pipe_is_waited_for_and_what_cannot_be_read_is_told(place: Path) -> None:
    os.mkfifo(place / "usp-check.toml")
    (place / "pyproject.toml").mkdir()
    assert find_configuration() is None
    (place / "usp-check.toml").unlink()
    (place / "pyproject.toml").rmdir()
    for name in ("usp-check.toml", "pyproject.toml"):
        (place / name).write_bytes(b"#" * 2_000_000)
        with pytest.raises(ConfigurationError):
            find_configuration()
        (place / name).unlink()


@posix
def test_a_folder_that_is_no_more_has_no_settings(tmp_path: Path) -> None:
    code = (
        "import os; os.mkdir('x'); os.chdir('x'); os.rmdir('../x')\n"
        "from usp_check.configuration import find_configuration as f; assert f() is None"
    )
    subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )


# ---- what is ignored ------------------------------------------------------------------------------


def test_what_is_ignored_is_told_with_its_reason_and_its_line(place: Path) -> None:
    write(place, '# Réglages\n[ignorer]\nequ-04 = "Suivi\\n  par ailleurs."\n')
    outcome = run("validate", SOUND, *UNTIL, "--format", "json", cwd=place)
    (aside,) = json.loads(outcome.out)["regles_ecartees"]
    assert aside == {"regle": "EQU-04", "motif": "Suivi par ailleurs.", "origine": "usp-check.toml, ligne 3"}
    assert outcome.err == ""
    shown = run("validate", SOUND, *UNTIL, cwd=place)
    assert "EQU-04" in shown.out
    assert "usp-check.toml, ligne 3" in shown.out
    assert "usp-check.toml" in shown.err
    quiet = run("validate", SOUND, *UNTIL, "--quiet", cwd=place)
    (line,) = quiet.out.splitlines()
    assert "EQU-04" in line
    assert quiet.err == ""


@pytest.mark.parametrize(
    ("rule", "told"), [("CAP-01", "bloquante"), ("FMT-06", "bloquante"), ("DOS-O3", "DOS-0")]
)
def test_what_blocks_or_is_unknown_cannot_be_ignored(place: Path, rule: str, told: str) -> None:
    write(place, f'[ignorer]\nEQU-04 = "a"\n{rule} = "parce que"\n')
    outcome = run("validate", SOUND, *UNTIL, "--format", "json", cwd=place)
    assert (outcome.code, outcome.out) == (2, "")
    assert "usp-check.toml:3 : " in outcome.err
    assert told in outcome.err


def test_a_rule_of_another_call_has_no_object(place: Path) -> None:
    write(place, '[ignorer]\nEQU-04 = "a"\nDOS-03 = "b"\n')
    rules = {"EQU-04": Gravite.RESERVE}
    found = find_configuration()
    assert found is not None
    assert [one.regle for one in found.ignored(rules, declared(None))] == ["EQU-04"]


def test_the_gravest_of_several_calls_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = declared(None)
    assert rules["CAP-01"] is Gravite.BLOQUANT
    assert rules["FMT-01"] is Gravite.BLOQUANT
    assert rules["EQU-04"] is not Gravite.BLOQUANT


# ---- what an option changes -----------------------------------------------------------------------


def test_an_option_wins_over_the_settings(place: Path) -> None:
    write(place, 'format = "json"\nreferentiel = "nul-1900"\noffre = "rien.yaml"\n[ignorer]\nEQU-04 = "a"\n')
    offer = EXAMPLES / "offre-2023.yaml"
    assert run("validate", SOUND, *UNTIL, cwd=place).code == 2
    assert run("validate", SOUND, *UNTIL, "--referentiel", "cvl-2024", cwd=place).code == 2  # the offer
    options = ("--referentiel", "cvl-2024", "--offre", offer)
    outcome = run("validate", SOUND, *UNTIL, *options, cwd=place)
    assert [one["regle"] for one in json.loads(outcome.out)["regles_ecartees"]] == ["EQU-04"]
    for wins in (("--format", "texte"), ("--quiet",), ("--verbose",)):
        assert not run("validate", SOUND, *UNTIL, *options, *wins, cwd=place).out.startswith("{")
    selected = run("validate", SOUND, *UNTIL, *options, "--select", "EQU", cwd=place)
    report = json.loads(selected.out)
    assert "EQU-04" not in {one["regle"] for one in report["regles_ecartees"]}
    outcome = run("validate", SOUND, *UNTIL, *options, "--ignore", "EQU-04", cwd=place)
    assert [one["origine"] for one in json.loads(outcome.out)["regles_ecartees"]] == ["option --ignore"]


def test_a_file_given_and_none_wanted(place: Path) -> None:
    write(place, "formt = 1")
    other = write(place / "reglages", 'format = "json"', "autres.toml")
    assert run("validate", SOUND, *UNTIL, cwd=place).code == 2
    assert run("validate", SOUND, *UNTIL, "--no-config", cwd=place).code == 0
    assert run("validate", SOUND, *UNTIL, "--config", other, cwd=place).out.startswith("{")
    assert run("validate", SOUND, "--config", other, "--no-config", cwd=place).code == 2
    assert run("validate", SOUND, "--config", "nexiste.toml", cwd=place).code == 2
    bare = write(place / "vide", "[project]\n", "pyproject.toml")
    assert run("validate", SOUND, "--config", bare, cwd=place).code == 2


def test_the_settings_are_never_written_over(place: Path) -> None:
    file = write(place, 'referentiel = "cvl-2024"')
    assert run("validate", SOUND, *UNTIL, "--output", "usp-check.toml", cwd=place).code == 2
    assert file.read_text(encoding="utf-8") == 'referentiel = "cvl-2024"'


def test_a_referentiel_of_a_folder_is_known(place: Path) -> None:
    text = (ROOT / "usp_check/referentiels/cvl-2024.yaml").read_text(encoding="utf-8")
    write(place / "calls", text.replace("id: cvl-2024", "id: notre-2026", 1), "notre-2026.yaml")
    write(place, 'referentiels = "calls"\nreferentiel = "notre-2026"\n')
    dossier = SOUND.read_text(encoding="utf-8").replace("referentiel: cvl-2024", "referentiel: notre-2026")
    write(place / "recus", dossier, "dossier.yaml")
    report = json.loads(run("validate", "recus", *UNTIL, "--format", "json", cwd=place).out)
    assert report["dossiers"][0]["referentiel"]["id"] == "notre-2026"


def test_the_readme_s_settings_hold(place: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```toml\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert "[tool.usp-check.ignorer]" in shown
    write(place, shown)
    (place / "examples").symlink_to(EXAMPLES)
    report = json.loads(run("validate", SOUND, *UNTIL, "--format", "json", cwd=place).out)
    assert len(report["regles_ecartees"]) == 1


def test_what_a_key_says_stays_text(place: Path) -> None:
    write(place, '"\\u001b[2Jx" = 1\n')
    outcome = run("validate", SOUND, cwd=place)
    assert outcome.code == 2
    assert "\x1b" not in outcome.err
    assert "<U+001B>" in outcome.err


def test_toml_is_read_only_where_there_is_a_file(place: Path) -> None:
    code = (
        "import sys\nfrom usp_check.configuration import find_configuration\n"
        "find_configuration(); print('tomllib' in sys.modules)"
    )

    def read() -> str:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
        )
        return done.stdout.strip()

    assert read() == "False"
    write(place, "")
    assert read() == "True"
