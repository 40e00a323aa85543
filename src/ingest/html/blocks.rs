//! Elements to paragraphs: what stands in one block is one paragraph, the cells of a row keep apart.

use dom_query::NodeRef;

/// Elements whose content is no text for readers.
const SILENT: &[&str] = &[
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "button", "select",
    "textarea", "input", "audio", "video", "canvas", "title",
];

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// What stands between the cells of a row.
const CELL: &str = " | ";

enum Step<'a> {
    Enter(NodeRef<'a>),
    Break,
    Text(&'static str),
}

/// The paragraphs of a piece of HTML.
pub(super) fn fragment_blocks(html: &str) -> Vec<String> {
    super::parse(html).map_or_else(|| words_only(html), |document| blocks(&document.root()))
}

/// The paragraphs below a node, none empty. The walk keeps its own stack, so that no nesting overflows the thread's.
pub(super) fn blocks(root: &NodeRef<'_>) -> Vec<String> {
    let mut blocks = Paragraphs::default();
    let mut steps = vec![Step::Enter(*root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Break => blocks.end(),
            Step::Text(words) => blocks.push(words),
            Step::Enter(node) if node.is_text() => blocks.push(&node.text()),
            Step::Enter(node) => {
                let name = node.node_name().unwrap_or_default();
                let name: &str = &name;
                if SILENT.contains(&name) || is_hidden(&node) {
                    continue;
                }
                let (before, after) = match name {
                    "br" => (Some(Step::Text("\n")), None),
                    "td" | "th" if node.next_element_sibling().is_some() => (None, Some(Step::Text(CELL))),
                    "q" => (Some(Step::Text("\u{201c}")), Some(Step::Text("\u{201d}"))),
                    name if BLOCKS.contains(&name) => (Some(Step::Break), Some(Step::Break)),
                    _ => (None, None),
                };
                steps.extend(after);
                steps.extend(node.children_it(true).map(Step::Enter));
                steps.extend(before);
            }
        }
    }
    blocks.end();
    blocks.done
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.has_attr("hidden") || node.attr("aria-hidden").is_some_and(|v| &*v == "true")
}

/// The words between the tags of a page that is too deep to be understood.
pub(super) fn words_only(page: &str) -> Vec<String> {
    let mut text = String::new();
    for piece in page.split('<') {
        let words = piece.split_once('>').map_or(piece, |(_, words)| words);
        text.extend([words, " "]);
    }
    let mut blocks = Paragraphs::default();
    blocks.push(&text);
    blocks.end();
    blocks.done
}

/// Paragraphs as they grow: blanks are one blank, line breaks stay, soft hyphens and the like go.
#[derive(Default)]
struct Paragraphs {
    done: Vec<String>,
    open: String,
}

impl Paragraphs {
    fn push(&mut self, words: &str) {
        if words == "\n" {
            while self.open.ends_with(' ') {
                self.open.pop();
            }
            match self.open.ends_with('\n') {
                true => self.end(),
                false if self.open.is_empty() => {}
                false => self.open.push('\n'),
            }
            return;
        }
        for c in words.chars() {
            match c {
                '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
                c if c.is_whitespace() => {
                    if !self.open.is_empty() && !self.open.ends_with([' ', '\n']) {
                        self.open.push(' ');
                    }
                }
                c if c.is_control() => {}
                c => self.open.push(c),
            }
        }
    }

    fn end(&mut self) {
        let text = std::mem::take(&mut self.open);
        // A row of empty cells says nothing.
        let text = text.trim().trim_matches('|').trim();
        if !text.is_empty() {
            self.done.push(text.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_cells_keep_apart_and_blanks_are_one() {
        for (html, expected) in [
            ("<div>One<p>Two\n  three</p>Four</div>", "One\n\nTwo three\n\nFour"),
            ("<table><tr><th>Day<th>Event<tr><td>12 June<td>Summit</table>", "Day | Event\n\n12 June | Summit"),
            ("<p>One<br>two<br><br>three", "One\ntwo\n\nthree"),
            ("Sum\u{ad}mit in Ha<b>noi</b>&nbsp;ended", "Summit in Hanoi ended"),
            ("<p>He said <q>no</q>.<script>var x = 'date'</script><p hidden>Gone", "He said \u{201c}no\u{201d}."),
            ("<ul><li>One<li>Two</ul>", "One\n\nTwo"),
        ] {
            assert_eq!(fragment_blocks(html).join("\n\n"), expected, "{html}");
        }
    }
}
