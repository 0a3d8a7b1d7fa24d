"""A Report becomes something a person or a program reads: one module a format, all pure."""
