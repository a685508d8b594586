//! The words that rules know, in English.

use super::keys::Classes;
use super::words::hash;
use std::sync::LazyLock;

/// What a word is, as far as rules ask; one bit each.
pub(in crate::check) mod class {
    macro_rules! classes {
        ($($(#[$doc:meta])* $name:ident = $bit:literal),* $(,)?) => {
            $($(#[$doc])* pub(in crate::check) const $name: u32 = 1 << $bit;)*
        };
    }
    classes! {
        /// `the`, `a`, `an`
        ARTICLE = 0,
        /// `who`, `when`, `how` …
        ASKS = 1,
        /// `in`, `by`, `of` …
        PREPOSITION = 2,
        AND = 3,
        OR = 4,
        /// `not`, `never`, `didn't` …
        NEGATIVE = 5,
        /// Words that go stale: `recently` …
        STALE = 6,
        /// `last`, `this`, `next`: stale before a period.
        RELATIVE = 7,
        /// `year`, `month`, `Monday` …
        PERIOD = 8,
        /// `he`, `her` …
        PERSON = 9,
        /// `they`, `their` …
        THEY = 10,
        /// `it`, `its`
        IT = 11,
        /// `this`, `these`
        THIS = 12,
        /// `attack`, `war` …: what needs a name.
        EVENT = 13,
        /// Says little by itself.
        STOP = 14,
        /// `name`, `list` …: instructions.
        IMPERATIVE = 15,
        /// `will`, `planned` …
        FUTURE = 16,
        /// `hundred`, `twelve`, `third` …
        NUMBER = 17,
        /// `March`, `Sept` …
        MONTH = 18,
        /// Abbreviations that everybody knows.
        KNOWN = 19,
        /// `president`, `leader` …
        OFFICE = 20,
        /// `current`
        CURRENT = 21,
        /// A registered name or a term starts so.
        NAME = 22,
        /// A person whom `he` or `her` may mean.
        HUMAN = 23,
        /// `this day`, `this way`: stands for nothing.
        IDIOM = 24,
        /// Shows that `it` stands for what follows.
        CLAUSE = 25,
    }
}

use class::{
    AND, ARTICLE, ASKS, CLAUSE, CURRENT, EVENT, FUTURE, HUMAN, IDIOM, IMPERATIVE, IT, KNOWN, MONTH,
    NEGATIVE, NUMBER, OFFICE, OR, PERIOD, PERSON, PREPOSITION, RELATIVE, STALE, STOP, THEY, THIS,
};

const LISTS: &[(u32, &str)] = &[
    (ARTICLE | STOP, "the a an"),
    (ASKS | STOP, "who whom whose what which when where why how"),
    (
        PREPOSITION | STOP,
        "in on at by of to for from with during under over after before into near through against about",
    ),
    (AND | STOP, "and"),
    (OR | STOP, "or"),
    (
        NEGATIVE,
        "not never except cannot didnt doesnt isnt wasnt arent werent hasnt havent hadnt wont wouldnt couldnt shouldnt dont cant",
    ),
    (
        STALE,
        "recently currently nowadays today yesterday tomorrow tonight presently ago",
    ),
    (RELATIVE, "last this next past previous coming"),
    (
        PERIOD,
        "year month week weekend decade night spring summer autumn fall winter monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december",
    ),
    (PERSON, "he she him his her hers himself herself"),
    (THEY, "they them their theirs themselves"),
    (IT, "it its itself"),
    (THIS, "this these"),
    (
        EVENT,
        "attack attacks bombing bombings shooting shootings explosion massacre assault incident siege raid battle war event suspects attackers gunmen perpetrators victims",
    ),
    (
        STOP,
        "is are was were be been being do does did has have had it its this that these those there as s his her their he she they so called name named",
    ),
    (
        IMPERATIVE,
        "name list give state define explain describe complete translate choose identify order sort put arrange say tell write spell convert calculate compute recall fill match select pick find draw show solve outline summarise summarize compare true",
    ),
    (
        FUTURE,
        "will planned plan plans expected scheduled due expire expires until deadline forecast predicted projected supposed intends intended",
    ),
    (
        NUMBER,
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth dozen half twice once",
    ),
    (
        MONTH,
        "january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec",
    ),
    (
        KNOWN,
        "us usa uk eu un nato bbc cnn nbc abc cbs tv pc am pm bc ad ce bce ok dna rna hiv aids gdp cia fbi nasa ussr uae pdf html www id faq ceo phd mp gps usb cd dvd ufo vip iq diy uefa fifa unesco unicef who imf wto opec eq toml not and or all no true false",
    ),
    (
        OFFICE,
        "president leader leaders head government king queen chief director caliph prime pope chancellor minister mayor population champion holder version price",
    ),
    (CURRENT, "current"),
    (
        HUMAN,
        "man woman person people president leader king queen author writer director actor singer general emperor founder somebody someone boy girl mother father who whose scientist artist composer painter officer official commander caliph expert analyst driver player everybody",
    ),
    (
        IDIOM,
        "day time way kind sort term word words name sentence phrase quotation case point respect sense means context order description statement list definition",
    ),
    (
        CLAUSE,
        "that to if when for like take takes took mean means called possible rain",
    ),
];

pub(super) static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    let mut classes = Classes::default();
    for (class, words) in LISTS {
        for word in words.split(' ') {
            classes.add(hash(word), *class);
        }
    }
    classes
});

/// Returns the classes of the words of the language.
pub(super) fn vocabulary() -> Classes {
    CLASSES.clone()
}
