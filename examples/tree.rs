fn main() {
    let m = dateline::text::Model::embedded().unwrap();
    let mut s = String::new();
    use std::io::Read;
    std::io::stdin().read_to_string(&mut s).unwrap();
    let d = dateline::text::analyse(m, &s);
    for se in &d.sentences {
        for i in se.tokens.clone() {
            let t = &d.tokens[i];
            println!(
                "{i}\t{}\t{}\t{:?}\t{:?}\t{}\t{:?}",
                d.word(i),
                t.lemma,
                t.upos,
                t.penn,
                t.head.map(|h| format!("{h}:{}", d.word(h))).unwrap_or_default(),
                t.rel
            );
        }
        println!();
    }
    for n in &d.names {
        println!("{:?} {:?}", d.words(n.tokens.clone()), n.kind);
    }
}
