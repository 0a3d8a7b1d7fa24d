"""Shell completion: the script that a shell loads, and the answers that it asks for."""

from __future__ import annotations

import os

from click.shell_completion import get_completion_class, shell_complete
from typer.main import get_command

from usp_check.cli import output
from usp_check.cli.click_french import Misuse

PROGRAM = "usp-check"
VARIABLE = "_USP_CHECK_COMPLETE"
SHELLS = ("bash", "zsh", "fish")


def script(shell: str) -> int:
    """Print the completion script of ``shell``; return the exit code."""
    found = get_completion_class(shell) if shell in SHELLS else None
    if found is None:
        raise Misuse(
            f"Le shell « {shell} » n’est pas pris en charge. Shells possibles : {', '.join(SHELLS)}."
        )
    from usp_check.cli.app import app

    output.say(found(get_command(app), {}, PROGRAM, VARIABLE).source() + "\n")
    return 0


def answer() -> int:
    """Answer a shell that asks how a line may go on; return the exit code."""
    from usp_check.cli.app import app

    return shell_complete(get_command(app), {}, PROGRAM, VARIABLE, os.environ[VARIABLE])
