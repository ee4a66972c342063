//! A small document for each shape that the generator treats specially, in `specs/`, and the code generated
//! from it, in `generated-client/`. The tests compare this code with the generator's output, and call the
//! operations over HTTP.
