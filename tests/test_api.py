"""``import usp_check``: what a program can ask for, what comes out, and what it never does."""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import re
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest

import usp_check
from tests.cli.runner import EXAMPLES, ROOT, SOUND, run
from usp_check.api import TextFormat, today
from usp_check.report.formats import FORMATS
from usp_check.vocabulary import Gravite, Verdict

DAY = date(2024, 10, 21)
FILES = sorted(EXAMPLES.glob("usp-*.yaml"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
judged = partial(usp_check.validate, date=DAY)


def fresh(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, env=settings, check=True
    )


# ---- what is judged -------------------------------------------------------------------------------


def test_the_command_and_the_function_give_the_same_report() -> None:
    for arguments, options in (
        ((EXAMPLES,), {}),
        ((EXAMPLES, "--offre", EXAMPLES / "offre-2023.yaml"), {"offre": EXAMPLES / "offre-2023.yaml"}),
        ((SOUND, "--referentiel", "cvl-2024"), {"referentiel": "cvl-2024"}),
    ):
        said = run("validate", *arguments, "--date", str(DAY), "--format", "json").out
        assert said == usp_check.render(judged(arguments[0], **options), "json")


def test_a_text_is_its_content_and_a_path_is_a_file() -> None:
    text = SOUND.read_text(encoding="utf-8")
    by_text, by_bytes, by_path = judged(text), judged(text.encode()), judged(SOUND)
    assert by_text == by_bytes
    assert by_text.dossiers[0].sha256 == by_path.dossiers[0].sha256
    assert (by_text.dossiers[0].fichier, by_path.dossiers[0].fichier) == ("-", str(SOUND))
    assert by_path.dossiers[0].verdict is Verdict.CONFORME
    assert {c.code for c in by_text.dossiers[0].constats if c.regle == "DOS-05"} == {"non_cherchee"}
    assert judged(text.encode("utf-16")).dossiers[0].constats == by_text.dossiers[0].constats


@pytest.mark.parametrize("path", ["dossier.yaml", "/etc/passwd", "C:\\dossiers\\usp.yaml", "examples", "-"])
def test_a_path_is_not_taken_for_a_text(path: str) -> None:
    with pytest.raises(usp_check.InvalidArgumentError, match="pathlib"):
        usp_check.validate(path)


@pytest.mark.parametrize(
    "text", ["", "\n", "{", "\ud800: a", "a: \x00", "document: candidature", "- a\n", b"\xff\xfe"]
)
def test_any_text_gives_a_report_and_no_favourable_verdict(text: str | bytes) -> None:
    (dossier,) = judged(text).dossiers
    assert dossier.verdict in (Verdict.INDETERMINE, Verdict.NON_CONFORME)
    assert not dossier.defaillances


def test_a_path_named_as_standard_input_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert [c.code for c in judged(Path("-")).dossiers[0].constats] == ["introuvable"]
    shutil.copy(SOUND, "-")
    assert judged(Path("-")).dossiers[0].sha256 == judged(SOUND).dossiers[0].sha256


def test_the_register_and_the_offer_of_a_folder_are_found(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "offre-2023.yaml", tmp_path / "offre.yaml")
    shutil.copy(SOUND, tmp_path)
    report = judged(tmp_path)
    assert [Path(d.fichier).name for d in report.dossiers] == [SOUND.name]
    assert report.couverture


def test_the_date_is_a_day_and_today_by_default() -> None:
    assert usp_check.validate(SOUND).date_reference == today()
    assert usp_check.validate(SOUND, date=datetime(2024, 10, 21, 23, 59)) == judged(SOUND)
    with pytest.raises(TypeError):
        usp_check.validate(SOUND, date="2024-10-21")  # type: ignore[arg-type]


def test_what_is_left_out_has_its_reason_and_never_ends_favourably() -> None:
    report = judged(SOUND, ecartees={"EQU-04": "suivi ailleurs", "cap-01": "essai"})
    assert [(r.regle, r.motif) for r in report.regles_ecartees] == [
        ("CAP-01", "essai"),
        ("EQU-04", "suivi ailleurs"),
    ]
    assert report.dossiers[0].verdict is Verdict.INDETERMINE
    for wrong in ({"CAP-99": "a"}, {"CAP-01": " "}):
        with pytest.raises(usp_check.InvalidArgumentError):
            judged(SOUND, ecartees=wrong)


# ---- référentiels ---------------------------------------------------------------------------------


def test_a_referentiel_by_identifier_by_file_and_loaded(tmp_path: Path) -> None:
    text = (ROOT / "usp_check/referentiels/cvl-2024.yaml").read_text(encoding="utf-8")
    own = tmp_path / "appel.yaml"
    own.write_text(text, encoding="utf-8")
    loaded = usp_check.load_referentiel(own)
    rule = loaded.exigence("CAP-01")
    assert rule is not None
    assert rule.gravite is Gravite.BLOQUANT
    assert judged(SOUND, referentiel=own) == judged(SOUND, referentiel=loaded)
    assert judged(SOUND, referentiel=str(own)) == judged(SOUND, referentiel=loaded)
    lighter = text.replace("id: CAP-01\n    gravite: bloquant", "id: CAP-01\n    gravite: reserve")
    own.write_text(lighter, encoding="utf-8")
    again = usp_check.load_referentiel(own).exigence("CAP-01")
    assert again is not None
    assert again.gravite is Gravite.RESERVE  # read anew


def test_the_tool_s_own_referentiel_cannot_be_changed_by_a_caller() -> None:
    loaded = usp_check.load_referentiel("cvl-2024")
    loaded.familles.clear()
    loaded.passages.clear()
    assert usp_check.load_referentiel("cvl-2024").familles
    assert judged(SOUND).dossiers[0].familles["CAP"]


def test_errors_are_of_one_family_and_come_back_from_another_process(tmp_path: Path) -> None:
    (tmp_path / "faux.yaml").write_text("document: referentiel\n", encoding="utf-8")
    (tmp_path / "vide").mkdir()
    for error, call in (
        (usp_check.UnusableReferentielError, lambda: usp_check.load_referentiel("cvl-1900")),
        (usp_check.UnusableReferentielError, lambda: usp_check.load_referentiel(tmp_path / "faux.yaml")),
        (usp_check.UnusableReferentielError, lambda: usp_check.load_referentiel(tmp_path / "absent")),
        (usp_check.UnusableDocumentError, lambda: judged(SOUND, offre=tmp_path / "faux.yaml")),
        (usp_check.UnusableDocumentError, lambda: judged(SOUND, registre=SOUND)),
        (usp_check.NothingToJudgeError, lambda: judged(tmp_path / "vide")),
        (usp_check.InvalidArgumentError, lambda: usp_check.render(judged(SOUND), "jsn")),
    ):
        with pytest.raises(error) as caught:
            call()
        assert isinstance(caught.value, usp_check.UspCheckError)
        back = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own
        assert (type(back), str(back)) == (error, str(caught.value))
    with pytest.raises(usp_check.UnusableReferentielError) as refused:
        usp_check.load_referentiel(tmp_path / "faux.yaml")
    assert refused.value.problems


# ---- what comes out -------------------------------------------------------------------------------


def test_every_format_is_rendered_and_typed() -> None:
    report = judged(SOUND)
    for name in ("texte", *FORMATS):
        assert isinstance(usp_check.render(report, name), bytes if name == "xlsx" else str)
    assert {*TextFormat.__args__, "xlsx"} == {"texte", *FORMATS}  # type: ignore[attr-defined]
    assert "\x1b" not in usp_check.render(report)
    assert len(usp_check.render(report, verbose=True)) > len(usp_check.render(report))
    assert max(map(len, usp_check.render(report, width=60).splitlines())) <= 60


def test_reports_are_frozen() -> None:
    report = judged(SOUND)
    for frozen in (report, report.dossiers[0], report.dossiers[0].constats[0]):
        with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
            frozen.verdict = frozen.statut = Verdict.CONFORME  # type: ignore[union-attr]


# ---- what it never does ---------------------------------------------------------------------------


def test_nothing_heavy_is_imported_before_it_is_used() -> None:
    done = fresh("import sys, usp_check\nprint(usp_check.__version__, *sys.modules)")
    before = set(fresh("import sys\nprint(*sys.modules)").stdout.split())
    version, *loaded = done.stdout.split()
    assert version == usp_check.__version__
    assert {*loaded} - before == {"usp_check", "usp_check._version"}
    after = fresh("import sys, usp_check\nusp_check.validate\nprint(*sys.modules)").stdout.split()
    assert not {"click", "typer", "rich", "jinja2", "xlsxwriter"} & {*after}


def test_every_name_is_there_and_no_other() -> None:
    for name in usp_check.__all__:
        assert getattr(usp_check, name) is not None
        assert name in dir(usp_check)
    assert len(usp_check.__all__) == len(set(usp_check.__all__))
    with pytest.raises(AttributeError):
        usp_check.nothing  # type: ignore[attr-defined]  # noqa: B018
    assert fresh("from usp_check import *\nprint(validate.__module__)").stdout == "usp_check.api\n"


def test_nothing_is_printed_and_the_surroundings_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "usp-check.toml").write_text("formt = 1", encoding="utf-8")  # no settings are read
    code = f"""
import os, sys, pathlib, datetime
os.chdir({str(tmp_path)!r})
before = (dict(os.environ), os.getcwd(), sys.stdout, sys.stderr, sys.getrecursionlimit())
import usp_check
for path in sorted(pathlib.Path({str(EXAMPLES)!r}).glob("*.yaml")):
    report = usp_check.validate(path)
    for form in ("texte", "json", "html", "xlsx", "sarif"):
        usp_check.render(report, form)
assert before == (dict(os.environ), os.getcwd(), sys.stdout, sys.stderr, sys.getrecursionlimit())
"""
    done = fresh(code)
    assert (done.stdout, done.stderr) == ("", "")
    assert [path.name for path in tmp_path.iterdir()] == ["usp-check.toml"]


def test_threads_and_processes_give_the_same_reports() -> None:
    files = FILES * 3
    one_by_one = [judged(path) for path in files]
    rendered = [usp_check.render(report, "json") for report in one_by_one]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(judged, files)) == one_by_one
        assert list(threads.map(partial(usp_check.render, format="json"), one_by_one)) == rendered
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as processes:
        assert list(processes.map(judged, files, chunksize=8)) == one_by_one
        with pytest.raises(usp_check.UnusableReferentielError):
            processes.submit(usp_check.load_referentiel, "cvl-1900").result()


def test_many_first_uses_at_once_agree() -> None:
    code = f"""
import datetime, pathlib, threading
from concurrent.futures import ThreadPoolExecutor
import usp_check
start = threading.Barrier(6)
def judge(_):
    start.wait()
    report = usp_check.validate(pathlib.Path({str(SOUND)!r}), date=datetime.date(2024, 10, 21))
    return usp_check.render(report, "json")
with ThreadPoolExecutor(6) as pool:
    print(len(set(pool.map(judge, range(6)))))
"""
    assert fresh(code).stdout == "1\n"


# ---- types, and what the README shows -------------------------------------------------------------

PROGRAM = """
import datetime
from pathlib import Path

import usp_check
from usp_check import Constat, RapportDossier, Referentiel, Report, UspCheckError, Verdict


def faults(report: Report) -> list[Constat]:
    return [constat for dossier in report.dossiers for constat in dossier.constats]


call: Referentiel = usp_check.load_referentiel("cvl-2024")
try:
    report: Report = usp_check.validate(Path("a.yaml"), referentiel=call, date=datetime.date(2024, 10, 21))
except UspCheckError as error:
    raise SystemExit(str(error)) from None
dossier: RapportDossier = report.dossiers[0]
sound: bool = dossier.verdict is Verdict.CONFORME
text: str = usp_check.render(report)
page: str = usp_check.render(report, "html")
sheet: bytes = usp_check.render(report, "xlsx")
usp_check.validate(3)  # type: ignore[arg-type]
usp_check.validate("a: b", date="2024-10-21")  # type: ignore[arg-type]
usp_check.nothing  # type: ignore[attr-defined]
sheet = usp_check.render(report, "html")  # type: ignore[assignment]
"""


def test_a_program_is_checked_by_mypy_strict(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api")
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    assert (ROOT / "usp_check" / "py.typed").exists()
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--config-file",
            os.devnull,
            "--follow-imports",
            "silent",
            program,
        ],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert api
    assert done.returncode == 0, done.stdout


def shown(word: str) -> str:
    (block,) = [
        b for b in re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL) if word in b
    ]
    return block


def run_program(text: str, place: Path, *roots: Path) -> str:
    program = place / "program.py"
    program.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, program],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, *roots)))},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_readme_s_program_runs(tmp_path: Path) -> None:
    out = run_program(shown("usp_check.render"), tmp_path)
    assert out.splitlines()[0] in {*Verdict}
    assert SOUND.name in out


@pytest.mark.lourd
def test_the_readme_s_many_files_run_under_dask(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--target", tmp_path / "dask", "dask>=2024.1"],
        check=True,
        timeout=300,
    )
    out = run_program(shown("dask.bag"), tmp_path, tmp_path / "dask")
    expected = [judged(path).dossiers[0] for path in sorted(EXAMPLES.glob("usp-*.yaml"))]
    assert out.splitlines() == [f"{Path('examples', Path(d.fichier).name)} {d.verdict}" for d in expected]


def test_the_json_of_a_report_is_the_documented_one() -> None:
    assert json.loads(usp_check.render(judged(SOUND), "json"))["version"] == 1


def test_an_interruption_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("usp_check.running.judge_together", interrupt)
    with pytest.raises(KeyboardInterrupt):
        judged(SOUND)
