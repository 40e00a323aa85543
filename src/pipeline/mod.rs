//! The only place that sees ingest, extract, store and consolidate together: articles in, a consolidated database out.
//!
//! Extraction runs on all cores, one writer stores in the order of the input, in transactions of bounded size, so that
//! a kill loses at most the articles of the running one. The same command again resumes: what is stored is unchanged.
#![allow(clippy::disallowed_methods)] // a decision says when it was made

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::article::Article;
use crate::calendar::{Day, Interval};
use crate::decisions::{Action, Decision};
use crate::extract::Extractor;
use crate::findings::{Findings, TimexType};
use crate::knowledge::Knowledge;
use crate::store::{Context, Result, Settled, Store, StoreError, Touched, id_of};

mod summary;

pub use summary::{Options, Progress, Read, Summary};

/// Articles per transaction, when nobody says otherwise.
const BATCH: usize = 256;
/// Bytes of text after which a transaction takes no further article, so that long ones do not fill the memory.
const BATCH_BYTES: usize = 4_000_000;

/// Imports articles: extracts in parallel, stores in order, and consolidates.
///
/// `stop` is looked at between batches; once it is set, what was extracted is stored and the summary says `interrupted`.
///
/// # Errors
/// When the database cannot be written; what was committed before stays.
pub fn import(
    store: &mut Store,
    articles: impl Iterator<Item = impl Into<Read>>,
    options: &Options,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary> {
    let extractor = extractor(store)?;
    import_with(store, articles, &|article| extractor.extract(article), options, stop, progress)
}

/// [`import`] with another way to come from an article to its findings.
///
/// # Errors
/// As [`import`].
pub fn import_with(
    store: &mut Store,
    articles: impl Iterator<Item = impl Into<Read>>,
    extract: &(dyn Fn(&Article) -> Findings + Sync),
    options: &Options,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary> {
    let workers = ThreadPoolBuilder::new().num_threads(options.jobs).build();
    let workers = workers.map_err(|e| StoreError::Invalid(format!("{e}; ask for fewer with --jobs")))?;
    let mut run = Run { extract, options, summary: Summary::default(), done: Progress::default(), file: String::new() };
    let size = if options.batch == 0 { BATCH } else { options.batch };
    let mut articles = articles.map(Into::into).peekable();
    let mut next = read(store, &mut articles, size, options)?;
    let mut found = extract_all(&workers, &next, extract);
    while !next.is_empty() {
        let (batch, findings) = (next, found);
        if run.done.articles > 0 {
            store.begin_bulk()?;
        }
        // While one batch is stored, the following one is read and extracted.
        let stopped = stop.load(Ordering::Relaxed);
        next = if stopped { Vec::new() } else { read(store, &mut articles, size, options)? };
        found = std::thread::scope(|threads| {
            let following = threads.spawn(|| extract_all(&workers, &next, extract));
            run.store_batch(store, batch, findings, progress)?;
            Ok::<_, StoreError>(following.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        })?;
        run.summary.interrupted = stopped && articles.peek().is_some();
    }
    store.end_bulk();
    Ok(run.summary)
}

/// What was read, and whether it is to be extracted.
type Incoming = (Read, bool);

/// An import while it goes on.
struct Run<'a> {
    extract: &'a (dyn Fn(&Article) -> Findings + Sync),
    options: &'a Options,
    summary: Summary,
    done: Progress,
    /// The file that is being read; its errors of earlier runs are forgotten.
    file: String,
}

/// Reads a batch. What is stored already need not be extracted; what the writer finds otherwise is extracted there.
fn read(
    store: &Store,
    articles: &mut impl Iterator<Item = Read>,
    size: usize,
    options: &Options,
) -> Result<Vec<Incoming>> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < size && bytes < BATCH_BYTES {
        let Some(item) = articles.next() else { break };
        let mut wanted = false;
        if let Ok(article) = &item.article {
            bytes += article.text.len();
            wanted = options.force || is_new(store, article)?;
        }
        batch.push((item, wanted));
    }
    Ok(batch)
}

fn extract_all(
    workers: &ThreadPool,
    batch: &[Incoming],
    extract: &(dyn Fn(&Article) -> Findings + Sync),
) -> Vec<Option<Findings>> {
    let one = |(item, wanted): &Incoming| item.article.as_ref().ok().filter(|_| *wanted).map(extract);
    workers.install(|| batch.par_iter().map(one).collect())
}

impl Run<'_> {
    /// Stores a batch in one transaction, and consolidates once for all of it.
    fn store_batch(
        &mut self,
        store: &mut Store,
        batch: Vec<Incoming>,
        findings: Vec<Option<Findings>>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        let mut work: Vec<_> = batch.into_iter().map(|(item, _)| item).zip(findings).collect();
        store.transaction(|store| {
            for (item, _) in &work {
                if item.file != self.file {
                    self.file.clone_from(&item.file);
                    store.forget_import_errors(&item.file)?;
                }
            }
            // The search index is built fastest in the order of the numbers. When a source comes twice, the later one counts.
            let sources: BTreeSet<String> =
                work.iter().filter_map(|(item, _)| Some(item.article.as_ref().ok()?.source.clone())).collect();
            if sources.len() == work.len() {
                work.sort_by_cached_key(|(item, _)| item.article.as_ref().ok().map(|a| id_of(&a.content_hash())));
            }
            let context = store.context()?;
            let mut touched = Touched::default();
            for (item, findings) in work {
                match item.article {
                    Ok(article) => {
                        let mut writer = Writer { store, context: &context, touched: &mut touched };
                        writer.store_one(&article, findings, self.extract, self.options, &mut self.summary)?;
                    }
                    Err(error) => {
                        store.note_import_error(&error)?;
                        self.summary.skip(&error.reason);
                    }
                }
                self.done.articles += 1;
                self.done.bytes = self.done.bytes.max(item.bytes);
                self.done.events = self.summary.events;
                progress(self.done);
            }
            let settled = settle(store, &context, &mut touched, self.extract)?;
            self.summary.settle(&settled);
            store.consolidate(&context, touched)
        })
    }
}

/// Finds which of the touched articles are duplicates and versions, and extracts again what no newer version replaces any
/// more.
fn settle(
    store: &Store,
    context: &Context,
    touched: &mut Touched,
    extract: &dyn Fn(&Article) -> Findings,
) -> Result<Settled> {
    let settled = store.settle(context, touched)?;
    for id in &settled.returned {
        let stored = store.article(*id)?;
        let article = store.effective(&stored, *id, &stored.content_hash())?;
        Writer { store, context, touched }.rewrite(*id, &article, &extract(&article))?;
    }
    touched.texts.clear();
    Ok(settled)
}

fn extractor(store: &Store) -> Result<Extractor> {
    Extractor::new(store.knowledge()?).map_err(|e| StoreError::Invalid(e.to_string()))
}

fn is_new(store: &Store, article: &Article) -> Result<bool> {
    Ok(match store.known_source(&article.source)? {
        Some(known) => {
            known.key != article.content_hash() || article.published.is_some_and(|p| known.published != Some(p))
        }
        None => true,
    })
}

/// Writes articles and notes what that touches.
struct Writer<'a> {
    store: &'a Store,
    context: &'a Context,
    touched: &'a mut Touched,
}

impl Writer<'_> {
    /// Stores one article, whatever was there before under its source or with its text.
    fn store_one(
        &mut self,
        article: &Article,
        findings: Option<Findings>,
        extract: &dyn Fn(&Article) -> Findings,
        options: &Options,
        summary: &mut Summary,
    ) -> Result<()> {
        let store = self.store;
        let key = article.content_hash();
        let id = id_of(&key);
        let known = store.known_source(&article.source)?;
        if let Some(known) = &known
            && known.key == key
            && !options.force
            && article.published.is_none_or(|p| known.published == Some(p))
        {
            summary.unchanged += 1;
            if store.note_source(article, id)? {
                self.touched.texts.insert(id);
            }
            return Ok(());
        }
        let before = store.article(id).ok();
        let changed = known.as_ref().is_some_and(|k| k.key != key);
        if before.is_none() {
            store.reserve(article, self.touched)?;
        }
        self.touched.texts.insert(id);
        if known.as_ref().is_some_and(|k| changed && article.modified.is_some() && article.modified < k.modified) {
            // An earlier version than the one that is there: two records of one page in an archive.
            let count = if before.is_none() { &mut summary.replaced } else { &mut summary.unchanged };
            *count += 1;
            return if before.is_none() { store.update_article(id, article) } else { Ok(()) };
        }
        let orphan = if changed { store.forget_source(&article.source)? } else { None };
        self.touched.texts.extend(orphan);
        store.note_source(article, id)?;
        store.note_candidates(article)?;
        let now = store.effective(article, id, &key)?;
        if let Some(before) = &before {
            store.update_article(id, &now)?;
            if before.published == now.published && !options.force {
                if orphan.is_some() {
                    summary.replaced += 1
                } else {
                    summary.unchanged += 1
                }
                return Ok(());
            }
        }
        let findings = match findings {
            Some(findings) if article.published == now.published => findings,
            _ => extract(&now),
        };
        summary.events += findings.events.len() as u64;
        if let Some(language) = &findings.language {
            *summary.other_languages.entry(language.clone()).or_default() += 1;
        }
        let waiting = unresolved(&findings);
        summary.unresolved += waiting;
        summary.articles_without_date += u64::from(waiting > 0 && now.published.is_none());
        if before.is_some() || changed {
            summary.replaced += 1;
        } else {
            summary.imported += 1;
            summary.undated += u64::from(now.published.is_none());
        }
        self.rewrite(id, &now, &findings)
    }

    /// Replaces the findings of a stored article.
    fn rewrite(&mut self, id: i64, article: &Article, findings: &Findings) -> Result<()> {
        self.store.erase_findings(self.context, id, self.touched)?;
        self.store.update_article(id, article)?;
        self.store.note_language(id, findings.language.as_deref())?;
        self.touched.texts.insert(id);
        if self.store.is_replaced(id)? {
            return Ok(());
        }
        let key = article.content_hash();
        self.store.write_findings(self.context, id, &key, &article.text, findings, self.touched)
    }
}

fn unresolved(findings: &Findings) -> u64 {
    let waits = |kind| matches!(kind, TimexType::Date | TimexType::Time);
    findings.time_expressions.iter().filter(|t| t.value.is_none() && waits(t.kind)).count() as u64
}

/// Removes an article and all that was read from it.
///
/// # Errors
/// When there is no such article, or the database cannot be written.
pub fn remove_article(store: &mut Store, id: i64) -> Result<()> {
    let extractor = extractor(store)?;
    store.transaction(|store| {
        let context = store.context()?;
        let mut touched = Touched::default();
        store.erase_article(&context, id, &mut touched)?;
        settle(store, &context, &mut touched, &|a| extractor.extract(a))?;
        store.consolidate(&context, touched)
    })
}

/// Gives an article its publication date (a decision that lasts) and resolves it anew from the stored text.
///
/// # Errors
/// When there is no such article, or the database cannot be written.
pub fn date_article(store: &mut Store, id: i64, published: Day, reason: Option<&str>) -> Result<i64> {
    let article = store.article(id)?;
    let title = format!("{} was published on {published}", article.source);
    decide(store, Action::ArticleDate, &article.content_hash(), Some(&published.to_string()), &title, reason)
}

/// Extracts stored articles anew, all or those named; gives how many.
///
/// # Errors
/// When an article does not exist, or the database cannot be written.
pub fn reextract(store: &mut Store, ids: Option<&[i64]>, progress: &mut dyn FnMut(Progress)) -> Result<u64> {
    let extractor = extractor(store)?;
    reextract_with(store, ids, &|article| extractor.extract(article), progress)
}

/// [`reextract`] with another way to come from an article to its findings.
///
/// # Errors
/// As [`reextract`].
pub fn reextract_with(
    store: &mut Store,
    ids: Option<&[i64]>,
    extract: &(dyn Fn(&Article) -> Findings + Sync),
    progress: &mut dyn FnMut(Progress),
) -> Result<u64> {
    let ids = match ids {
        Some(ids) => ids.to_vec(),
        None => store.article_ids()?,
    };
    let mut done = Progress::default();
    for batch in ids.chunks(BATCH) {
        let mut articles = Vec::with_capacity(batch.len());
        for id in batch {
            let stored = store.article(*id)?;
            articles.push((*id, store.effective(&stored, *id, &stored.content_hash())?));
        }
        let findings: Vec<Findings> = articles.par_iter().map(|(_, article)| extract(article)).collect();
        store.transaction(|store| {
            let context = store.context()?;
            let mut touched = Touched::default();
            let mut writer = Writer { store, context: &context, touched: &mut touched };
            for ((id, article), findings) in articles.iter().zip(&findings) {
                writer.rewrite(*id, article, findings)?;
                writer.store.file_likeness(*id, &article.text)?; // a database of before has none
            }
            settle(store, &context, &mut touched, extract)?;
            store.consolidate(&context, touched)
        })?;
        done.articles += batch.len() as u64;
        done.events += findings.iter().map(|f| f.events.len() as u64).sum::<u64>();
        progress(done);
    }
    Ok(done.articles)
}

/// Makes a decision: keeps it and applies it. `subject` and `object` are stable keys or values, see [`Action`]. Gives its
/// number in the log.
///
/// # Errors
/// When the database cannot be written.
pub fn decide(
    store: &mut Store,
    action: Action,
    subject: &str,
    object: Option<&str>,
    title: &str,
    reason: Option<&str>,
) -> Result<i64> {
    let decision = Decision {
        number: 0,
        made: chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        action,
        subject: subject.into(),
        object: object.map(String::from),
        title: title.into(),
        reason: reason.map(String::from),
        undone: false,
    };
    let extractor = extractor(store)?;
    store.transaction(|store| apply(store, &decision, &|a| extractor.extract(a)))
}

/// The object of [`Action::EventDate`] for these days.
pub fn date_object(days: Interval) -> String {
    let end = |day: Option<Day>| day.map_or_else(|| "..".into(), |d| d.to_string());
    format!("{}/{}", end(days.earliest), end(days.latest))
}

fn apply(store: &Store, decision: &Decision, extract: &dyn Fn(&Article) -> Findings) -> Result<i64> {
    let number = store.add_decision(decision)?;
    replay(store, &Decision { number, ..decision.clone() }, extract)?;
    Ok(number)
}

/// Brings what a decision concerns to what the decisions say now.
fn replay(store: &Store, decision: &Decision, extract: &dyn Fn(&Article) -> Findings) -> Result<()> {
    let context = store.context()?;
    let mut touched = store.touched_by(&context, decision)?;
    // Some decisions change what is read from an article: its date, and who its actors are.
    let key = match decision.action {
        Action::ArticleDate => Some(decision.subject.as_str()),
        Action::ActorSplit => decision.object.as_deref(),
        _ => None,
    };
    if let Some((key, stored)) = key.and_then(|key| Some((key, store.article(id_of(key)).ok()?))) {
        let id = id_of(key);
        let article = store.effective(&stored, id, key)?;
        let mut writer = Writer { store, context: &context, touched: &mut touched };
        writer.rewrite(id, &article, &extract(&article))?;
    }
    settle(store, &context, &mut touched, extract)?;
    store.consolidate(&context, touched)
}

/// Takes back a decision, the last one when no number is given; gives what was taken back.
///
/// # Errors
/// When there is nothing to take back, or the database cannot be written.
pub fn undo(store: &mut Store, number: Option<i64>) -> Result<Decision> {
    let nothing = || StoreError::NotFound("there is no decision to take back".into());
    let number = match number {
        Some(number) => number,
        None => store.last_decision()?.ok_or_else(nothing)?,
    };
    let decision = store.decision(number)?;
    if decision.undone {
        return Err(StoreError::Invalid(format!("decision {number} was taken back already; see: dateline log")));
    }
    let extractor = extractor(store)?;
    store.transaction(|store| {
        store.set_undone(&decision, true)?;
        replay(store, &decision, &|a| extractor.extract(a))
    })?;
    Ok(decision)
}

/// Adds decisions from another database, in their order; those that are there already are left out. Gives how many came.
///
/// # Errors
/// When the database cannot be written; then none is kept.
pub fn import_decisions(store: &mut Store, decisions: &[Decision]) -> Result<u64> {
    let extractor = extractor(store)?;
    store.transaction(|store| {
        let (mut added, mut seen) = (0, BTreeMap::new());
        for decision in decisions {
            let same = seen.entry((&decision.made, decision.action, &decision.subject, &decision.object)).or_insert(0);
            *same += 1;
            if store.same_decisions(decision)? < *same {
                apply(store, decision, &|a| extractor.extract(a))?;
                added += 1;
            }
        }
        Ok(added)
    })
}

/// Adds what a user knows, and dates the events that wait for it. Articles are not extracted anew: see [`reextract`].
///
/// # Errors
/// When the database cannot be written.
pub fn import_knowledge(store: &mut Store, knowledge: &Knowledge) -> Result<()> {
    store.transaction(|store| {
        store.write_knowledge(knowledge)?;
        let context = store.context()?;
        let touched = store.touched_by_knowledge(&context, knowledge)?;
        store.consolidate(&context, touched)
    })
}
