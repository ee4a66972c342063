//! What the generated model types are made of: open enumerations, null tolerance, secrets.
