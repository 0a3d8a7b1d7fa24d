"""Running the command with Python's own audit hook: what it opens, lists, changes, and whom it talks to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.cli.runner import ROOT

# The hook can't be taken away again; what is told goes to a file that was opened before. SIGKILL at one
# event stands for a power cut.
_HOOK = """
import json, os, signal, sys
report = open(sys.argv[1], "w", encoding="utf-8", errors="surrogateescape", buffering=1)
fatal = sys.argv[2]
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
TALKING = {"socket", "subprocess", "shutil", "urllib", "http", "ftplib", "smtplib", "webbrowser", "pty"}
STARTING = {"os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "ctypes.dlopen"}
NAMING = {"os.rename", "os.link", "os.symlink"}
CHANGING = {"os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.truncate", "os.utime", "os.setxattr"}
def tell(word, subject):
    named = os.fsdecode(subject) if isinstance(subject, (str, bytes, os.PathLike)) else repr(subject)
    report.write(json.dumps([word, named]) + "\\n")
def hook(event, args):
    if event == fatal:
        os.kill(os.getpid(), signal.SIGKILL)
    if event == "open":
        tell("write" if (args[2] or 0) & WRITING else "open", args[0])
    elif event in ("os.listdir", "os.scandir"):
        tell("list", args[0])
    elif event in STARTING or event.partition(".")[0] in TALKING:
        tell(event, repr(args))
    elif event in NAMING:
        tell("write", args[1])
    elif event in CHANGING:
        tell("write", args[0])
sys.addaudithook(hook)
sys.argv[:] = ["usp-check", *sys.argv[3:]]
from usp_check.__main__ import main
main()
"""


@dataclass(frozen=True)
class Audit:
    """What a command left behind, and each thing that it did: a word and what it was done to."""

    code: int
    out: str
    err: str
    events: tuple[tuple[str, str], ...]

    def done(self, *words: str) -> set[str]:
        """Give what was opened (``open``), listed (``list``), written or changed (``write``)."""
        return {subject for word, subject in self.events if word in words}


def audit(*arguments: str | Path, cwd: Path = ROOT, killed_at: str = "") -> Audit:
    """Run ``usp-check`` with these arguments; ``killed_at`` is the audit event at which it is killed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    with TemporaryDirectory() as place:
        report = Path(place) / "events"
        done = subprocess.run(
            [sys.executable, "-c", _HOOK, report, killed_at, *arguments],
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=100,
            check=False,
        )
        lines = report.read_text(encoding="utf-8").splitlines()
    events = tuple((word, subject) for word, subject in map(json.loads, lines))
    return Audit(done.returncode, done.stdout.decode(), done.stderr.decode(), events)
