//! Every shape that a document can have, as documents in `specs/` and as the code that they become
//! in `generated-client/`. The tests compare the code with what the generator writes today, and call
//! each operation over HTTP.
