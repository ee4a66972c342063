//! The calls, several at the same time.

use std::time::Duration;

use example_support::Session;
use futures_util::stream;
use huaweicloud_roma::{Roma, StreamExt};
use indicatif::{ProgressBar, ProgressStyle};

use super::arguments::Arguments;
use super::file::Wanted;
use super::summary::{Failure, Registered, Summary};

/// Registers all devices, at most that many concurrently, in the order of the file where it matters.
pub(crate) async fn register_all(
    roma: &Roma,
    session: &Session<'_>,
    wanted: Vec<Wanted>,
    arguments: &Arguments,
    summary: &mut Summary,
) {
    let bar = progress(session, wanted.len());
    let calls = wanted.into_iter().map(|wanted| register(roma, wanted));
    let mut calls = stream::iter(calls).buffer_unordered(arguments.concurrency.into());
    while let Some(outcome) = calls.next().await {
        bar.inc(1);
        match outcome {
            Ok(registered) => summary.created.push(registered),
            Err(failure) => summary.failed.push(failure),
        }
    }
    bar.finish_and_clear();
    summary.sort();
}

async fn register(roma: &Roma, wanted: Wanted) -> Result<Registered, Failure> {
    let Wanted { line, request } = wanted;
    let name = request.device_name.clone();
    match roma.link().create_device().body(request).send().await {
        Ok(device) => Ok(Registered {
            line,
            name,
            device_id: device.device_id,
            client_id: device.client_id.clone(),
        }),
        Err(error) => Err(Failure { line, name, error }),
    }
}

fn progress(session: &Session<'_>, count: usize) -> ProgressBar {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    let bar = ProgressBar::with_draw_target(Some(count), session.context.progress());
    let style = ProgressStyle::with_template("{bar:30} {pos} of {len} devices, {eta} to go");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
