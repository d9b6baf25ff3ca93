"""Cross-references in United Nations documents as a knowledge graph."""
