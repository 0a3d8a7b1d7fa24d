"""The README's two ways to install the command for good, with the real installers, in a place of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from usp_check._version import __version__

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
WAYS = {"pipx": "pipx install .", "uv": "uv tool install ."}


@pytest.mark.lourd
@pytest.mark.skipif(sys.platform == "win32", reason="the paths are those of POSIX systems")
@pytest.mark.parametrize("installer", WAYS)
def test_the_command_is_installed_for_good(installer: str, tmp_path: Path) -> None:
    assert f"`{WAYS[installer]}`" in README
    venv.create(tmp_path / "tools", with_pip=True)
    tools, programs = tmp_path / "tools" / "bin", tmp_path / "programs"
    subprocess.run([tools / "pip", "install", "--quiet", installer], check=True, timeout=300)
    settings = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "PIPX_HOME": str(tmp_path / "pipx"),
        "PIPX_BIN_DIR": str(programs),
        "UV_TOOL_DIR": str(tmp_path / "uv"),
        "UV_TOOL_BIN_DIR": str(programs),
    }
    subprocess.run(["sh", "-c", WAYS[installer]], cwd=ROOT, env=settings, check=True, timeout=600)
    shown = subprocess.run(
        [programs / "usp-check", "--version"],
        cwd=tmp_path,
        env=settings,
        check=True,
        capture_output=True,
        text=True,
    )
    assert shown.stdout == f"usp-check {__version__}\n"
    judged = subprocess.run(
        [programs / "usp-check", "validate", ROOT / "examples" / "usp-medecine.yaml"],
        cwd=tmp_path,
        env=settings,
        check=False,
    )
    assert judged.returncode == 0
