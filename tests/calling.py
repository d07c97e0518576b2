"""How tests call the program: types of the ``cli`` fixture."""

from collections.abc import Callable

Told = tuple[int, str, str]
"""Exit code, what came out, and what was said besides."""
Cli = Callable[..., Told]
"""The program with its arguments, in this process."""
