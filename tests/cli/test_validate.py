"""``usp-check validate`` from outside: exit codes, outputs, options."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from tests.cli.runner import EXAMPLES, SOUND, run

UNTIL = ("--date", "2024-10-21")
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions and pipes of POSIX systems")


@pytest.mark.parametrize(
    ("name", "code", "strict"),
    [
        ("usp-medecine.yaml", 0, 0),
        ("usp-avec-reserves.yaml", 0, 1),
        ("usp-oncologique.yaml", 1, 1),
        ("usp-fichier-casse.yaml", 1, 1),
    ],
)
def test_exit_code_follows_the_verdict(name: str, code: int, strict: int) -> None:
    assert run("validate", EXAMPLES / name, *UNTIL).code == code
    assert run("validate", EXAMPLES / name, *UNTIL, "--strict").code == strict


def test_three_faults_show_in_one_run_each_on_its_line() -> None:
    outcome = run("validate", EXAMPLES / "usp-trois-fautes.yaml", *UNTIL, "--format", "json")
    report = json.loads(outcome.out)
    lines = (EXAMPLES / "usp-trois-fautes.yaml").read_text(encoding="utf-8").split("\n")
    failing = [
        c
        for c in report["dossiers"][0]["constats"]
        if c["statut"] == "non_conforme" and c["gravite"] == "bloquant"
    ]
    assert outcome.code == 1
    assert len(failing) == 3
    assert len({c["regle"].partition("-")[0] for c in failing}) == 3
    assert "FMT-06" in {c["regle"] for c in failing}
    for constat in failing:
        assert constat["champ"][-1] in lines[constat["ligne"] - 1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("valdate",),
        ("validate",),
        ("validate", SOUND, "--dat", "2024-10-21"),
        ("validate", SOUND, "--date"),
        ("validate", SOUND, "--date", "21 octobre"),
        ("validate", SOUND, "--date", "2024-02-30"),
        ("validate", SOUND, "--format", "pdf"),
        ("validate", SOUND, "--output", "rapport.pdf"),
        ("validate", SOUND, "--output", "Candidature.YAML"),
        ("validate", SOUND, "--select", "CAP-99"),
        ("validate", SOUND, "--ignore", "XYZ"),
        ("validate", SOUND, "--quiet", "--verbose"),
        ("validate", SOUND, "--referentiel", "cvl-2042"),
        ("validate", SOUND, "--referentiel", "nexiste.yaml"),
        ("validate", SOUND, "--output", "nulle/part/rapport.txt"),
        ("validate", SOUND, "--output", "."),
        ("validate", "schemas"),
        ("explain", "CAP-99"),
        ("explain",),
        ("explain", "CAP-01", "CAP-02"),
        ("rules", "--format", "pdf"),
        ("coverage", "cvl-2042"),
        ("schema", "autre"),
        ("init", "autre"),
        ("completion", "powershell"),
    ],
    ids=lambda a: " ".join(Path(str(part)).name for part in a),
)
def test_what_cannot_be_run_as_asked_is_told_in_french(arguments: tuple[str | Path, ...]) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("Erreur : ")
    assert "Traceback" not in outcome.err
    for english in ("No such", "Missing", "Invalid", "requires", "unexpected", "Error", "Usage", "Try "):
        assert english not in outcome.err


def test_a_misspelt_option_or_command_is_suggested() -> None:
    assert "« --date »" in run("validate", SOUND, "--dat", "2024-10-21").err
    assert "« validate »" in run("valdate").err
    assert "CAP-01" in run("explain", "CAP-1").err


def test_a_missing_file_is_a_constat_and_the_others_are_judged() -> None:
    outcome = run("validate", "nexiste.yaml", SOUND, *UNTIL, "--format", "json")
    first, second = json.loads(outcome.out)["dossiers"]
    assert outcome.code == 1
    assert [c["regle"] for c in first["constats"]] == ["FMT-01"]
    assert (first["verdict"], first["sha256"]) == ("indetermine", None)
    assert second["verdict"] == "conforme"


def test_standard_input_is_judged_and_its_attachments_left_to_a_person() -> None:
    outcome = run("validate", "-", *UNTIL, "--format", "json", stdin=SOUND.read_bytes())
    (dossier,) = json.loads(outcome.out)["dossiers"]
    assert outcome.code == 0
    assert dossier["verdict"] == "conforme_avec_reserves"
    assert {c["code"] for c in dossier["constats"] if c["regle"] == "DOS-05"} == {"non_cherchee"}


def test_a_folder_is_judged_in_order_and_what_is_something_else_is_told(tmp_path: Path) -> None:
    for name in ("b/dossier.yml", "a/dossier.yaml", ".cache/dossier.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((EXAMPLES / "usp-oncologique.yaml").read_bytes())
    (tmp_path / "mkdocs.yml").write_text("site_name: Notes\nnav: []\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("rien", encoding="utf-8")
    report = json.loads(run("validate", ".", *UNTIL, "--format", "json", cwd=tmp_path).out)
    assert [Path(d["fichier"]).as_posix() for d in report["dossiers"]] == ["a/dossier.yaml", "b/dossier.yml"]
    assert [Path(f["fichier"]).name for f in report["fichiers_ignores"]] == ["mkdocs.yml"]


def test_a_named_file_is_always_judged(tmp_path: Path) -> None:
    other = tmp_path / "mkdocs.yml"
    other.write_text("site_name: Notes\n", encoding="utf-8")
    report = json.loads(run("validate", other, "--format", "json").out)
    assert {c["regle"] for c in report["dossiers"][0]["constats"]} >= {"FMT-07"}
    assert run("validate", tmp_path).code == 2


def test_quiet_says_nothing_when_all_is_well_and_one_line_a_fault_otherwise() -> None:
    assert run("validate", SOUND, *UNTIL, "--quiet") == run("validate", SOUND, *UNTIL, "-q")
    sound = run("validate", SOUND, *UNTIL, "--quiet")
    assert (sound.code, sound.out, sound.err) == (0, "", "")
    late = run("validate", EXAMPLES / "usp-en-retard.yaml", *UNTIL, "--quiet")
    assert late.code == 1
    assert "TRA-01" in late.out
    assert all(":" in line for line in late.out.splitlines())


def test_what_is_set_aside_is_told_and_never_ends_favourably() -> None:
    report = json.loads(run("validate", SOUND, *UNTIL, "--ignore", "CAP-01,EQU-04", "--format", "json").out)
    assert [r["regle"] for r in report["regles_ecartees"]] == ["CAP-01", "EQU-04"]
    assert report["dossiers"][0]["verdict"] == "indetermine"
    assert "CAP-01" not in {c["regle"] for c in report["dossiers"][0]["constats"]}
    light = json.loads(run("validate", SOUND, *UNTIL, "--ignore", "EQU", "--format", "json").out)
    assert light["dossiers"][0]["verdict"] == "conforme"


def test_select_keeps_a_family_and_what_is_wrong_with_the_file() -> None:
    report = json.loads(
        run("validate", EXAMPLES / "usp-trois-fautes.yaml", *UNTIL, "--select", "cap", "--format", "json").out
    )
    families = {c["regle"].partition("-")[0] for c in report["dossiers"][0]["constats"]}
    assert families == {"FMT", "CAP"}


def test_the_report_is_replayed_to_the_byte() -> None:
    one, other = (run("validate", EXAMPLES, *UNTIL, "--format", "json").out for _ in range(2))
    assert one == other


def test_output_takes_its_form_from_its_name(tmp_path: Path) -> None:
    outcome = run("validate", SOUND, *UNTIL, "--output", tmp_path / "r.json", "--output", tmp_path / "r.txt")
    assert (outcome.code, outcome.out) == (0, "")
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["version"] == 1
    assert "\x1b" not in (tmp_path / "r.txt").read_text(encoding="utf-8")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r.json", "r.txt"]


def test_output_never_takes_the_place_of_an_input(tmp_path: Path) -> None:
    dossier = tmp_path / "dossier.yaml"
    dossier.write_bytes(SOUND.read_bytes())
    for target in (dossier, tmp_path / "." / "dossier.yaml"):
        assert run("validate", dossier, *UNTIL, "--output", target).code == 2
    assert dossier.read_bytes() == SOUND.read_bytes()
    (tmp_path / "lien.yaml").symlink_to(dossier)
    assert run("validate", dossier, *UNTIL, "--output", tmp_path / "lien.yaml").code == 2
    assert dossier.read_bytes() == SOUND.read_bytes()


@needs_posix
def test_output_follows_the_umask_and_keeps_the_permissions_it_finds(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        run("validate", SOUND, *UNTIL, "--output", tmp_path / "neuf.txt")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "neuf.txt").stat().st_mode) == 0o640
    (tmp_path / "neuf.txt").chmod(0o600)
    run("validate", SOUND, *UNTIL, "--output", tmp_path / "neuf.txt")
    assert stat.S_IMODE((tmp_path / "neuf.txt").stat().st_mode) == 0o600


def test_a_console_that_is_not_utf8_gets_plain_marks() -> None:
    outcome = run(
        "validate", EXAMPLES / "usp-oncologique.yaml", *UNTIL, PYTHONUTF8="0", PYTHONIOENCODING="ascii"
    )
    assert outcome.code == 1
    assert outcome.out.isascii()
    assert "ORI-01" in outcome.out


def test_colours_are_for_terminals() -> None:
    assert "\x1b" not in run("validate", EXAMPLES / "usp-oncologique.yaml", *UNTIL).out
    painted = run("validate", EXAMPLES / "usp-oncologique.yaml", *UNTIL, FORCE_COLOR="1").out
    assert "\x1b[" in painted
    assert (
        "\x1b"
        not in run("validate", EXAMPLES / "usp-oncologique.yaml", *UNTIL, FORCE_COLOR="1", NO_COLOR="1").out
    )


def test_a_referentiel_of_ones_own_judges_and_a_broken_one_is_refused_with_its_line(tmp_path: Path) -> None:
    source = Path("usp_check/referentiels/cvl-2024.yaml")
    text = (EXAMPLES.parent / source).read_text(encoding="utf-8")
    own = tmp_path / "appel.yaml"
    own.write_text(text.replace("valeur: 10\n", "valeur: 20\n", 1), encoding="utf-8")
    report = json.loads(run("validate", SOUND, *UNTIL, "--referentiel", own, "--format", "json").out)
    assert {c["regle"] for c in report["dossiers"][0]["constats"] if c["statut"] == "non_conforme"} >= {
        "CAP-01"
    }
    own.write_text(text.replace("controle: au_moins", "controle: au_moin", 1), encoding="utf-8")
    line = text.split("controle: au_moins")[0].count("\n") + 1
    refused = run("validate", SOUND, "--referentiel", own)
    assert refused.code == 2
    assert f"appel.yaml:{line} : " in refused.err
    assert "« au_moins »" in refused.err


ORDER = """\
document: candidature
referentiel: cvl-2024
titulaire: {raison_sociale: "##[add-mask]x"}
projet: {orientation: "::error::y", intitule: "##[group]z"}
"""


@pytest.mark.parametrize("form", ["texte", "json", "jsonl", "markdown"])
def test_a_log_of_ci_takes_nothing_for_an_order(form: str, tmp_path: Path) -> None:
    dossier = tmp_path / "dossier.yaml"
    dossier.write_text(ORDER, encoding="utf-8")
    for options in ((), ("--quiet",)):
        out = run(
            "validate", dossier, *UNTIL, "--format", form, *options, GITHUB_ACTIONS="true", COLUMNS="40"
        ).out
        assert "##[" not in out
        assert not [line for line in out.splitlines() if line.lstrip().startswith("::")]


def test_what_programs_read_is_utf8_whatever_the_console() -> None:
    plain = run("validate", SOUND, *UNTIL, "--format", "json")
    assert "é" in plain.out
    settings = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"}
    assert run("validate", SOUND, *UNTIL, "--format", "json", **settings).out == plain.out


def test_a_file_that_shares_a_key_by_chance_is_left_aside(tmp_path: Path) -> None:
    (tmp_path / "ci.yml").write_text("name: tests\ndate: x\nactions: []\n", encoding="utf-8")
    outcome = run("validate", tmp_path)
    assert outcome.code == 2
    assert "ci.yml" in outcome.err


def test_a_form_that_is_no_text_asks_for_a_file() -> None:
    assert run("validate", SOUND, "--format", "xlsx").code == 2


@pytest.mark.parametrize("ending", ["html", "xlsx", "csv", "constats.csv", "md", "sarif", "xml", "jsonl"])
def test_every_ending_gives_its_form(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"rapport.{ending}"
    assert run("validate", SOUND, *UNTIL, "--output", target).code == 0
    start = {
        "html": b"<!",
        "xlsx": b"PK",
        "csv": b"\xef\xbb\xbf",
        "constats.csv": b"\xef\xbb\xbf",
        "xml": b"<?xml",
    }
    assert target.read_bytes().startswith(start.get(ending, b"{" if ending != "md" else b"#"))


def test_a_report_tells_a_referentiel_of_ones_own_from_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "appel.yaml"
    shipped = (EXAMPLES.parent / "usp_check/referentiels/cvl-2024.yaml").read_text(encoding="utf-8")
    own.write_text(shipped.replace("gravite: bloquant", "gravite: info"), encoding="utf-8")
    versions = {
        json.loads(run("validate", SOUND, *UNTIL, *options, "--format", "json").out)["dossiers"][0][
            "referentiel"
        ]["version"]
        for options in ((), ("--referentiel", own))
    }
    assert len(versions) == 2
    assert "1" in versions


def test_output_asks_for_a_file() -> None:
    assert run("validate", SOUND, "--output", "-").code == 2
