//! Reading and writing generated structs, and building requests.

mod declaration;
mod reading;
mod text;
mod unfinished;
mod writing;

pub(crate) use reading::IntegerVisitor;
pub use reading::read;
pub use text::to_json;
pub use unfinished::Unfinished;
pub use writing::write;
