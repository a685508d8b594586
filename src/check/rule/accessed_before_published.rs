//! S008: accessed before published.

use crate::check::View;
use crate::check::agree::{first_day, last_day};
use crate::check::findings::Findings;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "S008",
    name: "accessed-before-published",
    severity: Severity::Error,
    why: "Nobody can have read a document before it was published: one of the two dates of the source is wrong.",
    bad: r#"
# file: library.toml
id = "rivers"
title = "Rivers"
language = "en"

[source.atlas]
title = "World atlas"
published = 2020-05-01
accessed = 2019-11-30
# file: rivers.toml
title = "Rivers"
source = "atlas"
"#,
    good: r#"
# file: library.toml
id = "rivers"
title = "Rivers"
language = "en"

[source.atlas]
title = "World atlas"
published = 2019-05-01
accessed = 2019-11-30
# file: rivers.toml
title = "Rivers"
source = "atlas"
"#,
    checks: &[Check::Library(check)],
};

fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    for source in view.library.sources() {
        let (Some(published), Some(accessed)) = (&source.published, &source.accessed) else {
            continue;
        };
        if let (Some(first), Some(last)) = (first_day(published), last_day(accessed))
            && last < first
        {
            let message = format!(
                "`{}` was read ({}) before it was published ({})",
                source.key,
                accessed.in_words(),
                published.in_words()
            );
            findings
                .in_library(source.key.span, message)
                .help("correct `published` or `accessed`");
        }
    }
}
