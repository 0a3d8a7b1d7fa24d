"""Throw-away environments: this project and its peers, each installed as its users do."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHON_PEERS = ("check-jsonschema", "yamale", "yamllint")
NODE_PEERS = ("ajv-cli", "@sourcemeta/jsonschema")


@dataclass(frozen=True, slots=True)
class Places:
    """Where the programs are: one virtual environment for usp-check, one for the Python peers, one for node's."""

    ours: Path
    python: Path
    node: Path

    @property
    def sourcemeta(self) -> Path:
        """The native program itself, without node in front of it where it can be told which one it is."""
        machine = {"x86_64": "x86_64", "aarch64": "arm64"}.get(platform.machine(), "")
        folder = self.node / "@sourcemeta" / "jsonschema" / "build" / "github-releases"
        native = folder / f"jsonschema-linux-{machine}"
        return native if native.exists() else self.node / ".bin" / "jsonschema"

    @property
    def ajv(self) -> Path:
        return self.node / ".bin" / "ajv"

    def versions(self) -> dict[str, str]:
        """Return what was installed, by name."""
        found = {**_packages(self.ours), **_packages(self.python)}
        names = ("usp-check", "pydantic", "PyYAML", "typer", *PYTHON_PEERS)
        listed = {name: found[name.lower()] for name in names if name.lower() in found}
        for name in NODE_PEERS:
            described = self.node / name / "package.json"
            if described.exists():
                listed[name] = json.loads(described.read_text("utf-8"))["version"]
        return listed


def install(place: Path) -> Places:
    """Install everything under ``place``: this project from a wheel, all modules compiled; node's where npm is."""
    wheels = place / "wheels"
    _run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", wheels, ROOT])
    ours = _environment(place / "ours", [next(wheels.glob("usp_check-*.whl"))])
    python = _environment(place / "python", PYTHON_PEERS)
    node = place / "node"
    node.mkdir()
    if npm := shutil.which("npm"):
        _run([npm, "install", "--silent", "--no-audit", "--no-fund", *NODE_PEERS], cwd=node)
    return Places(ours / "bin", python / "bin", node / "node_modules")


def _environment(place: Path, packages: Sequence[str | Path]) -> Path:
    venv.create(place, with_pip=True)
    _run([place / "bin" / "pip", "install", "--quiet", *packages])
    _run([place / "bin" / "python", "-m", "compileall", "-q", place / "lib"], codes=(0, 1))
    return place


def _packages(programs: Path) -> dict[str, str]:
    listed = subprocess.run(
        [programs / "pip", "list", "--format", "json"], check=True, capture_output=True, text=True
    ).stdout
    return {package["name"].lower(): package["version"] for package in json.loads(listed)}


def _run(words: Sequence[str | Path], *, cwd: Path | None = None, codes: Sequence[int] = (0,)) -> None:
    """Run an installer; what it tells is shown only when it fails.

    A module of a package may be for another Python, and not compile.
    """
    # Without these two, the modules would be compiled at each start, or those of the clone be imported.
    hidden = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")
    settings = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(words, cwd=cwd, env=settings, check=False, capture_output=True, text=True)
    if done.returncode not in codes:
        sys.stderr.write(done.stdout + done.stderr)
        raise SystemExit(f"Could not install: {' '.join(map(str, words))}")
