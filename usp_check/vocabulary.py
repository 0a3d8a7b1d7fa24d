"""The few words that every room shares: statuses, severities, verdicts. Their values are a contract."""

from enum import StrEnum


class Statut(StrEnum):
    """What became of one requirement."""

    CONFORME = "conforme"
    NON_CONFORME = "non_conforme"
    SANS_OBJET = "sans_objet"
    A_VERIFIER = "a_verifier"
    NON_EVALUABLE = "non_evaluable"


SETTLED = (Statut.CONFORME, Statut.SANS_OBJET)
"""What weighs nothing."""


class Gravite(StrEnum):
    """What a requirement that does not hold weighs."""

    BLOQUANT = "bloquant"
    RESERVE = "reserve"
    INFO = "info"


class Verdict(StrEnum):
    """What the whole dossier comes to, gravest first."""

    NON_CONFORME = "non_conforme"
    INDETERMINE = "indetermine"
    CONFORME_AVEC_RESERVES = "conforme_avec_reserves"
    CONFORME = "conforme"


FAVOURABLE = frozenset({Verdict.CONFORME, Verdict.CONFORME_AVEC_RESERVES})


class Etat(StrEnum):
    """Whether the run came to its end."""

    COMPLET = "complet"
    INTERROMPU = "interrompu"
