//! Waiting for files to change.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::future::poll_fn;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::process::ExitCode;
use std::task::Poll;
use std::time::Duration;

use anyhow::Context;
use codegen_check::Settings;
use codegen_document::{Ledger, may_be_document};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

/// Saving a file causes several events. It is complete when none has arrived for this long.
const QUIET: Duration = Duration::from_millis(15);
/// The files are read after this many rounds of events, even if more events arrive.
const MOST_ROUNDS: usize = 10;

/// The path of lost events.
const LOST: &str = "";

/// Waits for files to change. Folders are watched instead of the files in them, because editors
/// write a new file and rename it, and files are deleted and recreated.
#[derive(Debug)]
pub(crate) struct Watch {
    watcher: RecommendedWatcher,
    events: UnboundedReceiver<PathBuf>,
    /// Files, as events name them.
    files: BTreeSet<PathBuf>,
    /// Folders in which every document is watched.
    trees: BTreeSet<PathBuf>,
    watched: BTreeSet<PathBuf>,
}

impl Watch {
    pub(crate) fn new() -> anyhow::Result<Watch> {
        let (sender, events) = unbounded_channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            if matches!(event.kind, EventKind::Access(_)) {
                return;
            }
            // Where the system lost events, anything may have changed.
            let lost = event.need_rescan().then(|| PathBuf::from(LOST));
            for path in event.paths.into_iter().chain(lost) {
                // Nobody waits any more where this fails.
                let _ = sender.send(path);
            }
        });
        Ok(Watch {
            watcher: watcher.context("cannot watch files")?,
            events,
            files: BTreeSet::new(),
            trees: BTreeSet::new(),
            watched: BTreeSet::new(),
        })
    }

    /// Watches these files and folders from now on, and the files that were found through them.
    pub(crate) fn follow<'a>(
        &mut self,
        named: &'a [PathBuf],
        found: impl Iterator<Item = &'a Path>,
    ) -> anyhow::Result<()> {
        self.files.clear();
        self.trees.clear();
        for path in named.iter().map(PathBuf::as_path).chain(found) {
            match fs::canonicalize(path) {
                Ok(folder) if folder.is_dir() => {
                    self.trees.insert(folder);
                }
                // The file that a link leads to, and the link.
                Ok(file) => self.files.extend([file].into_iter().chain(absolute(path))),
                Err(_) => self.files.extend(absolute(path)),
            }
        }
        let folders = self.files.iter().filter_map(|file| file.parent());
        let folders: BTreeSet<PathBuf> = folders.map(Path::to_owned).collect();
        for (paths, mode) in [
            (self.trees.clone(), RecursiveMode::Recursive),
            (folders, RecursiveMode::NonRecursive),
        ] {
            for path in paths {
                self.watch(path, mode)?;
            }
        }
        Ok(())
    }

    fn watch(&mut self, path: PathBuf, mode: RecursiveMode) -> anyhow::Result<()> {
        let is_covered = self.trees.iter().any(|tree| path.starts_with(tree));
        let is_tree = mode == RecursiveMode::Recursive;
        if self.watched.contains(&path) || (is_covered && !is_tree) {
            return Ok(());
        }
        let watching = self.watcher.watch(&path, mode);
        watching.with_context(|| format!("cannot watch {}", path.display()))?;
        self.watched.insert(path);
        Ok(())
    }

    /// Waits until a watched file has changed, and has been written completely.
    pub(crate) async fn changed(&mut self) {
        while let Some(path) = self.events.recv().await {
            if self.counts(&path) {
                break;
            }
        }
        for _ in 0..MOST_ROUNDS {
            if timeout(QUIET, self.events.recv()).await.is_err() {
                break;
            }
            while self.events.try_recv().is_ok() {}
        }
    }

    fn counts(&self, path: &Path) -> bool {
        let is_settings = path.file_name() == Some(OsStr::new(Settings::FILE_NAME));
        if self.files.contains(path)
            || is_settings
            || Ledger::is_ledger(path)
            || path == Path::new(LOST)
        {
            return true;
        }
        // A folder that comes or goes has documents in it, perhaps.
        let is_folder = || path.extension().is_none() && !path.is_file();
        let is_in_tree = self.trees.iter().any(|tree| path.starts_with(tree));
        is_in_tree && (may_be_document(path) || is_folder())
    }
}

/// A path as events name it: its folder without links. `None` if the folder does not exist.
fn absolute(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?;
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    Some(fs::canonicalize(folder).ok()?.join(name))
}

/// Runs an endless task until Ctrl-C, which counts as success.
pub(crate) fn interruptible(
    work: impl Future<Output = anyhow::Result<ExitCode>>,
) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let mut interrupt = pin!(tokio::signal::ctrl_c());
        // Polled once before anything is printed: whoever reads it may send the signal right away.
        let early = poll_fn(|context| Poll::Ready(interrupt.as_mut().poll(context))).await;
        if let Poll::Ready(interrupted) = early {
            interrupted.context("cannot wait for Ctrl-C")?;
            return Ok(ExitCode::SUCCESS);
        }
        tokio::select! {
            interrupted = interrupt => {
                interrupted.context("cannot wait for Ctrl-C")?;
                Ok(ExitCode::SUCCESS)
            }
            ended = work => ended,
        }
    })
}
