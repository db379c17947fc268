"""The commands of `python -m bot`, a file each: parse what was asked, call, print."""
