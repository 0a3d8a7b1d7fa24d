"""A file becomes values, each with its line and column. Knows nothing of calls."""

from usp_check.reading.codes import CODES
from usp_check.reading.faults import Fault, Path
from usp_check.reading.limits import LIMITS, Limits
from usp_check.reading.positions import Positions, Span
from usp_check.reading.reader import Reading, read_bytes, read_file, read_stream

__all__ = [
    "CODES",
    "LIMITS",
    "Fault",
    "Limits",
    "Path",
    "Positions",
    "Reading",
    "Span",
    "read_bytes",
    "read_file",
    "read_stream",
]
