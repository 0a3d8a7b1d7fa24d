"""What is read without typer is what typer reads; all the rest is left to it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import click
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from typer.main import get_command

from tests.cli.runner import ROOT, SOUND
from usp_check.cli import validate
from usp_check.cli.app import app
from usp_check.cli.plain import FLAGS, NUMBERS, REPEATED, VALUES, plain_request
from usp_check.cli.request import Request

OPTIONS = [*FLAGS, *VALUES, *REPEATED, *NUMBERS]
WORDS = [
    "a.yaml",
    "-",
    "--",
    "",
    " ",
    "2",
    "-1",
    "é=",
    "--help",
    "-h",
    "-qv",
    "--nimporte",
    "-fjson",
    "½",
    "9" * 5000,
]


def by_typer(words: list[str]) -> Request | None:
    """What typer makes of the words that follow ``validate``; None where it judges nothing."""
    asked: list[Request] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validate, "run", lambda request: asked.append(request) or 0)
        try:
            get_command(app).main(["validate", *words], prog_name="usp-check", standalone_mode=False)
        except click.ClickException:
            return None
    return asked[0] if asked else None


def comparable(request: Request) -> dict[str, Any]:
    return {name: list(one) if isinstance(one, tuple) else one for name, one in request._asdict().items()}


def pieces() -> st.SearchStrategy[str]:
    name = st.sampled_from(OPTIONS)
    word = st.sampled_from(WORDS)
    return st.one_of(name, word, st.builds("{}={}".format, name, word), st.text(max_size=3))


@given(st.lists(pieces(), max_size=6))
@example(["a.yaml", "--jobs", "2", "-j", "3"])
@example(["-o", "a", "--output=b", "c", "--select", "CAP-01"])
def test_it_reads_what_typer_reads(words: list[str]) -> None:
    plain = plain_request(words)
    if plain is not None:
        read = by_typer(words)
        assert read is not None
        assert comparable(plain) == comparable(read)


def test_it_knows_every_option() -> None:
    command = get_command(app).get_command(click.Context(click.Command("usp-check")), "validate")
    assert command is not None
    names = {name for option in command.params if isinstance(option, click.Option) for name in option.opts}
    assert set(OPTIONS) == names
    assert len(OPTIONS) == len(names)


@pytest.mark.parametrize(
    "words",
    [
        ["a.yaml"],
        [
            "dossiers",
            "--registre",
            "registre.yaml",
            "--offre=offre.yaml",
            "-o",
            "s.html",
            "--output",
            "s.xlsx",
        ],
        ["-", "-q", "--format", "json", "--date", "21/10/2024", "--jobs", "4"],
        ["--skip-unrelated", "--quiet", "a.yaml", "b.yml"],
    ],
)
def test_what_is_mostly_written_is_plain(words: list[str]) -> None:
    assert plain_request(words) is not None


@pytest.mark.parametrize(
    "words",
    [[], ["--help"], ["a", "-h"], ["a", "--date"], ["a", "--format", "--quiet"], ["--", "a"], ["a", "-qv"]],
)
def test_all_the_rest_is_left(words: list[str]) -> None:
    assert plain_request(words) is None


def test_neither_typer_nor_click_is_imported() -> None:
    program = (
        "import sys; from usp_check.__main__ import _run\n"
        f"sys.argv[1:] = ['validate', {str(SOUND)!r}, '--date', '2024-10-21']\n"
        "assert _run() == 0\nprint({'typer', 'click'} & sys.modules.keys(), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    assert done.stderr == b"set()\n"
