"""``referentiel new`` and ``referentiel check``, as they are typed."""

from pathlib import Path

import pytest

from tests.cli.runner import EXAMPLES, run
from usp_check.reading import read_file
from usp_check.referentiels.catalogue import known_referentiels


def test_a_new_one_is_accepted_and_left_to_write(tmp_path: Path) -> None:
    assert run("referentiel", "new", "essai-2030", cwd=tmp_path).code == 0
    done = run("referentiel", "check", "essai-2030.yaml", cwd=tmp_path)
    assert done.code == 0
    assert "essai-2030.yaml:9 : " in done.out
    assert run("referentiel", "check", "essai-2030.yaml", "--strict", cwd=tmp_path).code == 1
    used = run("rules", "--referentiel", "essai-2030.yaml", cwd=tmp_path)
    assert used.code == 0
    assert "CAP-01" in used.out


def test_it_never_overwrites_unless_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("à moi", encoding="utf-8")
    assert run("referentiel", "new", "essai-2030", "-o", "a.yaml", cwd=tmp_path).code == 2
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "à moi"
    assert run("referentiel", "new", "essai-2030", "-o", "a.yaml", "--force", cwd=tmp_path).code == 0
    assert run("referentiel", "new", "essai-2030", "-o", "-", cwd=tmp_path).out.startswith("#")
    text = run("referentiel", "new", "essai", "--source", "a.yaml", "-o", "a.yaml", "--force", cwd=tmp_path)
    assert text.code == 2


@pytest.mark.parametrize("name", ["Essai", "été", "a b", "-a", "../a", "", known_referentiels()[0]])
def test_an_identifier_that_can_not_be_is_a_misuse(name: str, tmp_path: Path) -> None:
    assert run("referentiel", "new", "--", name, cwd=tmp_path).code == 2
    assert not list(tmp_path.iterdir())


def test_every_problem_is_told_and_the_exit_code_says_so(tmp_path: Path) -> None:
    run("referentiel", "new", "essai-2030", cwd=tmp_path)
    path = tmp_path / "essai-2030.yaml"
    content = (
        path.read_text(encoding="utf-8")
        .replace("controle: vaut", "controle: vau")
        .replace("lits: 12", "lits: 9")
    )
    path.write_text(content, encoding="utf-8")
    done = run("referentiel", "check", path.name, cwd=tmp_path)
    assert done.code == 1
    assert len([line for line in done.out.splitlines() if line.startswith("essai-2030.yaml:")]) >= 2
    assert "« vaut »" in done.out


@pytest.mark.parametrize(
    "arguments", [("absent.yaml",), (".",), ("essai-2030.yaml", "--source", "absent.txt")]
)
def test_what_can_not_be_read_is_a_misuse(arguments: tuple[str, ...], tmp_path: Path) -> None:
    run("referentiel", "new", "essai-2030", cwd=tmp_path)
    assert run("referentiel", "check", *arguments, cwd=tmp_path).code == 2


def test_a_pdf_is_no_text(tmp_path: Path) -> None:
    run("referentiel", "new", "essai-2030", cwd=tmp_path)
    (tmp_path / "appel.pdf").write_bytes(b"%PDF-1.7\n")
    done = run("referentiel", "check", "essai-2030.yaml", "--source", "appel.pdf", cwd=tmp_path)
    assert done.code == 2
    assert "pdftotext" in done.err


def test_the_template_of_ones_own_call_holds_what_it_adds(tmp_path: Path) -> None:
    call = EXAMPLES / "referentiels" / "lisp.yaml"
    assert run("init", "candidature", "-r", call, "-o", "d.yaml", cwd=tmp_path).code == 0
    written = read_file(tmp_path / "d.yaml").value
    assert written is not None
    assert written["referentiel"] == "lisp"
    assert "un_seul_service" in written["complements"]["lits"]


def test_the_commands_know_the_calls_of_the_folder_that_the_settings_name(tmp_path: Path) -> None:
    folder = EXAMPLES / "referentiels"
    (tmp_path / "usp-check.toml").write_text(f'referentiels = "{folder.as_posix()}"\n', encoding="utf-8")
    assert "lisp" in run("rules", "-r", "lisp", cwd=tmp_path).out
    assert run("coverage", "lisp", cwd=tmp_path).code == 0
    assert run("init", "candidature", "-r", "masp-paca-2025", cwd=tmp_path).code == 0
    both = run("explain", "TRA-01", cwd=tmp_path).out
    assert both.count("TRA-01 · ") == 2
    assert "Provence-Alpes-Côte d’Azur" in both
    assert run("rules", "-r", "lisp", cwd=tmp_path.parent).code == 2
