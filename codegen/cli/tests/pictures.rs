//! The terminal pictures in `.github/pictures`, which are generated from the output of the program:
//! `UPDATE_PICTURES=1 cargo test -p huaweicloud-codegen --test pictures` updates them.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// A picture of the output of a command, compared with the one in the README.
fn picture(name: &str, arguments: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_huaweicloud-codegen"))
        .args(arguments.split(' '))
        .env("CLICOLOR_FORCE", "1")
        .env_remove("NO_COLOR")
        .current_dir(root.join("tests/pictures"))
        .output()
        .unwrap();
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let printed = String::from_utf8(output.stdout).unwrap();
    let session = format!("\x1b[1m$ huaweicloud-codegen {arguments}\x1b[0m\n{printed}");
    let made = anstyle_svg::Term::new()
        .min_width_px(880)
        .render_svg(&session);
    let path = root
        .join("../../.github/pictures")
        .join(format!("{name}.svg"));
    if std::env::var_os("UPDATE_PICTURES").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &made).unwrap();
    }
    let kept = fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert!(
        kept == made,
        "{} differs from what the program prints: run with UPDATE_PICTURES=1",
        path.display()
    );
}

#[test]
fn a_check() {
    picture("check", "check shop.yaml");
}

#[test]
fn changes() {
    picture("changes", "changes --base shop-1.yaml shop-2.yaml");
}
