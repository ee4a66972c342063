//! Patterns that look ahead or behind, which only some engines of regular expressions know.

use std::sync::Arc;

use fancy_regex::{Assertion, Expr};

/// Patterns without looking around whose matches probably match the pattern too: one in which what has
/// to be before or after is part of the match, and one without it. There are none if the pattern
/// has other peculiarities.
pub(super) fn plain_patterns(pattern: &str) -> Vec<String> {
    let Ok(tree) = Expr::parse_tree(pattern) else {
        return Vec::new();
    };
    let variants = [true, false].map(|is_included| {
        let mut text = String::new();
        plain(&tree.expr, is_included)?.to_str(&mut text, 0);
        Some(text)
    });
    variants.into_iter().flatten().collect()
}

fn plain(expression: &Expr, is_included: bool) -> Option<Expr> {
    let plain_all = |all: &[Expr]| {
        let all = all.iter().map(|it| plain(it, is_included));
        all.collect::<Option<Vec<Expr>>>()
    };
    Some(match expression {
        Expr::Concat(all) => Expr::Concat(plain_all(all)?),
        Expr::Alt(all) => Expr::Alt(plain_all(all)?),
        Expr::Group(inner) => Expr::Group(Arc::new(plain(inner, is_included)?)),
        Expr::AtomicGroup(inner) => plain(inner, is_included)?,
        Expr::Repeat {
            child,
            lo,
            hi,
            greedy,
        } => Expr::Repeat {
            child: Box::new(plain(child, is_included)?),
            lo: *lo,
            hi: *hi,
            greedy: *greedy,
        },
        Expr::LookAround(inner, direction) => {
            use fancy_regex::LookAround::{LookAhead, LookBehind};
            match direction {
                LookAhead | LookBehind if is_included => plain(inner, is_included)?,
                _ => Expr::Empty,
            }
        }
        Expr::Assertion(Assertion::StartText | Assertion::EndText)
        | Expr::Empty
        | Expr::Any { .. }
        | Expr::Literal { .. }
        | Expr::Delegate { .. } => expression.clone(),
        Expr::Assertion(_) => Expr::Empty,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::plain_patterns;

    #[test]
    fn what_has_to_be_around_is_included_and_left_out() {
        assert_eq!(plain_patterns("(?<=a)b"), ["ab", "b"]);
        assert_eq!(plain_patterns("^(?!x)[a-z]+$"), ["^[a-z]+$", "^[a-z]+$"]);
        assert_eq!(plain_patterns(r"(a)\1"), [""; 0]);
    }
}
