//! Comparing generated files with those on disk, and writing them.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use codegen_generator::{Generation, differences, generate, write};

/// The files of the documents in this repository.
static GENERATION: LazyLock<Generation> = LazyLock::new(|| generate(&specs(), &[]).unwrap());

fn specs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs")
}

/// The generated files, written to a temporary folder.
fn written() -> (tempfile::TempDir, &'static Generation) {
    let generation = &*GENERATION;
    let root = tempfile::tempdir().unwrap();
    let found = differences(root.path(), &generation.files, &generation.owned).unwrap();
    write(root.path(), &found).unwrap();
    (root, generation)
}

fn changed(root: &Path, generation: &Generation) -> Vec<(PathBuf, bool, bool)> {
    let found = differences(root, &generation.files, &generation.owned).unwrap();
    found
        .into_iter()
        .map(|it| (it.path, it.found.is_some(), it.wanted.is_some()))
        .collect()
}

fn some_file(generation: &Generation) -> PathBuf {
    let is_model = |path: &&PathBuf| path.starts_with("generated-client/dcs-model");
    generation
        .files
        .iter()
        .map(|file| &file.path)
        .find(is_model)
        .unwrap()
        .clone()
}

#[test]
fn written_files_are_up_to_date() {
    let (root, generation) = written();
    assert_eq!(changed(root.path(), generation), []);
}

#[test]
fn an_edited_file_is_restored() {
    let (root, generation) = written();
    let path = some_file(generation);
    let original = fs::read_to_string(root.path().join(&path)).unwrap();
    fs::write(root.path().join(&path), format!("{original}// mine\n")).unwrap();
    assert_eq!(
        changed(root.path(), generation),
        [(path.clone(), true, true)]
    );
    let found = differences(root.path(), &generation.files, &generation.owned).unwrap();
    write(root.path(), &found).unwrap();
    assert_eq!(
        fs::read_to_string(root.path().join(&path)).unwrap(),
        original
    );
}

#[test]
fn a_removed_file_is_restored() {
    let (root, generation) = written();
    let path = some_file(generation);
    fs::remove_file(root.path().join(&path)).unwrap();
    assert_eq!(
        changed(root.path(), generation),
        [(path.clone(), false, true)]
    );
    let found = differences(root.path(), &generation.files, &generation.owned).unwrap();
    write(root.path(), &found).unwrap();
    assert!(root.path().join(&path).exists());
}

#[test]
fn an_added_file_is_removed_with_its_folder() {
    let (root, generation) = written();
    let path = Path::new("generated-client/roma/src/generated/forgotten/call.rs");
    fs::create_dir_all(root.path().join(path).parent().unwrap()).unwrap();
    fs::write(root.path().join(path), "// left over").unwrap();
    assert_eq!(
        changed(root.path(), generation),
        [(path.to_owned(), true, false)]
    );
    let found = differences(root.path(), &generation.files, &generation.owned).unwrap();
    write(root.path(), &found).unwrap();
    assert!(!root.path().join(path).parent().unwrap().exists());
}

#[test]
fn a_file_with_invalid_utf_8_is_a_difference() {
    let (root, generation) = written();
    let path = some_file(generation);
    fs::write(root.path().join(&path), [0xff, 0xfe, 0x00]).unwrap();
    assert_eq!(changed(root.path(), generation), [(path, true, true)]);
}

#[test]
fn unchanged_files_are_not_written() {
    let (root, generation) = written();
    let modified = |path: &Path| {
        fs::metadata(root.path().join(path))
            .unwrap()
            .modified()
            .unwrap()
    };
    let path = some_file(generation);
    let before = modified(&path);
    fs::remove_file(root.path().join(&generation.files.last().unwrap().path)).unwrap();
    let found = differences(root.path(), &generation.files, &generation.owned).unwrap();
    write(root.path(), &found).unwrap();
    assert_eq!(modified(&path), before);
}

#[test]
fn generating_one_document_affects_no_other() {
    let (root, _) = written();
    let generation = generate(&specs(), &["dcs".to_owned()]).unwrap();
    assert_eq!(generation.reports.len(), 1);
    assert_eq!(changed(root.path(), &generation), []);
}

#[test]
fn a_folder_in_place_of_a_file_is_an_error_without_temporary_files() {
    let (root, generation) = written();
    let path = some_file(generation);
    fs::remove_file(root.path().join(&path)).unwrap();
    fs::create_dir(root.path().join(&path)).unwrap();
    let error = differences(root.path(), &generation.files, &generation.owned).unwrap_err();
    let message = error
        .to_string()
        .replace(&root.path().display().to_string(), "");
    assert!(message.contains(path.to_str().unwrap()), "{message}");
    let folder = root.path().join(path.parent().unwrap());
    let names = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    assert!(
        names
            .into_iter()
            .all(|name| !name.to_string_lossy().starts_with(".tmp"))
    );
}
