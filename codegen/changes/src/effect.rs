//! Whether a change allows fewer values, more, or different ones.

/// What a change does to the set of values that are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Fewer are allowed.
    Narrower,
    /// More are allowed.
    Wider,
    /// Different ones are allowed, or the effect cannot be determined.
    Other,
}
