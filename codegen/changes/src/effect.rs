//! Whether a change allows fewer values, more, or others.

/// What a change does to the set of values that are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Fewer are allowed.
    Narrower,
    /// More are allowed.
    Wider,
    /// Others are allowed, or nobody can tell.
    Other,
}
