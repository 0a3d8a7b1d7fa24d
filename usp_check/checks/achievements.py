"""What a plan's actions give: deliverables and figures of those that are done, a lead for those under way."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Literal

from usp_check.checks.actions import EN_COURS, REALISE, ActionPrevue
from usp_check.checks.base import CONFORME, NON_CONFORME, SANS_OBJET, Context, Outcome
from usp_check.checks.follow_up import ACTION, NON_SUIVIES, Column, SurChaqueAction, Wrongs
from usp_check.checks.view import View
from usp_check.french import fold, number


class LivrablesNommes(SurChaqueAction):
    """An action that is done names each deliverable that the plan expects of it."""

    usage: ClassVar[str] = "Une action réalisée nomme chacun des livrables que le plan en attend."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Les actions réalisées nomment tous leurs livrables."),
        "manquant": Outcome(
            NON_CONFORME,
            "L’action {action} ({sujet}) est réalisée et ne nomme aucun des livrables attendus : {absents}.",
            (*ACTION, "absents", "identifiants"),
        ),
        "incomplet": Outcome(
            NON_CONFORME,
            "L’action {action} ({sujet}) est réalisée, et il manque parmi ses livrables : {absents}.",
            (*ACTION, "absents", "identifiants"),
        ),
        "aucune_realisee": Outcome(SANS_OBJET, "Aucune action n’est encore réalisée."),
        "non_suivies": NON_SUIVIES,
    }
    colonne: ClassVar[Column | None] = "livrables"
    nothing: ClassVar[str] = "aucune_realisee"

    controle: Literal["livrables_nommes"]

    def one(self, entry: View, expected: ActionPrevue, context: Context) -> Wrongs | None:
        return self._absent(entry, expected) if entry.get("statut") == REALISE else None

    def _absent(self, entry: View, expected: ActionPrevue) -> Wrongs:
        absent = not_named(entry, expected, tuple(expected.livrables))
        if absent:
            named = {fold(text) for text in absent}
            facts = {
                "absents": absent,
                "identifiants": [key for key, text in expected.livrables.items() if fold(text) in named],
            }
            yield "incomplet" if entry.filled("livrables") else "manquant", ("livrables",), facts


class ChiffresAtteints(SurChaqueAction):
    """An action that is done states each of its figures, and reaches the one to reach where there is one."""

    usage: ClassVar[str] = "Une action réalisée donne ses chiffres, et atteint ceux que le plan fixe."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME, "Les actions réalisées donnent leurs chiffres, et atteignent ceux du plan."
        ),
        "manquant": Outcome(
            NON_CONFORME,
            "L’action {action} ({sujet}) est réalisée, et le suivi ne donne pas ce chiffre : {indicateur}.",
            (*ACTION, "indicateur", "identifiant", "attendue"),
        ),
        "non_atteint": Outcome(
            NON_CONFORME,
            "L’action {action} ({sujet}) est réalisée, et un chiffre n’est pas atteint : {indicateur}, "
            "{valeur} au lieu de {cible}.",
            (*ACTION, "indicateur", "identifiant", "valeur", "cible"),
        ),
        "aucune_realisee": Outcome(SANS_OBJET, "Aucune action que le plan chiffre n’est encore réalisée."),
        "non_suivies": NON_SUIVIES,
    }
    colonne: ClassVar[Column | None] = "livrables"
    nothing: ClassVar[str] = "aucune_realisee"

    controle: Literal["chiffres_atteints"]

    def asks(self, expected: ActionPrevue, context: Context) -> bool:
        return bool(expected.indicateurs)

    def one(self, entry: View, expected: ActionPrevue, context: Context) -> Wrongs | None:
        return self._figures(entry, expected) if entry.get("statut") == REALISE else None

    def _figures(self, entry: View, expected: ActionPrevue) -> Wrongs:
        for name, figure in expected.indicateurs.items():
            value: Decimal | None = entry.get(("indicateurs", name))
            place = ("indicateurs", name)
            facts = {"indicateur": figure.libelle, "identifiant": name}
            if value is None:
                wanted = "" if figure.cible is None else f", pour une cible de {number(figure.cible)}"
                yield "manquant", place, {**facts, "attendue": wanted}
            elif figure.cible is not None and value < figure.cible:
                yield "non_atteint", place, {**facts, "valeur": value, "cible": figure.cible}


class PilotesNommes(SurChaqueAction):
    """An action under way names who leads it, one of those that the plan names.

    Case, dashes and spaces are forgiven; several may be named, with a bar between them, as the plan does.
    """

    usage: ClassVar[str] = "Une action en cours nomme qui la conduit, parmi ceux que le plan nomme."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Chaque action en cours nomme son pilote, l’un de ceux du plan."),
        "manquant": Outcome(
            NON_CONFORME,
            "L’action {action} ({sujet}) est en cours, et le suivi ne dit pas qui la conduit.",
            (*ACTION, "pilotes"),
        ),
        "autre_pilote": Outcome(
            NON_CONFORME,
            "L’action {action} ({sujet}) est conduite par « {valeur} », que le plan ne nomme pas pour elle.",
            (*ACTION, "pilotes", "valeur"),
        ),
        "aucune_en_cours": Outcome(SANS_OBJET, "Aucune action n’est en cours."),
        "non_suivies": NON_SUIVIES,
    }
    colonne: ClassVar[Column | None] = "pilote"
    nothing: ClassVar[str] = "aucune_en_cours"

    controle: Literal["pilotes_nommes"]

    def one(self, entry: View, expected: ActionPrevue, context: Context) -> Wrongs | None:
        return self._led(entry, expected) if entry.get("statut") == EN_COURS else None

    def _led(self, entry: View, expected: ActionPrevue) -> Wrongs:
        value = entry.get("pilote")
        facts = {"pilotes": list(expected.pilotes)}
        known = {_bare(name) for name in expected.pilotes}
        if value is None:
            yield "manquant", ("pilote",), facts
        elif not known.issuperset(map(_bare, value.strip(" /").split("/"))):
            yield "autre_pilote", ("pilote",), {**facts, "valeur": value}


def not_named(entry: View, expected: ActionPrevue, wanted: tuple[str, ...]) -> list[str]:
    """Return what the deliverables ``wanted`` are, of those that the action does not name by word or by phrase."""
    named = {_bare(item.value) for item in entry.items("livrables")}
    texts = expected.livrables
    return [texts[key] for key in wanted if _bare(key) not in named and _bare(texts[key]) not in named]


def _bare(name: str) -> str:
    """Fold a name so that case, dashes and spaces make no difference."""
    return "".join(filter(str.isalnum, fold(name)))
