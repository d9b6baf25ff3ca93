"""What `scripts/benchmark` runs: a module a benchmark; those that begin with "_" serve them all.

A benchmark has `add_arguments(parser)` and `run(arguments) -> Result`; the first line of its
docstring says in the list what it measures.
"""
