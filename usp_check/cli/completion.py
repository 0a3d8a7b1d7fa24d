"""Shell completion: the script that a shell loads, and the answers that it asks for."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from usp_check.cli.answering import quick_answer

PROGRAM = "usp-check"
VARIABLE = "_USP_CHECK_COMPLETE"
SHELLS = ("bash", "zsh", "fish")


def script(shell: str) -> int:
    """Print the completion script of ``shell``; return the exit code. Raises Misuse for a shell that is not known."""
    from click.shell_completion import get_completion_class
    from typer.main import get_command

    from usp_check.cli import output
    from usp_check.cli.app import app
    from usp_check.errors import Misuse

    found = get_completion_class(shell) if shell in SHELLS else None
    if found is None:
        raise Misuse(
            f"Le shell « {shell} » n’est pas pris en charge. Shells possibles : {', '.join(SHELLS)}."
        )
    source = found(get_command(app), {}, PROGRAM, VARIABLE).source()
    # zsh runs the whole file at each call, as a function once it is loaded; click provides for the first call only.
    output.say(source.replace("== loadautofunc ]]", "== (loadautofunc|shfunc) ]]") + "\n")
    return 0


def answer() -> int:
    """Answer a shell that asks how a line may go on; return the exit code.

    Whatever goes wrong, nothing is said: the person is in the middle of a line.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a title may hold what a poor locale can't show
    try:
        order, line, position = (os.environ[name] for name in (VARIABLE, "COMP_WORDS", "COMP_CWORD"))
        quick = quick_answer(order, line, position)
        if quick is None:
            return _by_click(order)
        sys.stdout.write(quick)
    except Exception:  # noqa: BLE001 - as said above
        return 1
    return 0


def _by_click(order: str) -> int:
    from click.shell_completion import shell_complete
    from typer.main import get_command

    from usp_check.cli.app import app

    return shell_complete(get_command(app), {}, PROGRAM, VARIABLE, order)
