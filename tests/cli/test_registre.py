"""``usp-check registre new`` from outside: what it writes is read with the folder, whatever the names hold."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.cli.runner import EXAMPLES, SOUND, run
from usp_check.reading import read_file

UNTIL = ("--date", "2024-10-21")
ODD = [
    "a b.yaml",
    "- fichier: x #.yaml",
    " en tête.yaml",
    "guillemets \" et ' et \\ .yaml",
    "ligne\n  - fichier: autre.yaml",
    "e\u0301te\u0301/candidature.yaml",
    "\u202einversé/\u200b.yaml",
    "été 😀/{x: [y]}.yaml",
    "&ancre *lien !tag.yaml",
    "~/non.yaml",
]


def place(folder: Path, name: str, source: Path = SOUND, titulaire: str | None = None) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = source.read_text(encoding="utf-8")
    if titulaire is not None:
        text = text.replace(
            "raison_sociale: Centre hospitalier des Trois-Rivières",
            f"raison_sociale: {json.dumps(titulaire)}",
        )
        assert json.dumps(titulaire) in text
    path.write_text(text, encoding="utf-8")


def about_register(folder: Path, *options: str | Path) -> set[tuple[str, str]]:
    outcome = run("validate", folder, *options, *UNTIL, "--format", "json")
    assert outcome.code in (0, 1), outcome.err
    return {(c["statut"], c["code"]) for c in json.loads(outcome.out)["lot"] if c["regle"] == "LOT-02"}


def test_one_entry_a_dossier_and_nothing_judged(tmp_path: Path) -> None:
    place(tmp_path, "01/candidature.yaml")
    place(tmp_path, "02/candidature.yml", EXAMPLES / "usp-fichier-casse.yaml")
    place(tmp_path, "offre-2023.yaml", EXAMPLES / "offre-2023.yaml")
    (tmp_path / "ci.yaml").write_text("on: push\n", encoding="utf-8")
    outcome = run("registre", "new", tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    assert "verdict" not in outcome.out.lower()
    value = read_file(tmp_path / "registre.yaml").value
    assert value is not None
    assert value["referentiel"] == "cvl-2024"
    blank = {"recu_le": None, "mode": None, "experts": None, "appreciations": None}
    assert value["dossiers"] == [
        {"fichier": "01/candidature.yaml", "finess": "289900029", **blank},
        {"fichier": "02/candidature.yml", **blank},
    ]
    assert "# Centre hospitalier des Trois-Rivières" in (tmp_path / "registre.yaml").read_text("utf-8")
    assert about_register(tmp_path) == {("conforme", "conforme")}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes none of these names")
def test_whatever_a_name_holds_the_register_is_read_with_the_folder(tmp_path: Path) -> None:
    for name in ODD:
        place(tmp_path, name, titulaire="x\n  - fichier: y\u0007\u2028 # " + "long " * 60)
    assert run("registre", "new", tmp_path).code == 0
    reading = read_file(tmp_path / "registre.yaml")
    assert reading.value is not None
    assert not reading.faults
    assert len(reading.value["dossiers"]) == len(ODD)
    assert about_register(tmp_path) == {("conforme", "conforme")}


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name may be no text")
def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    place(tmp_path / os.fsdecode(b"\xff"), "candidature.yaml")
    place(tmp_path / "\x1b[31m", "casse.yaml", EXAMPLES / "usp-fichier-casse.yaml")
    assert run("registre", "new", tmp_path).code == 0
    reading = read_file(tmp_path / "registre.yaml")
    assert reading.value is not None
    assert [entry.get("finess") for entry in reading.value["dossiers"]] == ["289900029"]
    assert about_register(tmp_path) == {("non_conforme", "non_inscrit")}


def test_the_register_may_be_kept_elsewhere_and_is_never_overwritten_unless_told(tmp_path: Path) -> None:
    place(tmp_path / "dossiers", "a/candidature.yaml")
    kept = tmp_path / "suivi" / "mien.yaml"
    kept.parent.mkdir()
    assert run("registre", "new", tmp_path / "dossiers", "--output", kept).code == 0
    assert about_register(tmp_path / "dossiers", "--registre", kept) == {("conforme", "conforme")}
    kept.write_text("à moi", encoding="utf-8")
    refused = run("registre", "new", tmp_path / "dossiers", "--output", kept)
    assert (refused.code, kept.read_text(encoding="utf-8")) == (2, "à moi")
    assert run("registre", "new", tmp_path / "dossiers", "--output", kept, "--force").code == 0
    assert read_file(kept).value is not None
    dossier = tmp_path / "dossiers" / "a" / "candidature.yaml"
    assert run("registre", "new", tmp_path / "dossiers", "--output", dossier, "--force").code == 2
    assert dossier.read_bytes() == SOUND.read_bytes()


def test_the_register_may_be_shown(tmp_path: Path) -> None:
    place(tmp_path, "a/candidature.yaml")
    shown = run("registre", "new", tmp_path, "--output", "-")
    assert shown.code == 0
    assert "fichier: a/candidature.yaml" in shown.out
    assert not (tmp_path / "registre.yaml").exists()


def test_what_cannot_be_run_as_asked(tmp_path: Path) -> None:
    for arguments in ((tmp_path,), (tmp_path / "absent",), (SOUND,), ()):
        outcome = run("registre", "new", *arguments)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.startswith("Erreur : ")
    assert not (tmp_path / "registre.yaml").exists()
    helped = run("registre", "new", "--help")
    assert (helped.code, helped.out.startswith("Utilisation : usp-check registre new")) == (0, True)
