"""How a demand is checked: small pure pydantic models, general ones first, one module a family.

A requirement names its check by the word in ``controle``; ``catalogue`` lists them all. A check reads values and its
own parameters, never a file, a clock or a call.
"""

from usp_check.checks.base import Check, Context, Finding, Outcome
from usp_check.checks.view import Doubtful, View

__all__ = ["Check", "Context", "Doubtful", "Finding", "Outcome", "View"]
