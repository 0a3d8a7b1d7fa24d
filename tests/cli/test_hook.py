"""``--skip-unrelated``: what a hook is handed among the YAML files of a repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.runner import EXAMPLES, SOUND, run
from usp_check.claims import claims_to_be_ours
from usp_check.reading import LIMITS

OTHERS = {
    "keys": "name: ci\non: push\n",
    "keys like ours": "titulaire: {}\nimplantation: {}\nprojet: {}\n",
    "another document": "document: facture\n",
    "not a word": "document: {candidature: oui}\n",
    "a list": "- document: candidature\n",
    "several": "kind: Pod\n---\nkind: Service\n",
    "a template": "a: {{ valeur }}\n  b: 1\n",
    "in a comment": "a: [\n# document: candidature\n",
    "empty": "",
}
OURS = {
    "a word of ours": "document: candidature\n",
    "nearly": "document: Candidatur\n",
    "another of ours": "document: offre\n",
    "broken": "titulaire: [\ndocument: candidature\n",
    "broken, as JSON": '{"document": "candidature", "titulaire": [',
    "broken, with quotes": "'document' : \"candidature\"\nx: [\n",
    "too big": "document: candidature\ntexte: " + "x" * LIMITS.max_bytes,
}


@pytest.mark.parametrize("content", OTHERS.values(), ids=OTHERS)
def test_others_are_none_of_ours(content: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(content, encoding="utf-8")
    assert not claims_to_be_ours(str(file))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("content", OURS.values(), ids=OURS)
def test_ours_are(content: str, encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes((content.replace("titulaire", "# été\ntitulaire", 1)).encode(encoding))
    assert claims_to_be_ours(str(file))


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    missing = tmp_path / "absent.yaml"
    assert claims_to_be_ours(str(missing))
    assert run("validate", "--skip-unrelated", missing).code == 1


def test_a_file_of_another_nature_passes_in_silence_with_the_option_only(tmp_path: Path) -> None:
    file = tmp_path / "ci.yml"
    file.write_text(OTHERS["keys"], encoding="utf-8")
    for options in ([], ["--quiet"], ["--verbose"]):
        outcome = run("validate", "--skip-unrelated", *options, file)
        assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert run("validate", file).code == 1
    report = json.loads(run("validate", "--skip-unrelated", "--format", "json", file, SOUND).out)
    assert [Path(one["fichier"]).name for one in report["dossiers"]] == [SOUND.name]


def test_a_folder_without_any_file_is_still_a_misuse(tmp_path: Path) -> None:
    assert run("validate", "--skip-unrelated", tmp_path).code == 2


def test_what_is_said_of_a_file_does_not_depend_on_the_others_of_the_call(tmp_path: Path) -> None:
    files = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for file in files:  # two applications for the same site: a point about the folder
        file.write_bytes((EXAMPLES / "usp-trois-fautes.yaml").read_bytes())
    hook = ("validate", "--skip-unrelated", "--quiet", "--date", "2024-10-21")
    together = run(*hook, *files).out.splitlines()
    apart = [line for file in files for line in run(*hook, file).out.splitlines()]
    assert sorted(together) == sorted(apart)
    plain = run("validate", "--format", "json", "--date", "2024-10-21", *files).out
    assert json.loads(plain)["lot"]


def test_nothing_to_judge_is_silent_whatever_the_settings(tmp_path: Path) -> None:
    (tmp_path / "ci.yml").write_text(OTHERS["keys"], encoding="utf-8")
    (tmp_path / "offre.yaml").write_bytes((EXAMPLES / "offre-2023.yaml").read_bytes())
    (tmp_path / "usp-check.toml").write_text(
        'offre = "offre.yaml"\n[ignorer]\nCAL-03 = "Suivi ailleurs."\n', encoding="utf-8"
    )
    for files in (["ci.yml"], ["offre.yaml"], ["ci.yml", "offre.yaml"]):
        outcome = run("validate", "--skip-unrelated", "--quiet", *files, cwd=tmp_path)
        assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_what_is_passed_over_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "ci.yml").write_text(OTHERS["keys"], encoding="utf-8")
    assert run("validate", "--skip-unrelated", "ci.yml", SOUND, "--output", "ci.yml", cwd=tmp_path).code == 2
    assert (tmp_path / "ci.yml").read_text(encoding="utf-8") == OTHERS["keys"]
