"""A shell is answered, without click, what click would answer; what is out of the ordinary is left to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete
from hypothesis import example, given
from hypothesis import strategies as st
from typer.main import get_command

from usp_check.cli import commands
from usp_check.cli.answering import items, quick_answer
from usp_check.cli.app import app
from usp_check.cli.commands import Command, prepared

CLI = get_command(app)
CLASSES: dict[str, type[ShellComplete]] = {
    "bash_complete": BashComplete,
    "zsh_complete": ZshComplete,
    "fish_complete": FishComplete,
}


def by_click(done: list[str], incomplete: str) -> list[tuple[str, str, str]]:
    found = BashComplete(CLI, {}, "usp-check", "_X").get_completions(done, incomplete)
    return [(one.type, one.value, one.help or "") for one in found]


def paths(command: Command, *above: str) -> list[tuple[list[str], list[str]]]:
    """Each command's words, with the words that may follow it."""
    own = [*command["commands"], *(name for option in command["options"] for name in option["names"])]
    below = [one for name, sub in command["commands"].items() for one in paths(sub, *above, name)]
    return [(list(above), own), *below]


PATHS = paths(prepared())
WORDS = ["", "-", "--", "-x", "v", "cap", "CAP-01", "j", "pdl-2016", "a.yaml", "=", "-qv", "--format=", "zz"]


@st.composite
def lines(draw: st.DrawFn) -> tuple[list[str], str]:
    command, own = draw(st.sampled_from(PATHS))
    word = st.one_of(st.sampled_from(own), st.sampled_from(WORDS), st.text(max_size=2))
    incomplete = draw(st.one_of(word, st.sampled_from([one[:cut] for one in own for cut in (1, 3, 4)])))
    return [*command, *draw(st.lists(word.filter(bool), max_size=4))], incomplete


@given(lines())
@example((["validate", "a.yaml", "--ignore", "CAP-01"], "--"))
@example((["explain", "-r", "pdl-2016"], ""))
@example((["explain", "CAP-01"], ""))
@example((["validate", "--format"], "-"))
@example((["registre"], "n"))
def test_it_answers_what_click_answers(line: tuple[list[str], str]) -> None:
    done, incomplete = line
    found = items(done, incomplete)
    if found is not None:
        expected = by_click(list(done), incomplete)
        told = [(one.kind, one.word, one.told or "") for one in found]
        in_order = incomplete[:1] != "-"  # click has --help and -h in any order
        assert told == expected if in_order else sorted(told) == sorted(expected)


def test_the_commands_are_up_to_date() -> None:
    kept = Path(commands.PREPARED).read_text(encoding="utf-8")
    assert kept == commands.source(), "python -m usp_check.cli.commands"


@pytest.mark.parametrize("order", CLASSES)
@pytest.mark.parametrize(
    "line", ["usp-check ", "usp-check va", "usp-check validate --f", "usp-check explain DOS-01"]
)
def test_each_shell_reads_it(order: str, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rank = line.count(" ")
    position = (line.split()[rank:] or [""])[0] if order == "fish_complete" else str(rank)
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", position)
    expected = CLASSES[order](CLI, {}, "usp-check", "_X").complete()
    assert quick_answer(order, line, position) == expected + "\n"


@pytest.mark.parametrize(
    ("order", "line", "position"),
    [
        ("powershell_complete", "usp-check va", "1"),
        ("bash_complete", "usp-check 'va", "1"),
        ("bash_complete", "usp-check é", "1"),
        ("bash_complete", "usp-check validate --format=j", "2"),
        ("bash_complete", "usp-check va", "x"),
        ("bash_complete", "usp-check inconnue x", "2"),
        ("bash_complete", "usp-check --version va", "2"),
        ("bash_complete", "usp-check validate -- a", "3"),
    ],
)
def test_all_the_rest_is_left(order: str, line: str, position: str) -> None:
    assert quick_answer(order, line, position) is None
