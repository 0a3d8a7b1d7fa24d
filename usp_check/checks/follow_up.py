"""The follow-up of a plan: how the checks look at the actions that it expects, one after the other.

What is expected of each action is the référentiel's data (``Context.actions``); what became of it is in the
document, under the same identifiers. A finding on an action cites that action's own row of the text.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping
from typing import Any, ClassVar, Literal, TypeAlias

from usp_check.checks.actions import ActionPrevue
from usp_check.checks.base import (
    CONFORME,
    NON_CONFORME,
    NON_EVALUABLE,
    Check,
    Context,
    Finding,
    Found,
    Outcome,
)
from usp_check.checks.view import Doubtful, View
from usp_check.reading.faults import Path

Column: TypeAlias = Literal["echeance", "livrables", "pilote"]
"""A column of an action's row in the text."""

Wrongs: TypeAlias = Iterator[tuple[str, Path, dict[str, Any]]]
"""What is wrong with one action: a code, a place below the action, and what the message needs."""

ACTION = ("action", "sujet")
"""The arguments that every message on an action may name."""

NON_SUIVIES = Outcome(
    NON_EVALUABLE,
    "Le suivi ne dit pas où en sont des actions dont ce point dépend : {actions}.",
    ("actions",),
)


class ActionsSuivies(Check):
    """Each action that the plan expects is followed: the document says how far it has come."""

    usage: ClassVar[str] = "Le suivi dit où en est chacune des actions du plan."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Le suivi dit où en est chacune des actions."),
        "manquant": Outcome(
            NON_CONFORME, "Le suivi ne dit pas où en est l’action {action} ({sujet}).", ACTION
        ),
    }

    controle: Literal["actions_suivies"]

    def never(self, champ: Path, given: Collection[Path]) -> Iterator[str]:
        """Nothing: an action may be missing though others are followed."""
        yield from ()

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        sound = True
        doubt = None
        for name, expected in context.actions.items():
            try:
                entry = dossier.at((*champ, name))
                if entry.get("statut") is not None:
                    continue
            except Doubtful as met:
                doubt = doubt or met
                continue
            sound = False
            place = (*entry.path, "statut") if entry.filled() else entry.path
            yield Finding("manquant", place, _facts(name, expected))
        if doubt:
            raise doubt
        if sound:
            yield "conforme"


class SurChaqueAction(Check):
    """Looks at the actions that are followed and that it concerns, one after the other."""

    colonne: ClassVar[Column | None] = None
    """The column of the action's row that a finding cites, None for the row as a whole."""
    nothing: ClassVar[str] = "conforme"
    """The code when the check concerns none of the actions that are followed."""

    def asks(self, expected: ActionPrevue, context: Context) -> bool:
        """Whether the check may have something to say of this action, whatever became of it."""
        return True

    @abstractmethod
    def one(self, entry: View, expected: ActionPrevue, context: Context) -> Wrongs | None:
        """Give what is wrong with one action that is followed; None where the check does not concern it."""

    def never(self, champ: Path, given: Collection[Path]) -> Iterator[str]:
        """Nothing: what is missing of an action does not depend on what is given of the others."""
        yield from ()

    def judge(self, dossier: View, champ: Path, context: Context) -> Iterator[Found]:
        concerned, sound = False, True
        unknown: list[str] = []
        doubt = None
        for name, expected in context.actions.items():
            if not self.asks(expected, context):
                continue
            try:
                entry = dossier.at((*champ, name))
                if entry.get("statut") is None:
                    unknown.append(name)
                    continue
                found = self.one(entry, expected, context)
                concerned = concerned or found is not None
                for code, place, facts in found or ():
                    sound = False
                    said = {**_facts(name, expected), **facts}
                    yield Finding(code, (*entry.path, *place), said, _row(expected, self.colonne))
            except Doubtful as met:
                doubt = doubt or met
        if doubt:
            raise doubt
        if sound and unknown:
            yield Finding("non_suivies", champ, {"actions": unknown})
        elif sound:
            yield "conforme" if concerned else self.nothing


def _facts(name: str, expected: ActionPrevue) -> dict[str, Any]:
    return {"action": name, "sujet": expected.titre}


def _row(expected: ActionPrevue, column: Column | None = None) -> tuple[str, str | None]:
    """Return where the text speaks of the action: its passage, and a few words of one column."""
    return expected.passage, getattr(expected.extraits, column) if column else None
