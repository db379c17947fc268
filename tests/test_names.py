"""One name, one meaning: what a reader learns of a name in one file holds in all others."""

import ast
from collections import defaultdict
from pathlib import Path

PROJECT = Path(__file__).parent.parent


def named(tree: ast.AST) -> list[str]:
    """The classes and type aliases of a module that others can see."""
    names = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    aliases = [
        node.target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        if isinstance(node.annotation, ast.Name) and node.annotation.id == "TypeAlias"
    ]
    return [name for name in (*names, *aliases) if not name.startswith("_")]


def test_classes() -> None:
    """No class or type alias of the bot and the offline Telegram has a second meaning elsewhere."""
    where: defaultdict[str, list[str]] = defaultdict(list)
    for package in ("bot", "offline_telegram"):
        for file in sorted((PROJECT / package).rglob("*.py")):
            for name in named(ast.parse(file.read_text(encoding="utf-8"))):
                where[name].append(str(file.relative_to(PROJECT)))
    assert len(where) > 100
    assert {name: files for name, files in where.items() if len(files) > 1} == {}
