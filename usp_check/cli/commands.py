"""The commands and their options, laid out once for a shell that asks: to build them anew takes longer than it waits.

``python -m usp_check.cli.commands`` writes them, from what typer makes of the app.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    import click

PREPARED = os.path.join(os.path.dirname(__file__), "commands.json")  # noqa: PTH118, PTH120 - sooner imported


class Option(TypedDict):
    """An option: its names, what is told of it, the place of ``CHOICES`` that its value is."""

    name: str
    names: list[str]
    told: str | None
    flag: bool
    repeated: bool
    place: str | None


class Command(TypedDict):
    """A command: what is told of it, its options, the place of its argument, and the commands below it."""

    told: str
    options: list[Option]
    argument: str | None
    repeated: bool
    commands: dict[str, Command]


def prepared() -> Command:
    """Return the whole command line."""
    with open(PREPARED, encoding="utf-8") as file:  # noqa: PTH123 - as above
        command: Command = json.load(file)
    return command


def source() -> str:
    """Return what is to be kept of the command line, as JSON."""
    from typer.main import get_command

    from usp_check.cli.app import app

    return json.dumps(_command(get_command(app)), ensure_ascii=False, indent=1) + "\n"


def _command(command: click.Command, above: click.Context | None = None) -> Command:
    import click

    context = command.make_context(command.name, [], parent=above, resilient_parsing=True)
    params = command.get_params(context)
    arguments = [one for one in params if isinstance(one, click.Argument)]
    below = {}
    if isinstance(command, click.Group):
        below = {name: command.commands[name] for name in command.list_commands(context)}
    if len(arguments) > 1 or any(one.hidden for one in below.values()):
        raise ValueError(f"{command.name}: more than is laid out here")
    return {
        "told": command.get_short_help_str(),
        "options": [_option(one) for one in params if isinstance(one, click.Option) and not one.hidden],
        "argument": _place(arguments[0]) if arguments else None,
        "repeated": any(one.nargs == -1 for one in arguments),
        "commands": {name: _command(one, context) for name, one in below.items()},
    }


def _option(option: click.Option) -> Option:
    return {
        "name": option.name or "",
        "names": sorted(
            [*option.opts, *option.secondary_opts], key=len, reverse=True
        ),  # help's are in no order
        "told": option.help,
        "flag": option.is_flag,
        "repeated": option.multiple,
        "place": _place(option),
    }


def _place(param: click.Parameter) -> str | None:
    from usp_check.cli.words import Word

    return param.type.place if isinstance(param.type, Word) else None


if __name__ == "__main__":
    with open(PREPARED, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123
        file.write(source())
