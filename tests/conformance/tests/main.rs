//! All tests are one program, because each separate program would link all generated types again.

mod calls;
mod daily;
mod documents;
mod enumerations;
mod hostile;
mod pages;
mod regions;
mod requests;
mod secrets;
mod shape;
mod times;
mod types;
