//! The files below the paths that a person named, in a fixed order.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::detect::{ending, shows_a_document};
use super::{InputError, Position, Problem, READERS};

/// Every file to read. A file that was named is read whatever it is; in a folder those with a known ending are, and those
/// whose content leaves no doubt: `index.php?id=3` that is a page. The others are counted.
pub(super) fn files(paths: Vec<PathBuf>, position: Position) -> impl Iterator<Item = Result<PathBuf, InputError>> {
    paths.into_iter().flat_map(move |path| -> Box<dyn Iterator<Item = _>> {
        if path == Path::new("-") {
            return Box::new(std::iter::once(Ok(path)));
        }
        if let Err(error) = exists(&path) {
            if let Some(matches) = matches(&path) {
                return Box::new(matches.into_iter().map(Ok));
            }
            return Box::new(std::iter::once(Err(error)));
        }
        let named = path.clone();
        let position = position.clone();
        let walk = WalkDir::new(&path).follow_links(true).sort_by_file_name().into_iter();
        Box::new(walk.filter_entry(|e| e.depth() == 0 || !hidden(e.path())).filter_map(move |entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) if entry.path() == named || entry.file_type().is_file() && is_readable(entry.path()) => {
                Some(Ok(entry.into_path()))
            }
            Ok(entry) => {
                position.pass_over(ending(&entry.path().to_string_lossy()));
                None
            }
            Err(e) => Some(Err(failure(&named, &e))),
        }))
    })
}

/// The files that a pattern names, for shells that leave that to the program; `None` when it names none.
fn matches(path: &Path) -> Option<Vec<PathBuf>> {
    let pattern = path.to_str().filter(|p| p.contains(['*', '?', '[']))?;
    let found: Vec<PathBuf> = glob::glob(pattern).ok()?.flatten().filter(|p| p.is_file()).collect();
    Some(found).filter(|f| !f.is_empty())
}

fn hidden(path: &Path) -> bool {
    // Word leaves "~$report.docx" beside a document that is open.
    path.file_name().map(|n| n.to_string_lossy()).is_some_and(|n| n.starts_with('.') || n.starts_with("~$"))
}

fn is_readable(path: &Path) -> bool {
    is_known(&path.to_string_lossy()) || shows_a_document(path)
}

/// Whether a file in a folder or an archive is one to be read: of a known ending, and none that systems put there.
pub(super) fn is_known(path: &str) -> bool {
    let ending = ending(path);
    let hidden = path.split('/').any(|part| part.starts_with("._") || part == "__MACOSX");
    !hidden && READERS.iter().any(|r| r.endings().contains(&ending.as_str()))
}

/// Says why a path leads to nothing.
fn exists(path: &Path) -> Result<(), InputError> {
    let fail = |problem| Err(InputError::of(&path.to_string_lossy(), problem));
    match (path.symlink_metadata(), path.metadata()) {
        (_, Ok(_)) => Ok(()),
        (Ok(link), Err(_)) if link.is_symlink() => {
            let target = path.read_link().map(|t| t.to_string_lossy().into_owned()).unwrap_or_default();
            fail(Problem::DanglingLink(target))
        }
        (_, Err(e)) if e.kind() == std::io::ErrorKind::NotFound => fail(Problem::Missing),
        (_, Err(e)) => fail(Problem::Unreadable(e.to_string())),
    }
}

fn failure(named: &Path, error: &walkdir::Error) -> InputError {
    let path = error.path().unwrap_or(named);
    if let Err(known) = exists(path) {
        return known;
    }
    let why = error.io_error().map_or_else(|| "a link that leads back to itself".into(), ToString::to_string);
    InputError::of(&path.to_string_lossy(), Problem::Unreadable(why))
}
