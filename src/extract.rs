//! From an article to its findings: one pure function of the article, the knowledge and the built-in model.

use crate::article::Article;
use crate::findings::Findings;
use crate::knowledge::Knowledge;
use crate::text::{Model, ModelError};
use crate::{actors, events, text, time};

/// Extracts findings; cheap to share between threads.
#[derive(Debug)]
pub struct Extractor {
    model: &'static Model,
    knowledge: Knowledge,
}

impl Extractor {
    /// An extractor that knows what the user imported. Fails when the built-in model is damaged.
    pub fn new(knowledge: Knowledge) -> Result<Self, ModelError> {
        Ok(Self { model: Model::embedded()?, knowledge })
    }

    /// All that one article says. The same article and knowledge give the same findings. Of an
    /// article in a language that has no rules nothing is read but which language it is.
    pub fn extract(&self, article: &Article) -> Findings {
        if let Some(language) = text::foreign(&article.text) {
            return Findings {
                source: article.source.clone(),
                title: article.title.clone(),
                published: article.published,
                language: Some(language.into()),
                ..Findings::default()
            };
        }
        let document = text::analyse(self.model, &article.text);
        let time_expressions = time::find(&document, article.published);
        let cast = actors::find(&document, &time_expressions, &self.knowledge);
        let events = events::find(&document, article.published, &time_expressions, &cast, &self.knowledge);
        Findings {
            source: article.source.clone(),
            title: article.title.clone(),
            published: article.published,
            language: None,
            sentences: document.sentences.iter().map(|s| s.span).collect(),
            time_expressions,
            actors: cast.actors,
            roles: cast.roles,
            events,
        }
    }
}
