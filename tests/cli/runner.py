"""Running the command as a user does: a process of its own, its output, its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SOUND = EXAMPLES / "usp-medecine.yaml"


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path, cwd: Path = ROOT, stdin: bytes = b"", **environment: str) -> Outcome:
    """Run ``usp-check`` with these arguments, in a plain environment."""
    settings = {
        name: value
        for name, value in os.environ.items()
        if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")
    }
    settings |= {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "usp_check", *map(str, arguments)],
        cwd=cwd,
        env=settings,
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )
    encoding = "ascii" if environment.get("PYTHONIOENCODING") == "ascii" else "utf-8"
    return Outcome(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))
