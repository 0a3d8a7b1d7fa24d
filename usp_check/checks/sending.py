"""The sending of the dossier: when, and by which way. The register, when there is one, knows it too."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import ClassVar, Literal

from usp_check.checks.base import (
    A_VERIFIER,
    CONFORME,
    MANQUANT,
    NON_CONFORME,
    Check,
    Context,
    Finding,
    Found,
    Outcome,
)
from usp_check.checks.describing import cle
from usp_check.checks.values import Words
from usp_check.checks.view import View
from usp_check.documents.scalars import Boolean, Moment, Text
from usp_check.reading.faults import Path

_SENT = ("transmission", "date")


def sending_day(dossier: View, context: Context) -> date:
    """Return the day the dossier was sent: its own word, else the register's, else the reference date."""
    moment = dossier.get(_SENT)
    if moment is None and context.inscription is not None:
        moment = context.inscription.get("recu_le")
    if moment is None:
        return context.date
    return moment.date() if isinstance(moment, datetime) else moment


class EnvoyeAvant(Check):
    """The dossier is sent before ``limite``.

    What counts is the sending: the dossier's own date, else the register's, else the reference date. With
    a day as the limit, ``jour_compris: non`` reads "before" strictly; where the text gives no hour that
    reading is left to a person: on the day itself it is ``a_verifier``. With an hour, the limit is exact.
    Past the limit, a dossier that nobody says was sent is still to be completed with the date of its sending.
    """

    usage: ClassVar[str] = "Le dossier est envoyé avant « limite »."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(
            CONFORME, "Le dossier a été envoyé le {envoi}, avant la date limite ({limite}).", ("envoi",)
        ),
        "a_envoyer": Outcome(
            CONFORME,
            "Le dossier n’est pas encore envoyé ; il reste {jours} avant la date limite ({limite}).",
            ("jours",),
        ),
        "jour_limite": Outcome(A_VERIFIER, "Le {envoi} est le jour même de la date limite.", ("envoi",)),
        "heure_absente": Outcome(
            A_VERIFIER,
            "L’envoi est du jour de la limite ({limite}), mais le dossier n’en donne pas l’heure.",
            ("envoi",),
        ),
        "trop_tard": Outcome(
            NON_CONFORME, "L’envoi ({envoi}) vient après la date limite ({limite}).", ("envoi",)
        ),
        "manquant": Outcome(
            NON_CONFORME, "Le dossier n’est pas noté comme envoyé et la date limite ({limite}) est passée."
        ),
        "recu_apres": Outcome(
            A_VERIFIER,
            "Le dossier dit avoir été envoyé le {envoi} ; le registre le note reçu le {recu}, "
            "trop tard pour la limite ({limite}).",
            ("envoi", "recu"),
        ),
    }

    controle: Literal["envoye_avant"]
    limite: Moment = cle("Limite", "La date limite : un jour, ou un jour et une heure.")
    jour_compris: Boolean = cle(
        "Jour compris",
        "Dites si un envoi le jour même de la limite convient ; sinon, une personne en juge.",
        defaut=False,
    )

    def never(self, champ: Path, given: Collection[Path]) -> Iterator[str]:
        """With an hour the day itself is split in two; without one no hour is asked for."""
        exact = isinstance(self.limite, datetime)
        if exact or self.jour_compris:
            yield "jour_limite"
        if not exact:
            yield "heure_absente"

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        own = dossier.get(champ)
        received = context.inscription.get("recu_le") if context.inscription is not None else None
        sent = own or received or context.date
        code = self._compare(sent)
        if code == "conforme" and own is None and received is None:
            return Finding("a_envoyer", champ, {"jours": _days_left(sent, self.limite)})
        if code == "trop_tard" and own is None and received is None:
            return "manquant"
        if code == "conforme" and received is not None and self._compare(received) != "conforme":
            return Finding("recu_apres", champ, {"envoi": sent, "recu": received})
        return Finding(code, champ, {"envoi": sent})

    def _compare(self, sent: date) -> str:
        """Tell whether ``sent``, a day or a moment, comes before the limit."""
        day = sent.date() if isinstance(sent, datetime) else sent
        if isinstance(self.limite, datetime):
            if day != self.limite.date():
                return "conforme" if day < self.limite.date() else "trop_tard"
            if not isinstance(sent, datetime):
                return "heure_absente"
            return "conforme" if sent <= self.limite else "trop_tard"
        if day == self.limite:
            return "conforme" if self.jour_compris else "jour_limite"
        return "conforme" if day < self.limite else "trop_tard"


def _days_left(today: date, limit: date) -> str:
    """Say how many days are left, in words that fit a sentence."""
    last = limit.date() if isinstance(limit, datetime) else limit
    days = (last - today).days
    return "moins d’un jour" if days < 1 else f"{days} jour{'s' if days > 1 else ''}"


class VoieEnvoi(Check):
    """The dossier is sent by the way ``voie``; the register's mode, one of ``modes``, has the last word."""

    usage: ClassVar[str] = "Le dossier est envoyé par la voie attendue."
    outcomes: ClassVar[Mapping[str, Outcome]] = {
        "conforme": Outcome(CONFORME, "Le dossier est envoyé par la voie attendue."),
        "manquant": MANQUANT,
        "pas_encore_indique": Outcome(
            A_VERIFIER, "Le dossier n’est pas encore envoyé : la voie reste à vérifier."
        ),
        "autre_voie": Outcome(
            NON_CONFORME, "Le dossier est envoyé par une autre voie ({valeur}).", ("valeur",)
        ),
    }

    controle: Literal["voie_envoi"]
    voie: Text = cle("Voie", "La voie d’envoi, telle que le dossier la nomme.")
    modes: Words = cle("Modes", "Les modes de réception qui conviennent, tels que le registre les nomme.")

    def judge(self, dossier: View, champ: Path, context: Context) -> Found:
        mode = context.inscription.get("mode") if context.inscription is not None else None
        way = dossier.get(champ) if mode is None else mode
        if way is None:
            return "manquant" if dossier.filled(champ[:-1]) else "pas_encore_indique"
        held = way == self.voie if mode is None else mode in self.modes
        return Finding("conforme" if held else "autre_voie", champ, {"valeur": way})
