//! Marks at texts that a person still has to write.

/// What drafts put in the place of a text.
pub const MARK: &str = "TODO";

/// Whether a text is still to be written: it begins with [`MARK`], or is what `docs apply` leaves.
pub fn is_marked(text: &str) -> bool {
    let rest = text.trim_start().strip_prefix(MARK);
    let is_word = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric());
    rest.is_some_and(is_word) || text.contains("(to be described)")
}
