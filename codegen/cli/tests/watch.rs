//! `check --watch` and `mock --watch` with changing files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Longer than the slowest machine takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running command and its output. It is stopped when this value is dropped.
struct Running {
    process: Child,
    lines: Receiver<String>,
}

impl Running {
    fn start(folder: &Path, arguments: &[&str]) -> Running {
        let mut process = Command::new(env!("CARGO_BIN_EXE_huaweicloud-codegen"))
            .args(arguments)
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let outputs: [Box<dyn Read + Send>; 2] = [
            Box::new(process.stdout.take().unwrap()),
            Box::new(process.stderr.take().unwrap()),
        ];
        for output in outputs {
            let sender = sender.clone();
            thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Running { process, lines }
    }

    /// The output up to a line that contains this text.
    fn until(&self, text: &str) -> String {
        let end = Instant::now() + PATIENCE;
        let mut printed = String::new();
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(line) = self.lines.recv_timeout(left) else {
                panic!("`{text}` was not printed, but:\n{printed}");
            };
            printed += &line;
            printed.push('\n');
            if line.contains(text) {
                return printed;
            }
        }
    }

    /// The output of a round of `check` that contains this text.
    fn round(&self, text: &str) -> String {
        let before = self.until(text);
        before + &self.until("watching for changes")
    }

    /// The exit code after Ctrl-C.
    #[cfg(unix)]
    fn interrupt(&mut self) -> Option<i32> {
        let id = self.process.id().to_string();
        let sent = Command::new("kill").args(["-INT", &id]).status().unwrap();
        assert!(sent.success());
        self.process.wait().unwrap().code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Saves like editors that write a new file and rename it.
fn save_by_rename(path: &Path, text: &str) {
    let temporary = path.with_extension("tmp");
    fs::write(&temporary, text).unwrap();
    fs::rename(&temporary, path).unwrap();
}

const FINE: &str = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\n";

/// A document whose only finding contains a name.
fn faulty(name: &str) -> String {
    FINE.replace("paths: {}", &format!("paths: {{}}\n{name}: 1"))
}

fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let document = folder.path().join(files[0].0);
    (folder, document)
}

#[test]
fn a_watched_file_is_checked_after_any_kind_of_save() {
    let (folder, document) = folder(&[("a.yaml", &faulty("first"))]);
    for path in ["a.yaml", "."] {
        fs::write(&document, faulty("first")).unwrap();
        let check = Running::start(folder.path(), &["check", path, "--watch"]);
        check.round("`first`");
        fs::write(&document, FINE).unwrap();
        check.round("no findings");
        save_by_rename(&document, &faulty("second"));
        check.round("`second`");
        save_by_rename(&document, &faulty("third"));
        check.round("`third`");
        fs::remove_file(&document).unwrap();
        check.round("error: ");
        fs::write(&document, faulty("fourth")).unwrap();
        check.round("`fourth`");
    }
}

#[test]
fn ledgers_settings_and_referenced_files_are_watched() {
    let root =
        "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths:\n  /a: {$ref: other/b.yaml}\n";
    let (folder, document) = folder(&[("a.yaml", root)]);
    let check = Running::start(folder.path(), &["check", "a.yaml", "--watch"]);
    check.round("b.yaml");
    // The missing file, in a missing folder: it is found when the document is saved.
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("b.yaml"), "gte: {}").unwrap();
    save_by_rename(&document, root);
    check.round("`gte`");
    fs::write(other.join("b.yaml"), "got: {}").unwrap();
    check.round("`got`");
    save_by_rename(&other.join("b.yaml"), "{}");
    check.round("no findings");
    fs::write(
        folder.path().join("check.toml"),
        "[rules]\nnothing = \"off\"\n",
    )
    .unwrap();
    check.round("`nothing`");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_watching_with_success_despite_findings() {
    let (folder, _) = folder(&[("a.yaml", &faulty("first"))]);
    let mut check = Running::start(folder.path(), &["check", "a.yaml", "--watch"]);
    check.round("`first`");
    assert_eq!(check.interrupt(), Some(0));
}

#[test]
fn machine_readable_formats_cannot_be_watched() {
    let (folder, _) = folder(&[("a.yaml", FINE)]);
    let arguments = ["check", "a.yaml", "--watch", "--format", "json"];
    let check = Running::start(folder.path(), &arguments);
    check.until("error: `--watch` shows findings on a terminal: use `--format human`");
}

/// A document with one operation, whose response is a word.
fn word(word: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: words, version: '1'}}
paths:
  /word:
    get:
      operationId: ShowWord
      responses:
        '200':
          description: A word.
          content:
            application/json:
              schema: {{$ref: 'types.yaml#/Word'}}
              example: {{word: {word}}}
"
    )
}

const TYPES: &str = "Word: {type: object}\n";

/// The body of a response on a connection that stays open.
fn ask(stream: &mut TcpStream) -> String {
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
        .write_all(b"GET /word HTTP/1.1\r\nHost: mock\r\n\r\n")
        .unwrap();
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"}") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        bytes.extend(byte);
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_mock_server_reloads_documents_without_dropping_connections() {
    let (folder, document) = folder(&[("words.yaml", &word("first")), ("types.yaml", TYPES)]);
    let arguments = ["mock", "--port", "0", "--watch", "words.yaml"];
    let mut mock = Running::start(folder.path(), &arguments);
    let printed = mock.until("listening on http://");
    let address = printed
        .split("http://")
        .nth(1)
        .unwrap()
        .split(' ')
        .next()
        .unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    assert!(ask(&mut stream).contains("first"));
    fs::write(&document, word("second")).unwrap();
    mock.until("reloaded: 1 operation");
    assert!(ask(&mut stream).contains("second"));

    // A document that cannot be served changes nothing.
    save_by_rename(&document, "paths: [");
    let printed = mock.until("note: still serving the previous documents");
    assert!(printed.contains("error: words.yaml:"), "{printed}");
    assert!(ask(&mut stream).contains("second"));
    save_by_rename(&document, &word("third"));
    mock.until("reloaded: 1 operation");
    assert!(ask(&mut stream).contains("third"));

    // Neither does a file that it refers to.
    fs::write(folder.path().join("types.yaml"), "Word: {type: whole}\n").unwrap();
    let printed = mock.until("note: still serving the previous documents");
    assert!(printed.contains("\"whole\" is not a type"), "{printed}");
    fs::write(folder.path().join("types.yaml"), TYPES).unwrap();
    mock.until("reloaded: 1 operation");
    fs::remove_file(&document).unwrap();
    mock.until("note: still serving the previous documents");
    fs::write(&document, word("fourth")).unwrap();
    mock.until("reloaded: 1 operation");
    assert!(ask(&mut stream).contains("fourth"));
    #[cfg(unix)]
    assert_eq!(mock.interrupt(), Some(0));
    let _ = &mut mock;
}
