//! `dateline completions` and `dateline man`, both made from the command tree.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Outcome};

/// Options of `completions`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  dateline completions bash > dateline.bash\n  dateline completions zsh > _dateline"
)]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

pub(super) fn completions(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "dateline", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Outcome::Done)
}

/// One page with every command on it.
pub(super) fn man() -> anyhow::Result<Outcome> {
    let mut page = Vec::new();
    let mut tree = Cli::command();
    tree.build();
    clap_mangen::Man::new(tree.clone()).render(&mut page)?;
    for command in tree.get_subcommands().filter(|c| c.get_name() != "help") {
        let man = clap_mangen::Man::new(command.clone());
        writeln!(page, ".SH \"{}\"", command.get_display_name().unwrap_or(command.get_name()).to_uppercase())?;
        man.render_synopsis_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    io::stdout().write_all(&page)?;
    Ok(Outcome::Done)
}
