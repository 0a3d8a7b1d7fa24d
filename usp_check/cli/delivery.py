"""Where a run's reports go: each to its file or to standard output, as a whole or dossier by dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from usp_check.cli import output
from usp_check.errors import Misuse
from usp_check.evaluation import failure
from usp_check.french import integer, plural
from usp_check.report.formats import FORMATS
from usp_check.report.model import Defaillance, Ensemble, FichierIgnore, Report, Synthese
from usp_check.report.unavailable import UnavailableError
from usp_check.report.wording import INTERRUPTED
from usp_check.running import Piece
from usp_check.vocabulary import Etat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from usp_check.report.formats import Parts

TEXT = "texte"
_FILE_WIDTH = 100
_QUOTED = 5
_SIGNAL = (
    "Signalez-le à la personne qui vous a fourni usp-check, avec ce qui est entre parenthèses ; "
    "n’envoyez pas de dossier.\n"
)


class Console(TypedDict):
    """What text is laid out for: cells, colours, and whether symbols show."""

    width: int
    color: bool
    unicode: bool


class Output(NamedTuple):
    """One report to write: in which form, and to which file; None for standard output."""

    form: str
    target: str | None = None

    def parts(self) -> Parts | None:
        """Return what writes it dossier by dossier, where that can be."""
        return FORMATS[self.form].parts() if self.form != TEXT else None


class Delivery:
    """The reports of one run. ``inputs`` are files that none of them may stand over.

    ``failures`` fills with what the tool failed to write: the others are written all the same.
    """

    def __init__(
        self, outputs: Sequence[Output], inputs: Sequence[str], *, verbose: bool, quiet: bool
    ) -> None:
        self.outputs = outputs
        self.inputs = inputs
        self.verbose = verbose
        self.quiet = quiet
        self.failures: list[tuple[Output, Defaillance]] = []

    def light(self) -> bool:
        """Whether every report can be written without keeping each dossier whole."""
        return all(
            out.parts() or (out.form == TEXT and not self.verbose and not self.quiet) for out in self.outputs
        )

    def parts(self) -> tuple[Parts, ...]:
        """Return what writes the reports that are written dossier by dossier."""
        return tuple(parts for out in self.outputs if (parts := out.parts()))

    def deliver(self, report: Report) -> None:
        """Write each report as a whole; none where there is nothing to report on."""
        if not report.dossiers and report.etat is Etat.COMPLET:
            return
        for out in self.outputs:
            self._write(out, report)

    def streamed(self, found: Iterable[Piece], finish: Callable[[Iterator[Piece]], Synthese]) -> Synthese:
        """Write each report as its dossiers come; ``finish`` gathers what goes past into what a report ends with.

        Where it raises, or there is nothing to report on, the files stay as they were.
        """
        forms = [out for out in self.outputs if out.parts()]
        with ExitStack() as drafts:
            streams = []
            for out in forms:
                replacing = output.replacing(out.target, inputs=self.inputs) if out.target else None
                streams.append(_Stream(out, drafts.enter_context(replacing) if replacing else None))
            synthesis = finish(_passing(found, streams))
            nothing = not synthesis.dossiers and synthesis.etat is Etat.COMPLET
            for stream in streams:
                stream.give_up() if nothing else stream.end(synthesis)
                self.failures += [(stream.output, stream.failure)] if stream.failure else []
        for out in self.outputs:
            if out not in forms and not nothing:
                self._write(out, synthesis)
        return synthesis

    def told(self) -> str:
        """Say which files were written, and which could not be."""
        lost = [out for out, _ in self.failures]
        lines = [
            f"Le rapport est écrit dans « {out.target} ».\n"
            for out in self.outputs
            if out.target and out not in lost
        ]
        return "".join(lines) if not self.quiet else ""

    def complaints(self, report: Ensemble) -> str:
        """Say which reports the tool failed to write.

        Where no report that is shown does, say too that it failed on dossiers, or was interrupted.
        """
        lost = "".join(
            f"L’outil n’a pas su écrire le rapport {f'« {out.target} »' if out.target else out.form} "
            f"(référence {one.reference}, {one.nature}). {_SIGNAL}"
            for out, one in self.failures
        )
        said = not self.quiet and any(out.form == TEXT and out.target is None for out in self.outputs)
        cut = f"{INTERRUPTED}\n" if report.etat is Etat.INTERROMPU else ""
        return lost if said else lost + _failed_on(report) + cut

    def _write(self, out: Output, report: Report | Synthese) -> None:
        try:
            if isinstance(report, Synthese):
                self._spill(out, report)
                return
            content = self._render(out, report)
        except UnavailableError as error:
            raise Misuse(str(error)) from None
        except Misuse:
            raise
        except Exception as error:  # noqa: BLE001 - one report that can't be made leaves the others
            self.failures.append((out, failure(f"format {out.form}", error)))
            return
        if out.target is not None:
            output.write_whole(out.target, content, inputs=self.inputs)
        elif out.form == TEXT:
            output.say(str(content))
        else:
            output.send(content)

    def _spill(self, out: Output, synthesis: Synthese) -> None:
        """Write the text of what is too long to be held whole."""
        from usp_check.report.terminal import write_terminal

        if out.target is None:
            write_terminal(synthesis, output.say, **self._console(out))
            return
        with output.replacing(out.target, inputs=self.inputs) as draft:
            write_terminal(synthesis, draft.write, **self._console(out))

    def _render(self, out: Output, report: Report) -> str | bytes:
        if out.form != TEXT:
            return FORMATS[out.form].render(report)
        from usp_check.report.terminal import render_terminal

        return render_terminal(report, verbose=self.verbose, quiet=self.quiet, **self._console(out))

    def _console(self, out: Output) -> Console:
        if out.target is not None:
            return {"width": _FILE_WIDTH, "color": False, "unicode": True}
        return {"width": output.width(), "color": output.in_color(), "unicode": output.speaks_unicode()}


def _failed_on(report: Ensemble) -> str:
    """Say on how many dossiers the tool failed, and what to quote of it; nothing where it did not."""
    failed = [dossier.defaillances for dossier in report.dossiers if dossier.defaillances]
    if not failed:
        return ""
    kinds = list(
        dict.fromkeys(f"référence {one.reference}, {one.nature}" for found in failed for one in found)
    )
    more = " ; …" if len(kinds) > _QUOTED else ""
    files = f"{integer(len(failed))} {plural(len(failed), 'fichier', 'fichiers')}"
    return f"L’outil a échoué sur {files} ({' ; '.join(kinds[:_QUOTED])}{more}). {_SIGNAL}"


class _Stream:
    """One report on its way: begun with the first dossier, ended with the run."""

    def __init__(self, out: Output, draft: output.Draft | None) -> None:
        parts = out.parts()
        assert parts is not None  # noqa: S101 - only such a form is streamed
        self.output = out
        self.failure: Defaillance | None = None
        self._parts = parts
        self._draft = draft
        self._begun = False

    def add(self, part: str | Defaillance) -> None:
        if isinstance(part, Defaillance):
            self.failure = self.failure or part
            self.give_up()
        elif self.failure is None:
            self._write(lambda: part)

    def end(self, run: Synthese) -> None:
        if self.failure is None:
            self._write(lambda: self._parts.foot(run))

    def give_up(self) -> None:
        if self._draft is not None:
            self._draft.given_up = True

    def _write(self, made: Callable[[], str]) -> None:
        try:
            text = made() if self._begun else self._parts.head() + made()
        except Exception as error:  # noqa: BLE001 - one report that can't be made leaves the others
            self.failure = failure(f"format {self.output.form}", error)
            self.give_up()
            return
        self._begun = True
        (self._draft.write if self._draft is not None else output.send)(text)


def _passing(found: Iterable[Piece], streams: Sequence[_Stream]) -> Iterator[Piece]:
    """Write what goes past, and pass it on."""
    for piece in found:
        if not isinstance(piece.found, FichierIgnore):
            for stream, part in zip(streams, piece.parts, strict=True):
                stream.add(part)
        yield piece
