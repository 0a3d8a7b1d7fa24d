"""What the command says and does when the tool itself fails: code 3, the rest done, what to send and to whom."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.cli.runner import EXAMPLES, SOUND, Outcome
from usp_check import __main__, judging
from usp_check.report import formats
from usp_check.report.formats import FORMATS
from usp_check.running import MANY

SECRET = "Zébulon Tartempion"  # noqa: S105 - stands for what a dossier says
SMR = EXAMPLES / "usp-smr.yaml"
Command = Callable[..., Outcome]
WHOLE_FORMS = sorted(FORMATS)
STREAMED = sorted(name for name, form in FORMATS.items() if form.streamed)


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Run the command in this process, in which something was broken."""

    def run(*arguments: str | Path) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["usp-check", *map(str, arguments), "--date", "2024-10-21"])
        code = __main__._run()
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Outcome(code, out.decode(errors="replace"), err.decode(errors="replace"))

    return run


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of enough dossiers for them to be reported on as they come."""
    folder = tmp_path / "dossiers"
    shutil.copytree(EXAMPLES / "pieces", folder / "pieces")
    for number in range(MANY + 2):
        (folder / f"{number:03}.yaml").write_bytes(SOUND.read_bytes())
    return folder


def fails(*_: object, **__: object) -> NoReturn:
    raise ValueError(SECRET)


def asks_to_be_told(outcome: Outcome) -> bool:
    """Whether a person learns what to send, to whom, and that no dossier is to be sent."""
    said = " ".join((outcome.out + outcome.err).split())
    assert SECRET not in said
    assert "Traceback" not in said
    return "référence" in said and "qui vous a fourni usp-check" in said and "envoyez pas" in said.lower()


def break_on(monkeypatch: pytest.MonkeyPatch, name: str, fault: Callable[[], Any]) -> None:
    """Make reading the file ``name`` do ``fault``."""
    read = judging.read_file
    monkeypatch.setattr(judging, "read_file", lambda path: fault() if Path(path).name == name else read(path))


@pytest.mark.parametrize("form", ["texte", "json", "csv", "quiet", "verbose"])
def test_one_file_on_which_the_tool_fails(
    form: str, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_on(monkeypatch, SMR.name, fails)
    option = (f"--{form}",) if form in ("quiet", "verbose") else ("--format", form)
    outcome = command("validate", SOUND, SMR, *option)
    assert outcome.code == 3
    assert asks_to_be_told(outcome)
    if form == "json":
        verdicts = [one["verdict"] for one in json.loads(outcome.out)["dossiers"]]
        assert verdicts == ["conforme", "indetermine"]


@pytest.mark.parametrize("place", ["usp_check.lot.evaluate_lot", "usp_check.telling.heading"])
def test_whatever_fails_is_code_3(place: str, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, fails)
    outcome = command("validate", SOUND, SMR)
    assert outcome.code == 3
    assert asks_to_be_told(outcome)


@pytest.mark.parametrize(
    "place",
    ["usp_check.cli.validate.targets", "usp_check.companions.make_register", "usp_check.cli.validate.load"],
)
def test_what_fails_before_anything_is_judged(
    place: str, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, fails)
    folder = EXAMPLES / "dossiers"
    outcome = command("validate", folder, "--referentiel", "cvl-2024", "--registre", folder / "registre.yaml")
    assert outcome.code == 3
    assert not outcome.out
    assert asks_to_be_told(outcome)


def test_a_file_of_which_it_can_not_be_told_whether_it_is_ours_is_judged(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("usp_check.claims.claims_to_be_ours", fails)
    late = EXAMPLES / "usp-en-retard.yaml"
    assert command("validate", "--skip-unrelated", "--quiet", late).code == 1


@pytest.mark.parametrize("form", WHOLE_FORMS)
def test_a_report_that_can_not_be_made_leaves_the_others(
    form: str, command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = formats._from
    monkeypatch.setattr(
        formats, "_from", lambda place: fails if place == FORMATS[form].place else made(place)
    )
    lost, kept, text = (tmp_path / name for name in ("perdu", "garde", "rapport.txt"))
    lost.write_text("le précédent", encoding="utf-8")
    other = "html" if FORMATS["json"].place == FORMATS[form].place else "json"
    outputs = [option for file in (lost, kept, text) for option in ("--output", file)]
    monkeypatch.setattr("usp_check.cli.validate._format_of", _by_name({"perdu": form, "garde": other}))
    outcome = command("validate", SOUND, *outputs)
    assert outcome.code == 3
    assert asks_to_be_told(outcome)
    assert str(lost) in outcome.err
    assert lost.read_text(encoding="utf-8") == "le précédent"
    assert kept.stat().st_size
    assert "conforme" in text.read_text(encoding="utf-8")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["garde", "perdu", "rapport.txt"]


def _by_name(forms: dict[str, str]) -> Callable[[str | None, str | None], str]:
    return lambda target, _: forms.get(Path(target or "").name, "texte")


def test_a_text_that_can_not_be_made_leaves_the_others(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("usp_check.report.terminal.render_terminal", fails)
    kept = tmp_path / "rapport.json"
    outcome = command("validate", SOUND, "--output", tmp_path / "rapport.txt", "--output", kept)
    assert outcome.code == 3
    assert asks_to_be_told(outcome)
    assert [one.name for one in tmp_path.iterdir()] == [kept.name]
    assert json.loads(kept.read_bytes())["dossiers"][0]["verdict"] == "conforme"
    assert command("validate", SOUND).code == 3


@pytest.mark.parametrize("part", ["head", "dossier", "foot"])
@pytest.mark.parametrize("form", STREAMED)
def test_a_report_that_fails_on_its_way_leaves_the_others(  # noqa: PLR0917
    form: str, part: str, many: Path, command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    parts = type(FORMATS[form].parts())
    monkeypatch.setattr(parts, part, fails)
    other = next(name for name in STREAMED if type(FORMATS[name].parts()) is not parts)
    lost, kept, text = (tmp_path / name for name in ("perdu", "garde", "rapport.txt"))
    monkeypatch.setattr("usp_check.cli.validate._format_of", _by_name({"perdu": form, "garde": other}))
    outputs = [option for file in (lost, kept, text) for option in ("--output", file)]
    outcome = command("validate", many, "--jobs", "1", *outputs)
    assert outcome.code == 3
    assert asks_to_be_told(outcome)
    assert not lost.exists()
    assert len(kept.read_text(encoding="utf-8").splitlines()) >= MANY
    assert "conforme" in text.read_text(encoding="utf-8")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["dossiers", "garde", "rapport.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="what a test breaks reaches forked processes only")
@pytest.mark.parametrize("form", ["jsonl", "texte"])
def test_a_process_that_is_killed(
    form: str, many: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_on(monkeypatch, "007.yaml", lambda: os.kill(os.getpid(), signal.SIGKILL))
    outcome = command("validate", many, "--jobs", "2", "--format", form)
    assert outcome.code == 3
    assert asks_to_be_told(outcome)
    if form == "jsonl":
        lines = [json.loads(line) for line in outcome.out.splitlines()]
        verdicts = [line["verdict"] for line in lines if "verdict" in line]
        assert verdicts.count("indetermine") == 1
        assert verdicts.count("conforme") == MANY + 1
