"""The vocabulary of the graph, and what goes with it; data files, packaged as `seepara.ontology`.

`seepara.ttl` is the vocabulary, `context.jsonld` makes JSON-LD readable, `queries/` holds the ready
queries, `labels.toml` the words by which nodes are called.
"""
