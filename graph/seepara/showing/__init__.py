"""What the terminal shows of a node, of a lineage, of two texts of one list; the lineage as JSON too."""
