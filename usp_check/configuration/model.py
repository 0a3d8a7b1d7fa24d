"""What a file settles, whatever it is written in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from usp_check.errors import ConfigurationError
from usp_check.referentiels.problems import Problem, unknown
from usp_check.report.model import RegleEcartee
from usp_check.vocabulary import Gravite


class Ignored(NamedTuple):
    """A requirement that a project does not want judged, its reason, and the line that says so (from 1)."""

    regle: str
    motif: str
    ligne: int | None = None


class Configuration(NamedTuple):
    """What a file settles; None or empty where it says nothing.

    ``fichier`` is its path, seen from the current folder. ``referentiel`` is an identifier or a path;
    ``offre`` and ``registre`` are paths, ``referentiels`` those of folders that hold référentiels beside the shipped
    ones, ``format`` is the form of what is shown.
    """

    fichier: str
    referentiel: str | None = None
    offre: str | None = None
    registre: str | None = None
    referentiels: tuple[str, ...] = ()
    format: str | None = None
    ignorer: tuple[Ignored, ...] = ()

    def ignored(self, rules: Mapping[str, Gravite], known: Iterable[str]) -> tuple[RegleEcartee, ...]:
        """Return what it ignores among ``rules``, those that the run may judge by, each with its severity.

        ``known`` are the requirements of every référentiel. Raises ConfigurationError for one that none declares,
        and for one that blocks: a project's file may not make a dossier pass.
        """
        known = {*rules, *known}
        problems = []
        for one in self.ignorer:
            if one.regle not in known:
                problems.append(Problem(unknown("L’exigence", one.regle[:80], known), line=one.ligne))
            elif rules.get(one.regle) is Gravite.BLOQUANT:
                sentence = f"« {one.regle} » est une exigence bloquante : un fichier de réglages ne peut pas l’écarter."
                problems.append(Problem(sentence, line=one.ligne))
        if problems:
            raise refusal(self.fichier, problems)
        return tuple(
            RegleEcartee(one.regle, one.motif, self.fichier + (f", ligne {one.ligne}" if one.ligne else ""))
            for one in self.ignorer
            if one.regle in rules
        )


def refusal(name: str, problems: Iterable[Problem]) -> ConfigurationError:
    """Tell every problem of the file ``name``, each with its line."""
    lines = [f"{name}{f':{p.line}' if p.line else ''} : {p.message}" for p in problems]
    return ConfigurationError(
        "\n".join(["ces réglages ne peuvent pas être employés (--no-config s’en passe).", *lines])
    )
