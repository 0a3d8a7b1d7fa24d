"""What a shell is answered to the line that it is at, without typer, whose import takes longer than it waits.

A line out of the ordinary is left to click's own completion, which ``completion`` asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from usp_check.cli.choices import CHOICES, Item
from usp_check.cli.commands import prepared

if TYPE_CHECKING:
    from usp_check.cli.commands import Command, Option

SHELLS = {
    "bash_complete": lambda item: f"{item.kind},{item.word}",
    "zsh_complete": lambda item: f"{item.kind}\n{item.word}\n{item.told or '_'}",
    "fish_complete": lambda item: (
        f"{item.kind},{item.word}\t{item.told}" if item.told else f"{item.kind},{item.word}"
    ),
}
"""How each shell's script, which is click's, reads an answer."""
_ODD = frozenset("\"'\\")  # quoted or escaped: to be parted with care


def quick_answer(order: str, line: str, position: str) -> str | None:
    """Return what to write to a shell; None where click has to.

    ``order`` names the shell, ``line`` is all its words, ``position`` the rank of the one to complete or, for fish,
    that word.
    """
    if order not in SHELLS or not line.isascii() or not _ODD.isdisjoint(line):
        return None
    words = line.split()
    if order == "fish_complete":
        incomplete = position
        done = words[1:-1] if incomplete and words[1:] and words[-1] == incomplete else words[1:]
    elif position.isdecimal():
        done, incomplete = words[1 : int(position)], next(iter(words[int(position) :]), "")
    else:
        return None
    found = items(done, incomplete)
    return None if found is None else "\n".join(map(SHELLS[order], found)) + "\n"


def items(done: Sequence[str], incomplete: str) -> list[Item] | None:
    """Return how ``incomplete`` may go on after the words ``done``; None where click has to say."""
    if "--" in done or any("=" in word for word in (*done, incomplete)):
        return None
    state = _State(prepared())
    if not all(state.take(word) for word in done):
        return None
    if incomplete[:1] == "-":
        return list(state.options(incomplete)) if state.pending is None else None
    return list(state.words(incomplete))


class _State:
    """Where a line is: in which command, after which options and arguments."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self.pending: Option | None = None
        self._given: dict[str, str] = {}
        self._arguments = 0

    def take(self, word: str) -> bool:
        """Go on by a word that is complete; tell whether it is an ordinary one."""
        option = self.pending
        if word[:1] == "-":
            option = next((one for one in self.command["options"] if word in one["names"]), None)
            if option is None or self.pending or self.command["commands"]:
                return False
            self._given[option["name"]] = ""
            self.pending = None if option["flag"] else option
        elif option is not None:
            self._given[option["name"]] = word
            self.pending = None
        elif self.command["commands"]:
            if word not in self.command["commands"]:
                return False
            self.command = self.command["commands"][word]
        else:
            self._arguments += 1
        return True

    def options(self, incomplete: str) -> Iterator[Item]:
        """Give the options that may still be asked for."""
        for option in self.command["options"]:
            if option["repeated"] or option["name"] not in self._given:
                yield from (
                    Item(name, option["told"]) for name in option["names"] if name.startswith(incomplete)
                )

    def words(self, incomplete: str) -> Iterator[Item]:
        """Give the commands, the values of the option or those of the argument that may stand here."""
        command = self.command
        for name, below in command["commands"].items():
            if name.startswith(incomplete):
                yield Item(name, below["told"])
        place = None
        if self.pending is not None:
            place = self.pending["place"]
        elif command["repeated"] or self._arguments == 0:
            place = command["argument"]
        if place is not None:
            yield from CHOICES[place].items(incomplete, self._given.get("referentiel"))
