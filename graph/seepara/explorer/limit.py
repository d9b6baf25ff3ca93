"""The page in place of one that would hold too much: it says so, and what to do."""

from __future__ import annotations

from html import escape


def too_large(nodes: int, most: int) -> str:
    """A page for a build of so many nodes, where the explorer is made for up to `most`.

    >>> "5,001 nodes" in too_large(5_001, 5_000)
    True
    """
    said = (
        f"This build has {nodes:,} nodes; the explorer is made for up to {most:,}.",
        "Build fewer documents into a folder of their own, with -o, and open the explorer there.",
        "Everything else of the build is complete: ask it with seepara show and seepara query.",
    )
    paragraphs = "\n".join(f"<p>{escape(sentence)}</p>" for sentence in said)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        "<title>seepara: too many nodes</title>\n</head>\n<body>\n<main>\n"
        f"<h1>seepara</h1>\n{paragraphs}\n</main>\n</body>\n</html>\n"
    )
