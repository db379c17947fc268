"""Broken YAML in plain words."""

import yaml

DEEPEST = 8
"""Lists and keys in one another that a file may have."""
TOO_DEEP = f"lists and mappings are nested more than {DEEPEST} deep: put them side by side"
ADVICE = {
    "maximum nesting depth": TOO_DEEP,
    "mapping values are not allowed": "a colon and a space inside a text: put the text in quotes, "
    "or check the indentation",
    "scanning an alias": "a text that begins with `*` must be in quotes",
    "scanning an anchor": "a text that begins with `&` must be in quotes",
    "undefined tag handle": "a text that begins with `!` must be in quotes",
    "scanning a tag": "a text that begins with `!` must be in quotes",
    "scanning a directive": "a line that begins with `%` must be in quotes",
    "block scalar": "after `|` or `>` the text begins on the next line; otherwise put it in quotes",
    "escape": "a backslash inside double quotes: use single quotes instead",
    "unexpected end of stream": "a quotation mark is opened here and never closed",
    "parsing a flow": "a list [ or keys { begin here and do not end; put a text that begins so in quotes",
}
OTHER = (
    "YAML cannot read this: check the indentation here and in the line above, "
    "and put texts that contain quotation marks or begin with a sign in quotes"
)
OPENED_HERE = ("unexpected end of stream", "parsing a flow")


def explain_syntax(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """The line to look at, counted from 1, and what to do there."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return 1, OTHER
    mark = error.problem_mark
    line = "".join(text.splitlines()[mark.line : mark.line + 1])
    sign = line[mark.column : mark.column + 1]
    if sign == "\t" or "\t" in line[: len(line) - len(line.lstrip(" \t-"))]:
        return mark.line + 1, "there is a tab in this line: use spaces"
    what = f"{error.context or ''} {error.problem or ''}"
    if "cannot start any token" in what:
        return mark.line + 1, f"a text that begins with `{sign}` must be in quotes"
    clue = next((clue for clue in ADVICE if clue in what), "")
    if clue in OPENED_HERE and error.context_mark is not None:
        mark = error.context_mark
    return mark.line + 1, ADVICE.get(clue, OTHER)
