"""What keeps a run from being made as asked. Every message is a French sentence that says why and what to do."""

from __future__ import annotations


class UspCheckError(Exception):
    """What every error of usp-check is. A faulty dossier is none of them: its report tells."""


class Misuse(UspCheckError):  # noqa: N818 - nothing failed: it can't be done as asked
    """A command can't be run as asked."""


class InvalidArgumentError(UspCheckError, ValueError):
    """An argument has a value that can't be employed, an unknown requirement for instance."""


class NothingToJudgeError(UspCheckError):
    """A folder holds no dossier."""


class UnusableDocumentError(UspCheckError):
    """A register or an offer can't be employed, or there are several."""


class ConfigurationError(UspCheckError):
    """A configuration file can't be read, or says what it may not."""
