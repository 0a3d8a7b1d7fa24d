"""usp-check judges an application to run a palliative care unit by the call of the ARS."""

from usp_check._version import __version__

__all__ = ["__version__"]
