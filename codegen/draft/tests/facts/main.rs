//! Drafts against their definitions, fact by fact.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a panic is how a test fails"
)]

mod bundle;
mod facts;

use std::path::{Path, PathBuf};

use codegen_check::{Severity, Source};
use codegen_contract::Contract;
use codegen_document::Document;
use codegen_draft::{DraftError, Drafted, Input, Names, Pages, draft};

/// What a small definition has of everything.
fn shop() -> Document {
    Document::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shop.json")).unwrap()
}

fn drafted(
    definition: &Document,
    existing: &[(PathBuf, Document)],
    only: Option<&str>,
    names: Option<&Names>,
) -> Result<Drafted, DraftError> {
    let names_file = Path::new("draft.toml");
    let pages = Pages::default();
    let definitions = std::slice::from_ref(definition);
    let mut input = Input {
        definitions,
        explorer: &[],
        pages: &pages,
        names,
        names_file,
        existing,
        only,
    };
    let proposed;
    if names.is_none() {
        let Err(DraftError::NoNames { proposal, .. }) = draft(&input) else {
            panic!("expected a proposal of names");
        };
        // Tags without a word of their own go into one document.
        let proposal = proposal.replace(" = \"\"", " = \"others\"");
        proposed = Names::parse(names_file, &proposal).unwrap();
        input.names = Some(&proposed);
    }
    draft(&input)
}

fn files(drafted: &Drafted) -> Vec<(PathBuf, Document)> {
    let parse = |file: &codegen_draft::DraftedFile| {
        let document = Document::parse(&file.path, file.text.clone()).unwrap();
        (file.path.clone(), document)
    };
    drafted.files.iter().map(parse).collect()
}

/// What differs between a definition and its draft, and what the draft has that is not valid.
fn differences(definition: &Document) -> Vec<String> {
    let drafted = drafted(definition, &[], None, None).unwrap();
    let whole = bundle::whole(&files(&drafted));
    let mut found = facts::differences(definition, &whole);
    match Contract::read(&whole) {
        Ok(_) => {}
        Err(problems) => found.extend(problems.iter().map(|it| format!("contract: {it:?}"))),
    }
    let document = Document::parse("draft.json", format!("{whole:#}")).unwrap();
    let errors = codegen_check::check(&[Source::Document(document)]);
    let errors = errors
        .iter()
        .filter(|it| it.severity == Severity::Error && !it.rule.starts_with("example-"));
    found.extend(errors.map(|it| format!("{}: {} [{}]", it.pointer, it.message, it.rule)));
    found
}

#[test]
fn a_draft_has_every_fact_of_its_definition() {
    assert_eq!(differences(&shop()), Vec::<String>::new());
}

#[test]
fn a_fact_that_is_lost_is_found() {
    let drafted = drafted(&shop(), &[], None, None).unwrap();
    let whole = bundle::whole(&files(&drafted));
    for (pointer, key) in [
        ("/paths/~1v1~1{project_id}~1shops/get", "parameters"),
        ("/paths/~1v1~1{project_id}~1shops/post", "requestBody"),
        ("/paths/~1v1~1{project_id}~1shops/post/responses", "400"),
        ("/paths", "/v1/{project_id}/settings"),
        ("/components/schemas/Shop/properties", "extra"),
        ("/components/schemas/Shop/properties/rate", "maximum"),
        ("/components/schemas/Open", "enum"),
        ("/components/schemas/CreateShopReq", "required"),
        (
            "/components/schemas/CreateShopReq/properties/codes",
            "items",
        ),
        (
            "/components/schemas/CreateShopReq/properties/open",
            "default",
        ),
    ] {
        let mut without = whole.clone();
        let owner = without
            .pointer_mut(pointer)
            .and_then(|it| it.as_object_mut());
        assert!(
            owner.unwrap().shift_remove(key).is_some(),
            "{pointer}/{key}"
        );
        let found = facts::differences(&shop(), &without);
        assert!(!found.is_empty(), "{pointer}/{key}");
    }
}

#[test]
fn names_of_a_person_are_used() {
    let text = "[resources]\nShops = \"shops\"\n\"图片\" = \"media/pictures\"\n\
        [operations]\nCountPictures = \"shops\"\n[schemas]\nErrorResponse = \"ShopError\"\n\
        [enumerations]\n\"Shop.open\" = \"OpenState\"\n\"CreateShopReq.open\" = \"OpenState\"\n";
    let names = Names::parse(Path::new("draft.toml"), text).unwrap();
    let drafted = drafted(&shop(), &[], None, Some(&names)).unwrap();
    let files = files(&drafted);
    let paths: Vec<String> = files
        .iter()
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert_eq!(paths, ["common.yaml", "shops.yaml", "media/pictures.yaml"]);
    let text = |index: usize| files[index].1.text();
    assert!(text(0).contains("ShopError:"));
    assert!(text(1).contains("OpenState:"));
    assert!(text(1).contains("operationId: CountPictures"));
    assert!(text(2).contains("../common.yaml#/components/schemas/ShopError"));
    assert_eq!(
        facts::differences(&shop(), &bundle::whole(&files)),
        Vec::<String>::new()
    );
}

/// `DEFINITIONS=folder cargo test -p huaweicloud-codegen-draft --test facts` compares all definitions of a folder.
#[test]
fn drafts_of_a_folder_have_every_fact_of_their_definitions() {
    let Some(folder) = std::env::var_os("DEFINITIONS") else {
        return;
    };
    let listed = std::fs::read_dir(&folder).unwrap();
    let mut paths: Vec<PathBuf> = listed.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut count = 0;
    let mut failed = Vec::new();
    for path in paths
        .iter()
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
    {
        count += 1;
        let found = differences(&Document::load(path).unwrap());
        failed.extend(
            found
                .iter()
                .map(|it| format!("{}: {it}", path.file_name().unwrap().display())),
        );
    }
    assert!(count > 0, "no definition in {folder:?}");
    assert!(
        failed.is_empty(),
        "{} differences:\n{}",
        failed.len(),
        failed.join("\n")
    );
}

#[test]
fn documents_are_those_of_the_tags() {
    let drafted = drafted(&shop(), &[], None, None).unwrap();
    let texts = drafted
        .files
        .iter()
        .map(|file| format!("--- {}\n{}", file.path.display(), file.text));
    insta::assert_snapshot!("documents", texts.collect::<String>());
    insta::assert_json_snapshot!("texts", drafted.texts);
    let notes = drafted
        .notes
        .iter()
        .map(|note| format!("{}: {}\n", note.about, note.message));
    insta::assert_snapshot!("notes", notes.collect::<String>());
}

#[test]
fn no_word_of_the_source_is_in_a_document() {
    let drafted = drafted(&shop(), &[], None, None).unwrap();
    for file in &drafted.files {
        let foreign = file
            .text
            .lines()
            .find(|line| line.chars().any(|it| it > '\u{2e80}'));
        assert_eq!(foreign, None, "{}", file.path.display());
    }
    assert!(drafted.texts.iter().any(|text| text.source == "店铺ID。"));
}

#[test]
fn every_text_is_where_its_pointer_says() {
    let drafted = drafted(&shop(), &[], None, None).unwrap();
    let files = files(&drafted);
    let marks: usize = drafted
        .files
        .iter()
        .map(|file| file.text.matches("TODO").count())
        .sum();
    assert_eq!(drafted.texts.len(), marks);
    for text in &drafted.texts {
        let (_, document) = files
            .iter()
            .find(|(path, _)| path.ends_with(&text.file))
            .unwrap();
        let node = document.at(&text.pointer).unwrap();
        assert!(
            node.as_str().unwrap().starts_with("TODO"),
            "{}",
            text.pointer
        );
    }
}

#[test]
fn a_second_run_adds_what_is_new_and_touches_nothing_else() {
    let first = drafted(&shop(), &[], Some("*Shop*"), None).unwrap();
    let mut there = files(&first);
    // A person writes, moves and comments.
    for (path, document) in &mut there {
        let text = document
            .text()
            .replace("TODO: ListShops\n", "Lists the shops. # really\n");
        *document = Document::parse(path.clone(), format!("# Written by hand.\n{text}")).unwrap();
    }
    let second = drafted(&shop(), &there, None, None).unwrap();
    assert!(second.files.iter().any(|file| file.operations > 0));
    for file in &second.files {
        let Some((_, before)) = there.iter().find(|(path, _)| *path == file.path) else {
            continue;
        };
        let mut lines = file.text.lines();
        for line in before.text().lines().filter(|line| !line.ends_with("{}")) {
            assert!(
                lines.any(|it| it == line),
                "{}: {line}",
                file.path.display()
            );
        }
    }
    let mut all = there.clone();
    for (path, document) in files(&second) {
        all.retain(|(known, _)| *known != path);
        all.push((path, document));
    }
    assert_eq!(
        facts::differences(&shop(), &bundle::whole(&all)),
        Vec::<String>::new()
    );
    let third = drafted(&shop(), &all, None, None).unwrap();
    assert_eq!(third.files.len(), 0);
}

#[test]
fn a_tag_without_a_document_is_named() {
    let names = Names::parse(Path::new("draft.toml"), "[resources]\nShops = \"shops\"\n").unwrap();
    let error = drafted(&shop(), &[], None, Some(&names)).unwrap_err();
    insta::assert_snapshot!(error, @r#"
    draft.toml: 1 tag has no document; add this line under `[resources]`:
    "图片" = "..."
    "#);
}

#[test]
fn a_name_that_leads_nowhere_is_refused() {
    let text = "[resources]\nShops = \"shops\"\n\"图片\" = \"pictures\"\n[schemas]\nNone = \"Some\"\nShop = \"ErrorResponse\"\n";
    let names = Names::parse(Path::new("draft.toml"), text).unwrap();
    let error = drafted(&shop(), &[], None, Some(&names)).unwrap_err();
    insta::assert_snapshot!(error);
}

#[test]
fn a_pattern_that_fits_nothing_is_refused() {
    let error = drafted(&shop(), &[], Some("Sell*"), None).unwrap_err();
    assert!(error.to_string().contains("Sell*"), "{error}");
}
