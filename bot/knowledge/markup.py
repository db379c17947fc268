"""Markdown and HTML in texts that people read: they would see the signs."""

import re
from collections.abc import Iterable, Iterator

from bot.knowledge.problems import quoted
from bot.knowledge.yaml_file import Fields, Listing, Node, Scalar, Sheet, Where

_NOT_READ = frozenset(
    {
        "id",
        "questions",
        "enquiries",
        "keywords",
        "asks",
        "source",
        "related",
        "pictures",
        "file",
        "url",
        "kind",
    }
)
"""Keys whose values are names, or what people write themselves."""
_MARKUP = {
    "an HTML tag": r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>",
    "an HTML comment": r"<!--",
    "an HTML entity": r"&(?:[a-z]+[0-9]*|#[0-9]+|#x[0-9a-f]+);",
    "a link of Markdown": r'\[[^\]\n]+\](?:\([^)\s]+(?: +"[^"\n]*")?\)|\[[^\]\n]*\])'
    r"|<(?:https?:|mailto:)[^<>\s]+>",
    "bold of Markdown": r"\*\*(?=\S)[^*\n]+\*\*|(?<!\w)__(?=\S)[^_\n]+__(?!\w)",
    "italics of Markdown": r"(?<![\w*])\*(?=[^\s*])[^*\n]*[^\s*]\*(?![\w*])"
    r"|(?<!\w)_(?=[^\s_])[^_\n]*[^\s_]_(?!\w)",
    "strikethrough of Markdown": r"~~(?=\S)[^~\n]+~~",
    "code of Markdown": r"`[^`\n]+`|^```",
    "a heading of Markdown": r"^#{1,6} \S",
    "a quote of Markdown": r"^> \S",
    "a table of Markdown": r"^\|.*\|[ ]*$",
    "a line of Markdown": r"^ *(?:-{3,}|={3,}|\*{3,}|_{3,}) *$",
    "an escape of Markdown": r"\\[*_`~\[\]<>#]",
    "a list of Markdown with other signs than `- `": r"^ *[*+] \S",
}
_PATTERNS = {what: re.compile(pattern, re.MULTILINE | re.IGNORECASE) for what, pattern in _MARKUP.items()}


def check_markup(sheets: Iterable[Sheet]) -> None:
    """Report each text that is to be plain and is not, once for each kind of markup."""
    for sheet in sheets:
        for where, text in _read(sheet.root):
            for what, pattern in _PATTERNS.items():
                if found := pattern.search(text):
                    advice = "texts are plain, and people would see the signs: remove them"
                    sheet.report(f"{quoted(found[0])} is {what}; {advice}", *where)


def _read(node: Node, *where: str | int) -> Iterator[tuple[Where, str]]:
    if isinstance(node, Scalar):
        yield where, node.text
    elif isinstance(node, Listing):
        for index, item in enumerate(node.items):
            yield from _read(item, *where, index)
    elif isinstance(node, Fields):
        for key, (_, value) in node.items.items():
            if key not in _NOT_READ:
                yield from _read(value, *where, key)
