"""How well the knowledge and the matching do: labelled questions, typing errors, and lints for editors."""
