"""JSON pointers (RFC 6901): by which faults and readings say where."""


def escape(token: str) -> str:
    """A key as a token of a JSON pointer."""
    if "~" in token or "/" in token:
        return token.replace("~", "~0").replace("/", "~1")
    return token


def unescape(token: str) -> str:
    """The key that a token of a JSON pointer means."""
    return token.replace("~1", "/").replace("~0", "~")
