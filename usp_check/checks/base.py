"""What every check is: a small frozen model whose fields are its parameters and whose one method judges."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, NamedTuple, TypeAlias

from usp_check.checks.actions import ActionPrevue
from usp_check.checks.view import View
from usp_check.modelling import BaseModel, ConfigDict
from usp_check.reading.faults import Path
from usp_check.vocabulary import Statut

_NONE: Mapping[str, Any] = {}


class Outcome(NamedTuple):
    """One way in which a check can end.

    ``message`` is the default French sentence, in which ``{name}`` stands for one of ``arguments``, for a
    parameter of the check, or for ``{titre}`` and ``{champ}`` (the field looked at).
    """

    statut: Statut
    message: str
    arguments: tuple[str, ...] = ()


class Finding:
    """What a check found: one of its outcomes by its code, where, and what the message needs.

    ``facts`` is that, or a function that works it out: most findings are never put into words. ``reference`` is the
    passage that it rests on, with an extract, when it is not the requirement's own. It is no named tuple: one is made
    for each requirement of each dossier, and that of a plain class takes half the time.
    """

    __slots__ = ("_facts", "code", "path", "reference")

    def __init__(
        self,
        code: str,
        path: Path,
        facts: Mapping[str, Any] | Callable[[], Mapping[str, Any]] = _NONE,
        reference: tuple[str, str | None] | None = None,
    ) -> None:
        self.code = code
        self.path = path
        self._facts = facts
        self.reference = reference

    @property
    def arguments(self) -> Mapping[str, Any]:
        """What the message needs, by name."""
        return self._facts() if callable(self._facts) else self._facts


Found: TypeAlias = Finding | str | tuple[str, Path]
"""A finding, or the code alone of one about which ``Check.facts`` says all.

It stands at the field that the check looks at, or at the one that the référentiel gives with it.
"""


class Projet(NamedTuple):
    """A project of the folder, as it counts for the territory: where, and how many beds."""

    fichier: str
    departement: str | None
    lits: int


class Context(NamedTuple):
    """What is known beside the dossier. All of it is given: a check reads no clock and no disk.

    ``date`` is the reference date; ``pieces`` says for each attachment named what stands there (a code such
    as ``presente`` or ``absente``); ``provisoires`` where a placeholder was left; ``offre`` is what exists
    in the territories and ``inscription`` the register's entry for this dossier, when they were given;
    ``projets`` are the folder's projects that do not fail, for what looks at a territory; ``actions`` what a
    plan expects of each of its actions, by identifier.
    """

    date: date
    pieces: Mapping[Path, tuple[str, str]] = {}
    provisoires: tuple[Path, ...] = ()
    offre: View | None = None
    inscription: View | None = None
    projets: tuple[Projet, ...] = ()
    actions: Mapping[str, ActionPrevue] = {}


CONFORME = Statut.CONFORME
NON_CONFORME = Statut.NON_CONFORME
SANS_OBJET = Statut.SANS_OBJET
A_VERIFIER = Statut.A_VERIFIER
NON_EVALUABLE = Statut.NON_EVALUABLE

MANQUANT = Outcome(NON_CONFORME, "Rien n’est indiqué pour « {titre} ».")


class Check(BaseModel, ABC):
    """A way to judge. Subclasses add parameters as fields, list their ``outcomes`` and write ``judge``.

    ``usage`` tells the author of a référentiel, in a French sentence, what holds when the check does.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    usage: ClassVar[str] = ""
    outcomes: ClassVar[Mapping[str, Outcome]] = {}

    def never(self, champ: Path, given: Collection[Path]) -> Iterator[str]:
        """Give the codes of ``outcomes`` that this check, with its parameters, can't end in.

        ``given`` holds the fields that are known to be filled in whenever the check is asked.
        """
        if champ in given:
            yield "manquant"

    def ends(self, champ: Path, given: Collection[Path] = ()) -> dict[str, Outcome]:
        """Return the ways in which this check, with its parameters, can end, by code."""
        dead = set(self.never(champ, given))
        return {code: outcome for code, outcome in self.outcomes.items() if code not in dead}

    @abstractmethod
    def judge(self, dossier: View, champ: Path, context: Context) -> Found | Iterable[Found]:
        """Judge ``dossier``, looking first at ``champ``; give one finding when it holds, one a place when not.

        May raise :class:`~usp_check.checks.view.Doubtful`, which makes the requirement ``non_evaluable``.
        """

    def facts(self, dossier: View, champ: Path) -> Mapping[str, Any]:
        """Return what the sentence on a code alone needs, by name; worked out only for one that is written."""
        return {"valeur": dossier.get(champ)}
