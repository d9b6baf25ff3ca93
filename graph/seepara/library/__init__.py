"""The front door of the library: what was read, as a few objects that ask and show themselves.

`corpus.Corpus` holds documents and answers questions; a question has its answer as a `place.Place`,
a `place.Mention`, a `lineage.Ancestry`, a `drawing.Map`, a `drawing.Links` or a table (`rows.Rows`,
`rows.ReportTable`). Each shows itself in Jupyter, as text that no document can turn into markup, and
tables become pandas where pandas is installed. What they are made of stays free of behaviour
(`seepara.model`), and at hand (`Corpus.resolved`, `Links.graph`).
"""
