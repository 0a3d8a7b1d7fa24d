"""The settings that a project keeps in a file: what its dossiers are judged by, and what it ignores, and why.

The file is looked for from where the command is run, upward, and never from the dossiers: these come from outside, and
what lies beside them must not change how they are judged.
"""

from usp_check.configuration.finding import find_configuration, load_configuration
from usp_check.configuration.model import Configuration, Ignored

__all__ = ["Configuration", "Ignored", "find_configuration", "load_configuration"]
