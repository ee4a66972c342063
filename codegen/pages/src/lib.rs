//! Reads documentation pages into facts, and holds documents against what the pages say.
