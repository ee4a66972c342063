//! Lists that a service returns page by page.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::stream::{self, BoxStream, Stream, StreamExt, TryStreamExt};

use crate::error::{Error, ErrorKind};
use crate::response::Response;

/// The first offset of a list and the size of its pages.
///
/// ```
/// use huaweicloud_core::Paging;
///
/// // Continue at item 100 with 50 items per page.
/// let paging = Paging::new(0).from(Some(100)).size(Some(50));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    first: i64,
    from: Option<i64>,
    size: Option<i64>,
}

impl Paging {
    /// The offset of the first item of the list: 0 for most services, 1 for some.
    pub const fn new(first: i64) -> Self {
        Self {
            first,
            from: None,
            size: None,
        }
    }

    /// Sets the offset to start from. Default: the first item.
    pub const fn from(mut self, offset: Option<i64>) -> Self {
        self.from = offset;
        self
    }

    /// Sets how many items a full page has. A shorter page is the last one.
    pub const fn size(mut self, size: Option<i64>) -> Self {
        self.size = size;
        self
    }
}

/// The items of a page, and the total number of items.
///
/// ```
/// use huaweicloud_core::Page;
///
/// struct Apps {
///     names: Vec<String>,
///     total: Option<i64>,
/// }
///
/// /// How to find the items and the total in a response.
/// fn page(apps: &Apps) -> Page<'_, String> {
///     Page::new(&apps.names, apps.total)
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Page<'a, I> {
    items: &'a [I],
    total: Option<i64>,
}

impl<'a, I> Page<'a, I> {
    /// Creates a page. `total` is the number of items on all pages that the service reports.
    pub const fn new(items: &'a [I], total: Option<i64>) -> Self {
        Self { items, total }
    }
}

/// The position of a stream of pages.
struct Progress<I> {
    offset: i64,
    previous: Vec<I>,
}

/// The pages of a list, each fetched when it is needed.
///
/// The offset of the next page is that of this page plus the number of its items. The last page is the one
/// that is empty, reaches the total, or, if the service reports no plausible total, is shorter than a full
/// page. The stream also ends after an error. If a service returns the same page again, that is an error
/// rather than an endless stream.
///
/// It also implements [`Stream`].
///
/// ```
/// use huaweicloud_core::{Error, Json, Pages};
///
/// async fn count(mut pages: Pages<Json>) -> Result<usize, Error> {
///     let mut count = 0;
///     while let Some(page) = pages.next().await {
///         count += page?.as_value().as_array().map_or(0, Vec::len);
///     }
///     Ok(count)
/// }
/// ```
#[must_use = "no page is fetched before `next`"]
pub struct Pages<R>(BoxStream<'static, Result<Response<R>, Error>>);

impl<R> Pages<R> {
    /// Creates a stream of pages; used by generated code, which knows how to fetch and read them.
    ///
    /// ```
    /// # use huaweicloud_core::testing::CannedResponses;
    /// # use huaweicloud_core::{Client, Config, Token};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let service = CannedResponses::new()
    /// #     .json(200, r#"{"names": ["a", "b"], "total": 3}"#)
    /// #     .json(200, r#"{"names": ["c"], "total": 3}"#);
    /// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
    /// # let client = Client::new(config.transport(service.clone()).build()?)?;
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// # use huaweicloud_core::{Operation, Page, Pages, Paging};
    /// const LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps");
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Apps {
    ///     names: Vec<String>,
    ///     total: i64,
    /// }
    /// let fetch = move |offset| client.request(&LIST).query("offset", Some(offset)).send::<Apps>();
    /// let pages = Pages::new(Paging::new(0), fetch, |apps: &Apps| Page::new(&apps.names, Some(apps.total)));
    /// let names = pages.items(|apps| apps.names).collect_up_to(1000).await?;
    /// assert_eq!(names, ["a", "b", "c"]);
    /// assert_eq!(service.requests()[1].url.query(), Some("offset=2"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
    pub fn new<I, F>(
        paging: Paging,
        fetch: impl Fn(i64) -> F + Send + 'static,
        read: impl Fn(&R) -> Page<'_, I> + Send + 'static,
    ) -> Self
    where
        R: Send + Sync + 'static,
        I: Clone + PartialEq + Send + 'static,
        F: Future<Output = Result<Response<R>, Error>> + Send + 'static,
    {
        let start = Progress {
            offset: paging.from.unwrap_or(paging.first),
            previous: Vec::new(),
        };
        let pages = stream::try_unfold(
            (Some(start), fetch, read),
            move |(progress, fetch, read)| async move {
                let Some(progress) = progress else {
                    return Ok(None);
                };
                let response = fetch(progress.offset).await?;
                let next = advance(paging, progress, read(response.body()))?;
                Ok(Some((response, (next, fetch, read))))
            },
        );
        Self(pages.boxed())
    }

    /// Returns the next page, or `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<Response<R>, Error>> {
        self.0.next().await
    }

    /// Collects at most this many pages. Further pages are not fetched.
    ///
    /// ```
    /// use huaweicloud_core::{Error, Json, Pages};
    ///
    /// async fn first_three(pages: Pages<Json>) -> Result<Vec<Json>, Error> {
    ///     let pages = pages.collect_up_to(3).await?;
    ///     Ok(pages.into_iter().map(|page| page.into_inner()).collect())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// A page cannot be fetched; the pages before it are dropped.
    pub async fn collect_up_to(self, limit: usize) -> Result<Vec<Response<R>>, Error> {
        self.0.take(limit).try_collect().await
    }

    /// Turns the pages into their items.
    ///
    /// ```
    /// use huaweicloud_core::{Items, Pages};
    ///
    /// struct Apps {
    ///     names: Vec<String>,
    /// }
    ///
    /// fn names(pages: Pages<Apps>) -> Items<String> {
    ///     pages.items(|apps| apps.names)
    /// }
    /// ```
    pub fn items<I: Send + 'static>(self, take: impl Fn(R) -> Vec<I> + Send + 'static) -> Items<I>
    where
        R: Send + 'static,
    {
        let items = self
            .0
            .map_ok(move |page| stream::iter(take(page.into_inner()).into_iter().map(Ok)))
            .try_flatten();
        Items(items.boxed())
    }
}

/// The items of a list, whose pages are fetched as they are needed.
///
/// It ends as [`Pages`] do, and also implements [`Stream`].
///
/// ```
/// # async fn example(mut apps: huaweicloud_core::Items<String>) -> Result<(), huaweicloud_core::Error> {
/// while let Some(app) = apps.next().await {
///     println!("{}", app?);
/// }
/// # Ok(())
/// # }
/// # async fn first(apps: huaweicloud_core::Items<String>) -> Result<(), huaweicloud_core::Error> {
/// let at_most_1000 = apps.collect_up_to(1000).await?;
/// # let _ = at_most_1000;
/// # Ok(())
/// # }
/// ```
#[must_use = "no page is fetched before `next`"]
pub struct Items<T>(BoxStream<'static, Result<T, Error>>);

impl<T> Items<T> {
    /// Returns the next item, or `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        self.0.next().await
    }

    /// Collects at most this many items. Pages beyond them are not fetched.
    ///
    /// ```
    /// use huaweicloud_core::{Error, Items};
    ///
    /// async fn first(items: Items<String>) -> Result<Option<String>, Error> {
    ///     Ok(items.collect_up_to(1).await?.pop())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// A page cannot be fetched; the pages before it are dropped.
    pub async fn collect_up_to(self, limit: usize) -> Result<Vec<T>, Error> {
        self.0.take(limit).try_collect().await
    }
}

impl<R> Stream for Pages<R> {
    type Item = Result<Response<R>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_next_unpin(context)
    }
}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_next_unpin(context)
    }
}

impl<R> fmt::Debug for Pages<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pages").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Items").finish_non_exhaustive()
    }
}

/// The position of the next page; `None` after the last one.
fn advance<I: Clone + PartialEq>(
    paging: Paging,
    progress: Progress<I>,
    page: Page<'_, I>,
) -> Result<Option<Progress<I>>, Error> {
    let count = i64::try_from(page.items.len()).unwrap_or(i64::MAX);
    if count > 0 && progress.previous == page.items {
        return Err(Error::new(
            ErrorKind::UnexpectedResponse,
            format!(
                "the service returned the page before offset {} again: \
                 fetch single pages by offset and limit, and report it to the support of the service",
                progress.offset
            ),
        ));
    }
    let offset = progress.offset.saturating_add(count);
    let seen = offset.saturating_sub(paging.first);
    let is_last = match page.total.filter(|total| *total >= count && *total > 0) {
        _ if count == 0 => true,
        Some(total) => seen >= total,
        None => paging.size.is_some_and(|size| count < size),
    };
    Ok((!is_last).then(|| Progress {
        offset,
        previous: page.items.to_vec(),
    }))
}

#[cfg(test)]
mod tests {
    use super::{Page, Paging, Progress, advance};

    fn next(paging: Paging, offset: i64, items: &[i64], total: Option<i64>) -> Option<i64> {
        let progress = Progress {
            offset,
            previous: Vec::new(),
        };
        advance(paging, progress, Page::new(items, total))
            .unwrap()
            .map(|progress| progress.offset)
    }

    #[test]
    fn the_next_page_begins_after_the_items_received() {
        let paging = Paging::new(0).size(Some(3));
        assert_eq!(next(paging, 0, &[1, 2, 3], None), Some(3));
        assert_eq!(next(paging, 0, &[1, 2], Some(5)), Some(2));
        assert_eq!(next(Paging::new(1), 1, &[1, 2], Some(5)), Some(3));
    }

    #[test]
    fn an_empty_page_a_short_page_or_the_total_ends_the_list() {
        let paging = Paging::new(0).size(Some(3));
        assert_eq!(next(paging, 3, &[], None), None);
        assert_eq!(next(paging, 3, &[], Some(9)), None);
        assert_eq!(next(paging, 3, &[4, 5], None), None);
        assert_eq!(next(paging, 3, &[4, 5, 6], Some(6)), None);
        assert_eq!(next(Paging::new(1), 3, &[3, 4, 5], Some(5)), None);
    }

    #[test]
    fn an_implausible_total_is_ignored() {
        let paging = Paging::new(0).size(Some(2));
        assert_eq!(next(paging, 0, &[1, 2], Some(0)), Some(2));
        assert_eq!(next(paging, 0, &[1], Some(0)), None);
    }

    #[test]
    fn the_same_page_again_is_an_error() {
        let progress = Progress {
            offset: 2,
            previous: vec![1, 2],
        };
        let error = advance(Paging::new(0), progress, Page::new(&[1, 2], None)).err();
        assert!(error.is_some_and(|error| error.to_string().contains("offset 2")));
    }
}
