"""Completion in the shells themselves: installed by the README's lines, asked by the tabulation key at a terminal."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.runner import EXAMPLES, ROOT
from usp_check.referentiels.catalogue import known_referentiels, requirement_titles

if sys.platform == "win32":
    pytest.skip("these shells want a POSIX system", allow_module_level=True)
import pty

pytestmark = pytest.mark.lourd

README = (ROOT / "README.md").read_text(encoding="utf-8")
INSTALL = [
    line for line in README.splitlines() if re.match(r"usp-check completion|mkdir .*completions", line)
]
ZSHRC = re.findall(r"`(fpath\+=[^`]*)` in `~/.zshrc`", README)
START = {"bash": ". /usr/share/bash-completion/bash_completion", "zsh": "true", "fish": "true"}
REQUIREMENTS = [name for name in requirement_titles(known_referentiels()) if name.startswith("CAP-")]
ASKED = {
    "vali": ["validate"],
    "validate --skip": ["--skip-unrelated"],
    "validate mon-": ["mon-dossier.yaml"],
    "rules --referentiel cvl": ["cvl-2024"],
    "explain CAP-0": REQUIREMENTS,
    "validate --format sar": ["sarif"],
}
"""What is typed, and what must then stand there."""
MARK = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[()][A-Z0-9]|[=>])|\r|\x08")


class Terminal:
    """A shell at a terminal of its own."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.said = ""

    def type(self, keys: str) -> None:
        self.said = ""
        os.write(self.descriptor, keys.encode())

    def shows(self, *words: str, within: float = 30) -> bool:
        """Wait until all the words stand on the screen since the last keys, but for one that is not to come."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            if all(word in MARK.sub("", self.said) for word in words):
                return True
            if select.select([self.descriptor], [], [], 0.5)[0]:
                self.said += os.read(self.descriptor, 65536).decode(errors="replace")
        return False


@contextmanager
def at_terminal(shell: str, home: Path) -> Iterator[Terminal]:
    program = shutil.which(shell)
    assert program, f"{shell} is not installed (apt-get install {shell})"
    settings = {
        **{name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
        "HOME": str(home),
        "PATH": f"{home / 'programs'}{os.pathsep}{os.environ['PATH']}",
        "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
        "XDG_CONFIG_HOME": str(home / ".config"),
    }
    child, descriptor = pty.fork()
    if child == 0:
        os.chdir(home)
        os.execve(program, [program, *(["--norc"] if shell == "bash" else []), "-i"], settings)  # noqa: S606
    try:
        yield start(Terminal(descriptor), START[shell])
    finally:
        os.close(descriptor)
        os.waitpid(child, 0)


def start(terminal: Terminal, first: str) -> Terminal:
    terminal.type(f"stty cols 200; {first}; echo read''y\r")
    assert terminal.shows("ready")
    return terminal


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home where ``usp-check`` is a command, with a dossier in it."""
    program = tmp_path / "programs" / "usp-check"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m usp_check "$@"\n')
    program.chmod(0o755)
    shutil.copy(EXAMPLES / "usp-medecine.yaml", tmp_path / "mon-dossier.yaml")
    return tmp_path


@pytest.mark.parametrize("shell", START)
def test_the_tabulation_key(shell: str, home: Path) -> None:
    settings = {
        **os.environ,
        "HOME": str(home),
        "PATH": f"{home / 'programs'}{os.pathsep}{os.environ['PATH']}",
    }
    assert len(INSTALL) == 4
    for line in INSTALL:
        subprocess.run(["sh", "-c", line], env=settings, check=True, timeout=60)
    (home / ".zshrc").write_text("\n".join(ZSHRC) + "\n", encoding="utf-8")
    with at_terminal(shell, home) as terminal:
        for typed, shown in ASKED.items():
            terminal.type(f"usp-check {typed}\t")
            if len(shown) > 1 and shell == "bash":
                terminal.type("\t")
            assert terminal.shows(*shown), (typed, terminal.said)
            terminal.type("\x15")
