//! Whether to write in colour: the one place where the conventions of the environment are read.

/// What the learner said about colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ColourChoice {
    /// As the environment says.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Decides whether to write in colour, given the environment and whether a terminal reads along.
///
/// The learner's choice counts first, then `NO_COLOR`, `FORCE_COLOR` and `CLICOLOR_FORCE`, then
/// what the terminal can do (`TERM`, `CLICOLOR`). An empty variable counts as unset.
pub fn colours(
    choice: ColourChoice,
    is_terminal: bool,
    variable: impl Fn(&str) -> Option<String>,
) -> bool {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let switched_on = |name: &str| set(name).is_some_and(|value| value != "0");
    match choice {
        ColourChoice::Always => true,
        ColourChoice::Never => false,
        ColourChoice::Auto if set("NO_COLOR").is_some() => false,
        ColourChoice::Auto if switched_on("FORCE_COLOR") || switched_on("CLICOLOR_FORCE") => true,
        ColourChoice::Auto => {
            let refused = ["FORCE_COLOR", "CLICOLOR"]
                .iter()
                .any(|name| set(name).as_deref() == Some("0"));
            is_terminal && !refused && !is_dumb(set("TERM").as_deref())
        }
    }
}

/// Says whether a terminal of this `TERM` cannot move its cursor.
pub fn is_dumb(term: Option<&str>) -> bool {
    term.is_none_or(|it| it.is_empty() || it == "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn auto(variables: &[(&str, &str)], is_terminal: bool) -> bool {
        colours(ColourChoice::Auto, is_terminal, |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_terminal_gets_colour_and_a_pipe_does_not() {
        assert!(auto(&[("TERM", "xterm")], true));
        assert!(!auto(&[("TERM", "xterm")], false));
        assert!(!auto(&[("TERM", "dumb")], true));
        assert!(!auto(&[], true));
    }

    #[test]
    fn the_variables_of_the_environment_are_honoured_in_their_order() {
        assert!(!auto(&[("TERM", "xterm"), ("NO_COLOR", "1")], true));
        assert!(auto(&[("TERM", "xterm"), ("NO_COLOR", "")], true));
        assert!(auto(&[("FORCE_COLOR", "1")], false));
        assert!(auto(&[("CLICOLOR_FORCE", "1")], false));
        assert!(!auto(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], true));
        assert!(!auto(&[("TERM", "xterm"), ("FORCE_COLOR", "0")], true));
        assert!(!auto(&[("TERM", "xterm"), ("CLICOLOR", "0")], true));
    }

    #[test]
    fn what_the_learner_says_counts_more_than_the_environment() {
        assert!(colours(ColourChoice::Always, false, |_| Some("1".into())));
        assert!(!colours(ColourChoice::Never, true, |_| Some("1".into())));
    }
}
