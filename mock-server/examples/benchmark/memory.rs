//! How much memory this process takes, where the system tells it under /proc.

/// The memory in use, in bytes.
pub(crate) fn resident() -> Option<u64> {
    status("VmRSS:")
}

/// The most memory that was in use.
pub(crate) fn peak() -> Option<u64> {
    status("VmHWM:")
}

pub(crate) fn shown(bytes: Option<u64>) -> String {
    match bytes {
        Some(bytes) => format!("{} MB", bytes / 1_000_000),
        None => "unknown".to_owned(),
    }
}

fn status(key: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(key))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1_024)
}
