//! The files below the paths that a person named, in a fixed order.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::detect::ending;
use super::{InputError, Problem, READERS};

/// Every file to read. A file that was named is read whatever its ending; in a folder those with a known ending are.
pub(super) fn files(paths: Vec<PathBuf>) -> impl Iterator<Item = Result<PathBuf, InputError>> {
    paths.into_iter().flat_map(|path| -> Box<dyn Iterator<Item = _>> {
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
        let walk = WalkDir::new(&path).follow_links(true).sort_by_file_name().into_iter();
        Box::new(walk.filter_entry(|e| e.depth() == 0 || !hidden(e.path())).filter_map(move |entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) if entry.path() == named || is_known(&entry.path().to_string_lossy()) => {
                Some(Ok(entry.into_path()))
            }
            Ok(_) => None,
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
    path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'))
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
