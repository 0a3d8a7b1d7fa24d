"""What a shell is answered, without a shell: the words, how they are told, and what is not imported for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.runner import ROOT, Outcome, run
from usp_check.cli import rules
from usp_check.cli.completion import SHELLS
from usp_check.cli.schema import schema_names
from usp_check.documents import document_kinds
from usp_check.referentiels.catalogue import known_referentiels, referentiel_titles, requirement_titles
from usp_check.referentiels.loader import format_requirements, load
from usp_check.report.formats import FORMATS

HEAVY = {"pydantic", "rich", "jsonschema", "yaml", "jinja2", "typer.rich_utils"}


def ask(line: str, **environment: str) -> Outcome:
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    return run(_USP_CHECK_COMPLETE="zsh_complete", **words, **environment)


def answered(line: str) -> dict[str, str]:
    """Each word that completes the line, with what is told of it."""
    outcome = ask(line)
    assert (outcome.code, outcome.err) == (0, "")
    lines = iter(outcome.out.splitlines())
    return {word: told for kind, word, told in zip(lines, lines, lines, strict=True) if kind == "plain"}


def test_the_catalogue_tells_what_the_models_hold() -> None:
    for name in known_referentiels():
        call = load(name)
        expected = {rule.id: rule.titre for rule in (*format_requirements(), *call.exigences)}
        assert requirement_titles([name]) == expected
        assert referentiel_titles()[name] == call.titre


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts(shell: str) -> None:
    outcome = run("completion", shell)
    assert outcome.code == 0
    assert "_USP_CHECK_COMPLETE" in outcome.out


def test_commands_options_and_requirements() -> None:
    assert list(answered("usp-check va")) == ["validate"]
    assert "--skip-unrelated" in answered("usp-check validate --s")
    titles = {
        name: title for name, title in requirement_titles(known_referentiels()).items() if "CAP-" in name
    }
    assert len(titles) > 5
    assert answered("usp-check explain cap-") == titles
    assert list(answered("usp-check validate --ignore CAP")) == ["CAP", *titles]


@pytest.mark.parametrize("name", known_referentiels())
def test_the_referentiel_of_the_line_is_heard(name: str) -> None:
    assert answered("usp-check explain -r ") == referentiel_titles()
    own = {rule.id for rule in (*format_requirements(), *load(name).exigences)}
    assert set(answered(f"usp-check explain -r {name} ")) == own


def test_words_are_those_that_the_commands_take() -> None:
    assert tuple(answered("usp-check init ")) == document_kinds()
    assert tuple(answered("usp-check schema ")) == schema_names()
    assert tuple(answered("usp-check validate --format ")) == ("texte", *FORMATS)
    assert tuple(answered("usp-check rules -f ")) == rules.FORMATS
    assert tuple(answered("usp-check completion ")) == SHELLS


@pytest.mark.parametrize("line", ["validate x", "validate --output x", "validate --offre x", "rules -r x"])
def test_files_are_for_the_shell_to_complete(line: str) -> None:
    assert ask(f"usp-check {line}").out == "file\nx\n_\n"


@pytest.mark.parametrize("line", ["usp-check inconnue x", "usp-check explain ZZZ", "usp-check --date x"])
def test_a_line_without_answer_shows_nothing(line: str) -> None:
    outcome = ask(line)
    assert (outcome.out.strip(), outcome.err) == ("", "")


def test_a_shell_that_asks_ill_is_told_nothing() -> None:
    assert run(_USP_CHECK_COMPLETE="zsh_complete") == Outcome(1, "", "")


def test_a_poor_locale_is_no_trouble() -> None:
    outcome = ask("usp-check explain DOS-01", PYTHONIOENCODING="iso-8859-1")
    # The newer releases of click write UTF-8 whatever the locale.
    shown = [f"plain\nDOS-01\nProjet d{mark}organisation\n" for mark in ("?", "’")]
    assert outcome in [Outcome(0, one, "") for one in shown]


@pytest.mark.parametrize(
    "line",
    [
        "usp-check va",
        "usp-check explain C",
        "usp-check explain -r c",
        "usp-check validate --f",
        "usp-check schema c",
    ],
)
def test_an_answer_is_quick(line: str) -> None:
    """Time is the machine's; what is imported is ours."""
    code = (
        "import sys\nfrom usp_check.__main__ import main\n"
        "try:\n    main()\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    )
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(ROOT), "_USP_CHECK_COMPLETE": "bash_complete", **words},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "plain," in done.stdout
    modules = set(done.stderr.split())
    assert "usp_check.cli.choices" in modules
    assert not modules & HEAVY
    assert len([name for name in modules if name.startswith("usp_check")]) <= 12
