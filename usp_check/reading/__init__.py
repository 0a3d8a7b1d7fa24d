"""A file becomes values, each with its line and column. Knows nothing of calls."""
