//! Compares the checked-in code with what the generator writes for the documents.
//!
//! `UPDATE_SHAPES=1 cargo test -p shapes --test generated` updates it.

use std::path::Path;

use codegen_generator::{differences, generate, write};

#[test]
fn the_code_of_every_shape_is_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let specs = root.join("specs");
    let mut generation = generate(&specs, &[]).unwrap_or_else(|error| panic!("{error}"));
    // The manifest is the only file that is not a document or a folder of documents.
    let documents = std::fs::read_dir(specs).unwrap().count() - 1;
    assert_eq!(generation.reports.len(), documents);
    generation
        .files
        .retain(|file| file.path.starts_with("generated-client"));
    generation
        .owned
        .retain(|folder| folder.starts_with("generated-client"));
    let found = differences(root, &generation.files, &generation.owned).unwrap();
    if std::env::var_os("UPDATE_SHAPES").is_some() {
        write(root, &found).unwrap();
        return;
    }
    let paths: Vec<_> = found.iter().map(|it| it.path.display()).collect();
    assert!(paths.is_empty(), "out of date: {paths:#?}");
}
