"""typer and click, in French: help pages of our own, and a sentence for every way to get a command wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click
from typer.core import TyperCommand, TyperGroup

from usp_check.french import NO_BREAK_SPACE, nearest

_HELP = "Afficher cette aide, puis quitter."


class _French(click.Command):
    """Lays a help page out in French; mixed into typer's command and group."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # an option that is given ill does not know its own command
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = [piece.replace("[OPTIONS]", "[OPTION]…") for piece in self.collect_usage_pieces(ctx)]
        pieces = [piece.replace("COMMAND [ARGS]...", "COMMANDE…") for piece in pieces]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Utilisation : ")

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write nothing: click 8.5 would list them in English, where they are listed with the options."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        arguments = [p for p in self.get_params(ctx) if isinstance(p, click.Argument)]
        _section(
            formatter,
            "Arguments",
            ((str(a.metavar or a.name).upper(), getattr(a, "help", "") or "") for a in arguments),
        )
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option) and not p.hidden]
        _section(formatter, "Options", ((_names(option), option.help or "") for option in options))
        if isinstance(self, click.Group):
            commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
            _section(
                formatter,
                "Commandes",
                ((n, c.get_short_help_str(100)) for n, c in commands if c and not c.hidden),
            )


def _section(formatter: click.HelpFormatter, title: str, rows: Iterable[tuple[str, str]]) -> None:
    if found := list(rows):
        with formatter.section(f"{title}{NO_BREAK_SPACE}"):  # a colon follows
            formatter.write_dl(found)


def _names(option: click.Option) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag or option.count else f"{names} {option.metavar or 'VALEUR'}"


class FrenchCommand(_French, TyperCommand):
    """A command whose help is in French."""


class FrenchGroup(_French, TyperGroup):
    """A group of commands whose help is in French, and which suggests the nearest command."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or tell that there is none and which one may have been meant."""
        asked = bool(args) and not args[0].startswith("-") and not ctx.resilient_parsing  # not by a shell
        if asked and self.get_command(ctx, args[0]) is None:
            raise _UnknownCommandError(
                f"La commande « {args[0]} » n’existe pas.{_suggestion(args[0], self.list_commands(ctx))}", ctx
            )
        return super().resolve_command(ctx, args)


class _UnknownCommandError(click.UsageError):
    """A command that does not exist; its message is already in French."""


def _suggestion(word: str, known: Iterable[str]) -> str:
    near = nearest(word, known)
    return f" Vouliez-vous écrire « {near[0]} » ?" if near else ""


def sentence(error: click.ClickException) -> str:  # noqa: PLR0911 - one sentence a kind of error
    """Say in French what is wrong with the command line; no text of click's own is kept."""
    options = list(_options(getattr(error, "ctx", None)))
    match error:
        case _UnknownCommandError():
            return error.message
        case click.NoSuchOption():
            return f"L’option « {error.option_name} » n’existe pas.{_suggestion(error.option_name, options)}"
        case click.BadOptionUsage():
            return f"L’option « {error.option_name} » {_expects(error)}."
        case click.MissingParameter(param=param):
            return f"Il manque {_called(param)}."
        case click.BadParameter(param=param):
            wanted = " : il faut un nombre entier" if getattr(param, "type", None) is click.INT else ""
            return f"La valeur donnée pour {_called(param)} n’est pas acceptée{wanted}."
        case click.FileError():
            return f"Le fichier « {error.ui_filename} » ne peut pas être ouvert."
        case _:
            return "La commande comporte un argument de trop, ou n’est pas écrite comme attendu."


def _expects(error: click.BadOptionUsage) -> str:
    params = error.ctx.command.get_params(error.ctx) if error.ctx else ()
    flag = any(p.is_flag for p in params if isinstance(p, click.Option) and error.option_name in p.opts)
    return "n’attend pas de valeur" if flag else "attend une valeur"


def _options(ctx: click.Context | None) -> Iterator[str]:
    for param in ctx.command.get_params(ctx) if ctx else ():
        if isinstance(param, click.Option):
            yield from param.opts


def _called(param: Any) -> str:
    if isinstance(param, click.Option):
        return f"l’option « {max(param.opts, key=len)} »"
    return f"l’argument « {(getattr(param, 'metavar', None) or getattr(param, 'name', None) or '').upper()} »"
