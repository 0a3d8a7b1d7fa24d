"""usp-check judges an application to run a palliative care unit by the call of the ARS.

    from pathlib import Path
    import usp_check

    report = usp_check.validate(Path("dossier.yaml"))
    print(report.dossiers[0].verdict, usp_check.render(report, "markdown"))

Everything here is typed and told in ``usp_check.api``. Nothing is imported before it is used.
"""

from usp_check._version import __version__

TYPE_CHECKING = False  # typing's own costs the import of typing
if TYPE_CHECKING:
    from usp_check.api import load_referentiel, render, validate
    from usp_check.errors import (
        InvalidArgumentError,
        NothingToJudgeError,
        UnusableDocumentError,
        UspCheckError,
    )
    from usp_check.referentiels.models import Referentiel
    from usp_check.referentiels.problems import UnusableReferentielError
    from usp_check.report.model import Constat, RapportDossier, Report
    from usp_check.report.unavailable import UnavailableError
    from usp_check.vocabulary import Gravite, Statut, Verdict

__all__ = [
    "Constat",
    "Gravite",
    "InvalidArgumentError",
    "NothingToJudgeError",
    "RapportDossier",
    "Referentiel",
    "Report",
    "Statut",
    "UnavailableError",
    "UnusableDocumentError",
    "UnusableReferentielError",
    "UspCheckError",
    "Verdict",
    "__version__",
    "load_referentiel",
    "render",
    "validate",
]

_PLACES = {
    "api": ("load_referentiel", "render", "validate"),
    "errors": ("InvalidArgumentError", "NothingToJudgeError", "UnusableDocumentError", "UspCheckError"),
    "referentiels.models": ("Referentiel",),
    "referentiels.problems": ("UnusableReferentielError",),
    "report.model": ("Constat", "RapportDossier", "Report"),
    "report.unavailable": ("UnavailableError",),
    "vocabulary": ("Gravite", "Statut", "Verdict"),
}

if not TYPE_CHECKING:  # a type checker must not take every name for one that is there

    def __getattr__(name):
        """Import what is asked for, once."""
        from importlib import import_module

        for place, names in _PLACES.items():
            if name in names:
                globals()[name] = getattr(import_module(f"{__name__}.{place}"), name)
                return globals()[name]
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
