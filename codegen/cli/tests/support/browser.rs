//! Pages in a real browser.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

const SCRIPT: &str = include_str!("browser.js");

/// Inserted at the beginning of the page. Elements that are out of view also have a size.
const OBSERVER: &str = "<style>.card { content-visibility: visible !important; }</style><script>
addEventListener('error', event => parent.errors.push(event.message));
addEventListener('securitypolicyviolation', event => parent.errors.push(event.violatedDirective));
console.error = console.warn = (...words) => parent.errors.push(words.join(' '));
</script>";

/// Names of Chromium.
pub(crate) struct Browser(PathBuf);

impl Browser {
    /// The browser in `CHROME`, or an installed one. Without a browser, the test is skipped,
    /// unless `BROWSER_TESTS=required`.
    pub(crate) fn find() -> Option<Browser> {
        let named = std::env::var_os("CHROME").map(PathBuf::from);
        let names = [
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        ];
        let runs = |name: &PathBuf| {
            let mut version = Command::new(name);
            let version = version.arg("--version").stdout(Stdio::null());
            let status = version.stderr(Stdio::null()).status();
            status.is_ok_and(|status| status.success())
        };
        let known = names.iter().map(PathBuf::from);
        let found = named.into_iter().chain(known).find(runs);
        if found.is_none() {
            assert!(
                std::env::var_os("BROWSER_TESTS").is_none_or(|value| value != "required"),
                "BROWSER_TESTS=required, but there is no browser: name one in CHROME"
            );
            eprintln!("skipped: no Chromium or Chrome was found; `CHROME` names one");
        }
        found.map(Browser)
    }

    /// The result of the script for a page of this width.
    pub(crate) fn examine(&self, page: &str, width: u32, is_dark: bool) -> Value {
        let folder = tempfile::tempdir().unwrap();
        let page = page.replacen("<head>", &format!("<head>{OBSERVER}"), 1);
        let page = page.replace('&', "&amp;").replace('"', "&quot;");
        let file = folder.path().join("frame.html");
        let harness = format!(
            "<!doctype html><meta charset=utf-8><script>window.errors = [];{SCRIPT}</script>\
             <iframe id=page style='border:0;width:{width}px;height:900px' srcdoc=\"{page}\"></iframe>\
             <pre id=result></pre>"
        );
        std::fs::write(&file, harness).unwrap();
        let mut command = Command::new(&self.0);
        command
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"])
            .args(["--virtual-time-budget=20000", "--window-size=1600,1000"])
            .arg(format!(
                "--user-data-dir={}",
                folder.path().join("profile").display()
            ));
        if is_dark {
            command.arg("--blink-settings=preferredColorScheme=0");
        }
        let output = command.arg(&file).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        let result = text
            .rsplit_once("<pre id=\"result\">")
            .and_then(|(_, rest)| rest.split_once("</pre>"))
            .map(|(result, _)| {
                result
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&")
            });
        let result = result.unwrap_or_default();
        serde_json::from_str(&result).unwrap_or_else(|error| {
            let errors = String::from_utf8_lossy(&output.stderr);
            panic!("the script gave no result: {error}: {result}\n{errors}")
        })
    }

    /// Examines a page with this many items, at several widths, in light and dark mode.
    pub(crate) fn approve(&self, page: &str, items: usize) -> Value {
        for (width, is_dark) in [(375, false), (1280, true), (375, true)] {
            let seen = self.examine(page, width, is_dark);
            assert_eq!(seen["errors"], serde_json::json!([]), "{width} px");
            assert_eq!(seen["resources"], serde_json::json!([]), "{width} px");
            assert_eq!(seen["wide"], serde_json::json!([]), "{width} px");
            assert!(
                seen["scrollWidth"].as_u64() <= seen["width"].as_u64(),
                "{seen}"
            );
            assert_eq!(seen["colors"], serde_json::json!([]), "dark: {is_dark}");
            let background = if is_dark {
                "rgb(13, 17, 23)"
            } else {
                "rgb(255, 255, 255)"
            };
            assert_eq!(seen["background"], background);
            assert_eq!(seen["unlabeled"], 0, "fields without a label");
            assert_eq!(seen["ran"], false, "something of the document ran");
            // The script of the page, and the observer.
            assert_eq!(seen["scripts"], 2, "{seen}");
            assert_eq!(
                (&seen["all"], &seen["again"]),
                (&items.into(), &items.into())
            );
            assert_eq!(seen["nothing"][0], 0, "{seen}");
        }
        self.examine(page, 1280, false)
    }
}
