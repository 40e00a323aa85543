//! How far an import is, on stderr: a bar on a terminal, a line every few seconds in a log, nothing for `--quiet`.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::count;
use crate::pipeline::Progress;

/// Between two lines where there is no terminal.
const EVERY: Duration = Duration::from_secs(5);

/// What a person who waits sees.
pub(super) struct Meter {
    bar: ProgressBar,
    /// Bytes of all files; `None` when nobody can know.
    total: Option<u64>,
    start: Instant,
    /// When the next line is due; `None` when there are none.
    next_line: Option<Instant>,
}

impl Meter {
    /// A bar on a terminal, lines elsewhere.
    pub(super) fn new(total: Option<u64>) -> Self {
        let start = Instant::now();
        if !std::io::stderr().is_terminal() {
            return Self { bar: ProgressBar::hidden(), total, start, next_line: Some(start + EVERY) };
        }
        let bar = ProgressBar::new(total.unwrap_or_default());
        let template = if total.is_some() { "{bar:20} {percent:>3}% {wide_msg}" } else { "{spinner} {wide_msg}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar, total, start, next_line: None }
    }

    /// Nothing at all.
    pub(super) fn quiet() -> Self {
        Self { bar: ProgressBar::hidden(), total: None, start: Instant::now(), next_line: None }
    }

    pub(super) fn show(&mut self, done: Progress) {
        if !self.bar.is_hidden() {
            self.bar.set_position(done.bytes);
            self.bar.set_message(line(done, self.total, self.took()));
        }
        if self.next_line.is_some_and(|next| Instant::now() >= next) {
            anstream::eprintln!("{}", line(done, self.total, self.took()));
            self.next_line = Some(Instant::now() + EVERY);
        }
    }

    /// Says something in between.
    pub(super) fn say(&self, words: &str) {
        self.bar.suspend(|| anstream::eprintln!("{words}"));
    }

    /// Since the start.
    pub(super) fn took(&self) -> Duration {
        self.start.elapsed()
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// "1280 articles, 4.1 of 30.2 MB, 61 articles a second, 5 min left".
fn line(done: Progress, total: Option<u64>, took: Duration) -> String {
    let mut parts = vec![count(done.articles, "article")];
    match total {
        Some(total) => parts.push(format!("{} of {} MB", megabytes(done.bytes), megabytes(total))),
        None => parts.push(format!("{} MB", megabytes(done.bytes))),
    }
    parts.push(rate(done.articles, took));
    if let Some(total) = total.filter(|total| done.bytes >= total / TELLING && *total >= done.bytes && done.bytes > 0) {
        let left = took.mul_f64((total - done.bytes) as f64 / done.bytes as f64);
        parts.push(format!("{} left", duration(left)));
    }
    parts.join(", ")
}

/// Less than this part of the whole says nothing about the rest.
const TELLING: u64 = 200;

/// "61 articles a second".
pub(super) fn rate(articles: u64, took: Duration) -> String {
    let rate = articles as f64 / took.as_secs_f64().max(0.001);
    if rate < 10.0 { format!("{rate:.1} articles a second") } else { format!("{rate:.0} articles a second") }
}

/// "4.1", without the unit.
pub(super) fn megabytes(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / 1e6)
}

/// "40 s", "5 min", "2 h 10 min".
pub(super) fn duration(time: Duration) -> String {
    let seconds = time.as_secs_f64().round() as u64;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, s) => format!("{s} s"),
        (0, m, s) if m < 10 && s > 0 => format!("{m} min {s} s"),
        (0, m, _) => format!("{m} min"),
        (h, m, _) => format!("{h} h {m} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_articles_megabytes_rate_and_time_left() {
        let done = Progress { articles: 1280, bytes: 4_100_000, events: 9 };
        let at = |total, seconds| line(done, total, Duration::from_secs(seconds));
        assert_eq!(at(Some(30_200_000), 20), "1280 articles, 4.1 of 30.2 MB, 64 articles a second, 2 min 7 s left");
        let first = line(Progress { bytes: 1000, ..done }, Some(30_200_000), Duration::from_secs(5));
        assert_eq!(first, "1280 articles, 0.0 of 30.2 MB, 256 articles a second", "nobody can tell yet");
        assert_eq!(at(None, 640), "1280 articles, 4.1 MB, 2.0 articles a second");
        let nothing = line(Progress::default(), Some(10), Duration::ZERO);
        assert_eq!(nothing, "0 articles, 0.0 of 0.0 MB, 0.0 articles a second");
    }

    #[test]
    fn durations_are_as_fine_as_a_person_cares() {
        let said = [0, 59, 60, 127, 1000, 7800].map(|s| duration(Duration::from_secs(s)));
        assert_eq!(said, ["0 s", "59 s", "1 min", "2 min 7 s", "16 min", "2 h 10 min"]);
    }
}
