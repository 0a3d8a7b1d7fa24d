"""The entry point: runs a command, and turns whatever goes wrong into a sentence and an exit code."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # importing typing takes longer than saying the version
if TYPE_CHECKING:
    from typer import Typer

MISUSE = 2
FAILURE = 3
INTERRUPTED = 130
_SOON = 0.01  # seconds


def main() -> None:
    """Run the command line, and exit."""
    if sys.argv[1:] == ["--version"]:  # asked by scripts at every start: answered before anything is imported
        from usp_check._version import __version__

        print(f"usp-check {__version__}")  # noqa: T201
        return
    # Starting makes some ten thousand objects, all of them to stay: looking for garbage among them is a tenth of it.
    gc.set_threshold(100_000)
    _open_streams()
    sys.unraisablehook = _unraisable
    # Looking for pydantic's plugins reads the metadata of every package installed; this command uses none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads has gone (a pager that was quit): there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except KeyboardInterrupt:  # before the command began
        code = INTERRUPTED
    sys.exit(code)


def _unraisable(what: sys.UnraisableHookArgs) -> None:
    """Ask again for an interruption that came where Python can't raise it: it is neither lost nor shown."""
    if what.exc_type is KeyboardInterrupt:
        from _thread import interrupt_main
        from threading import Timer

        Timer(_SOON, interrupt_main).start()  # at once, it would be raised in here
    else:
        sys.__unraisablehook__(what)


def _open_streams() -> None:
    """Put an empty stream where there is none: started by a service, or with its streams closed."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nothing = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nothing, mode, encoding="utf-8", closefd=False))


def _run() -> int:
    if "_USP_CHECK_COMPLETE" in os.environ:
        from usp_check.cli.completion import answer

        return answer()
    try:
        return _command(sys.argv[1:])
    except KeyboardInterrupt:
        from usp_check.cli.output import say

        say("\nInterrompu.\n", error=True)
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the last wall: no traceback reaches a person
        from usp_check.errors import UspCheckError

        return _unusable(error) if isinstance(error, UspCheckError) else _failed(error)


def _command(words: list[str]) -> int:
    """Run the command line: the usual way of the usual command without typer, all the rest by it."""
    if words[:1] == ["validate"]:
        from usp_check.cli.plain import plain_request

        request = plain_request(words[1:])
        if request is not None:
            from usp_check.cli.validate import run

            return run(request)
    return _by_typer(words)


def _by_typer(words: list[str]) -> int:
    import click

    from usp_check.cli.app import app
    from usp_check.cli.click_french import sentence
    from usp_check.cli.output import say
    from usp_check.report.safe import inert

    try:
        return _narrowed(app, words)(words, prog_name="usp-check", standalone_mode=False) or 0
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message() + "\n", error=True)
        return MISUSE
    except click.ClickException as error:
        say(inert(f"Erreur : {sentence(error)}\n{_advice(error)}", newlines=True), error=True)
        return MISUSE
    except click.Abort:
        raise KeyboardInterrupt from None


def _narrowed(app: Typer, arguments: list[str]) -> Typer:
    """Return the app with but the command that is asked for: building them all takes longer than running one."""
    from copy import copy

    names = arguments[:1]
    asked = [one for one in app.registered_commands if getattr(one.callback, "__name__", "") in names]
    if not asked:
        return app
    narrowed = copy(app)
    narrowed.registered_commands, narrowed.registered_groups = asked, []
    return narrowed


def _advice(error: object) -> str:
    context = getattr(error, "ctx", None)
    return f"« {context.command_path} --help » montre comment l’employer.\n" if context else ""


def _unusable(error: Exception) -> int:
    """Say why the command can't be run as asked."""
    from usp_check.cli.output import say
    from usp_check.referentiels.problems import UnusableReferentielError
    from usp_check.report.safe import inert

    head = "ce référentiel ne peut pas être employé.\n" if isinstance(error, UnusableReferentielError) else ""
    say(inert(f"Erreur : {head}{error}\n", newlines=True), error=True)
    return MISUSE


def _failed(error: Exception) -> int:
    """Tell a failure of the tool itself."""
    from usp_check.cli.output import say
    from usp_check.evaluation import failure

    told = failure("commande", error)
    say(
        f"L’outil a échoué (référence {told.reference}, {told.nature}). Aucun verdict n’est donné.\n"
        "Signalez-le à la personne qui vous a fourni usp-check, avec cette référence et la commande employée ; "
        "n’envoyez pas de dossier.\n",
        error=True,
    )
    return FAILURE


if __name__ == "__main__":
    main()
