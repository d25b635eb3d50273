//! Every row of `docs/notations.md` is a test. With `PASSERELLE_UPDATE_DOCS=1` the readings are written anew.

#![allow(clippy::unwrap_used, clippy::panic)]

use passerelle_core::{
    Bilan, Budget, BudgetMention, Deadline, Field, Goal, Health, Indicator, Legislature, Nature, Priority, Reading,
    ReadingKind, Status, Synergy, Text,
};
use passerelle_import::notation::{self, Context, Outcome};
use proptest::prelude::*;
use rust_decimal::Decimal;

const DOC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/notations.md");

fn kind(deadline: &Deadline) -> &'static str {
    match deadline {
        Deadline::At { .. } => "moment",
        Deadline::By { .. } => "au plus tard",
        Deadline::From { .. } => "à partir de",
        Deadline::Between { .. } => "période",
        Deadline::Steps { .. } => "étapes",
        Deadline::Periods { .. } => "périodes",
        Deadline::Horizon { .. } => "horizon",
        Deadline::Within { .. } => "délai",
        Deadline::After { .. } => "postposé",
        _ => "mention",
    }
}

/// The reading in words, as the document prints it.
fn described(outcome: &Outcome) -> String {
    let list = |texts: &[String]| texts.iter().map(|text| format!("« {text} »")).collect::<Vec<_>>().join(" · ");
    let Some(reading) = &outcome.reading else { return "—".to_owned() };
    match reading {
        Reading::Deadline(deadline) => format!("{} : {}", kind(deadline), deadline.to_french()),
        Reading::Budget(budget) => {
            let lines = budget.lines.iter().map(|line| {
                let json = serde_json::to_value(line).unwrap();
                let parts = json.as_object().unwrap().iter().map(|(key, value)| match value.as_str() {
                    Some(text) => format!("{key} {text}"),
                    None if key == "article" => format!("article {}", line.article.as_ref().unwrap()),
                    None => format!("{key} {value}"),
                });
                parts.collect::<Vec<_>>().join(", ")
            });
            lines.chain(budget.mention.map(|m| format!("mention {}", m.to_french()))).collect::<Vec<_>>().join(" ‖ ")
        }
        Reading::People(people) => match &outcome.texts {
            Some(texts) => format!("{} textes : {}", texts.len(), list(texts)),
            None => format!("un texte : {}", list(people)),
        },
        Reading::Goals(goals) => {
            let names = goals.iter().map(|goal| match goal {
                Goal::Enjeu { number } => format!("enjeu {number}"),
                goal => format!("ODD {}", goal.number()),
            });
            let pieces = outcome.texts.as_ref().map(|texts| format!(" ({} textes)", texts.len())).unwrap_or_default();
            format!("{}{pieces}", names.collect::<Vec<_>>().join(", "))
        }
        Reading::Status(value) => value.label().to_owned(),
        Reading::Health(value) => value.label().to_owned(),
        Reading::Synergy(value) => value.label().to_owned(),
        Reading::Nature(value) => value.label().to_owned(),
        Reading::Progress(value) => format!("{value} %"),
        Reading::FullTimeEquivalents(value) => format!("{value} ETP"),
        Reading::Priority(value) => value.to_french(),
        Reading::Indicators(all) => all
            .iter()
            .map(|one| {
                let value = |value: Option<Decimal>| value.map_or_else(|| "—".to_owned(), |value| value.to_string());
                let unit = one.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
                format!("{} : {} sur {}{unit}", one.label, value(one.reached), value(one.target))
            })
            .collect::<Vec<_>>()
            .join(" ‖ "),
        Reading::Nothing => "rien".to_owned(),
        other => format!("{other:?}"),
    }
}

fn context(words: &str) -> Context {
    if let Some(year) = words.strip_prefix("année ") {
        return Context { year: year.parse().ok(), legislature: None };
    }
    let years = words.strip_prefix("législature ").and_then(|years| years.split_once('-'));
    let legislature =
        years.map(|(first, last)| Legislature { first_year: first.parse().unwrap(), last_year: last.parse().unwrap() });
    Context { year: None, legislature }
}

/// Every row of the document with its reading written anew.
fn rewritten(doc: &str) -> String {
    let mut field = Field::Deadline;
    let mut around = Context::default();
    let mut rows = 0;
    let lines = doc.lines().map(|line| {
        if let Some(rest) = line.strip_prefix("<!-- champ : ") {
            let (name, words) = rest.trim_end_matches(" -->").split_once(" ; contexte : ").unwrap();
            field = Field::from_name(name).unwrap_or_else(|| panic!("{name}"));
            around = context(words);
            return line.to_owned();
        }
        let Some((notation, _)) = line.strip_prefix("| `").and_then(|rest| rest.split_once("` |")) else {
            return line.to_owned();
        };
        rows += 1;
        let text = notation.replace("\\|", "|").replace('⏎', "\n").replace('⍽', "\u{a0}").replace('⸱', "\u{202f}");
        let outcome = notation::read(field, &text, &around);
        let codes = outcome.notes.iter().map(|note| {
            let other = note.words.iter().find(|(name, _)| *name == "other");
            format!("{}{}", note.code(), other.map(|(_, other)| format!(" : ou {}", other.fr)).unwrap_or_default())
        });
        let reading = described(&outcome).replace('|', "\\|").replace('\u{a0}', " ");
        format!("| `{notation}` | {reading} | {} |", codes.collect::<Vec<_>>().join(", ").replace('\u{a0}', " "))
    });
    let text = lines.collect::<Vec<_>>().join("\n") + "\n";
    assert!(rows > 300, "only {rows} notations");
    text
}

#[test]
fn every_notation_of_the_document_is_read_as_it_says() {
    let doc = std::fs::read_to_string(DOC).unwrap().replace("\r\n", "\n");
    let new = rewritten(&doc);
    if std::env::var_os("PASSERELLE_UPDATE_DOCS").is_some() {
        std::fs::write(DOC, new).unwrap();
        return;
    }
    for (was, is) in doc.lines().zip(new.lines()) {
        assert_eq!(was, is, "PASSERELLE_UPDATE_DOCS=1 writes docs/notations.md anew");
    }
    assert_eq!(doc.len(), new.len());
}

/// Moments whose French words read back.
fn moment() -> impl Strategy<Value = passerelle_core::Moment> {
    use passerelle_core::{Edge, Moment, Period};
    let year = 1995_i16..2090;
    let period = prop_oneof![
        (year.clone(), 1_i8..=12, 1_i8..=28)
            .prop_map(|(y, m, d)| Period::Day { date: jiff::civil::Date::new(y, m, d).unwrap() }),
        (year.clone(), 1_i8..=12).prop_map(|(year, month)| Period::Month { year, month }),
        (year.clone(), 1_i8..=4).prop_map(|(year, quarter)| Period::Quarter { year, quarter }),
        (year.clone(), 1_i8..=2).prop_map(|(year, semester)| Period::Semester { year, semester }),
        year.clone().prop_map(|year| Period::Year { year }),
        year.prop_map(|year| Period::SchoolYear { year }),
    ];
    let edge = prop_oneof![
        Just(None),
        Just(Some(Edge::Start)),
        Just(Some(Edge::Middle)),
        Just(Some(Edge::End)),
        Just(Some(Edge::During))
    ];
    (period, edge).prop_map(|(period, edge)| Moment { period, edge })
}

fn term() -> impl Strategy<Value = passerelle_core::Term> {
    use passerelle_core::Term;
    prop_oneof![Just(Term::Short), Just(Term::Medium), Just(Term::Long)]
}

/// A list with one period at least.
fn periods() -> impl Strategy<Value = Deadline> {
    let span = (moment(), prop::option::of(moment())).prop_filter_map("in order", |(from, to)| {
        let ordered = match to {
            Some(to) => from.period.first_day()? <= to.period.last_day()?,
            None => true,
        };
        ordered.then_some(passerelle_core::Span { from, to })
    });
    prop::collection::vec(span, 2..5).prop_filter_map("a period", |periods| {
        periods.iter().any(|span| span.to.is_some()).then_some(Deadline::Periods { periods })
    })
}

fn deadline() -> impl Strategy<Value = Deadline> {
    use passerelle_core::TimeUnit;
    let unit = prop_oneof![Just(TimeUnit::Day), Just(TimeUnit::Week), Just(TimeUnit::Month), Just(TimeUnit::Year)];
    prop_oneof![
        moment().prop_map(|at| Deadline::At { at }),
        moment().prop_map(|by| Deadline::By { by }),
        moment().prop_map(|from| Deadline::From { from }),
        moment().prop_map(|after| Deadline::After { after }),
        (moment(), moment()).prop_filter_map("in order", |(from, to)| {
            (from.period.first_day()? <= to.period.last_day()?).then_some(Deadline::Between { from, to })
        }),
        prop::collection::vec(moment(), 2..5).prop_map(|moments| Deadline::Steps { moments }),
        periods(),
        (term(), prop::option::of(term()))
            .prop_map(|(from, to)| Deadline::Horizon { from, to: to.filter(|to| *to != from) }),
        (1_u16..1000, unit).prop_map(|(count, unit)| Deadline::Within { count, unit }),
        Just(Deadline::Recurrent),
        Just(Deadline::EndOfTerm),
        Just(Deadline::ToDefine),
        Just(Deadline::None),
    ]
}

fn line() -> impl Strategy<Value = passerelle_core::BudgetLine> {
    use passerelle_core::{ArticleCode, BudgetLine, BudgetService};
    let amount = (1_i64..100_000_000_000, 0_u32..=4).prop_map(|(value, scale)| Decimal::new(value, scale).normalize());
    let service =
        prop_oneof![Just(None), Just(Some(BudgetService::Ordinary)), Just(Some(BudgetService::Extraordinary))];
    let article = prop::option::of(("[0-9]{3,8}", "[0-9]{3}-[0-9]{2}"))
        .prop_map(|article| article.map(|(function, economic)| ArticleCode { function, economic }));
    let source = prop::option::of(prop_oneof![Just("Wallonie"), Just("Europe"), Just("Province de Namur")]);
    let words = || prop::option::of("Frais( d’animation| de fonctionnement)?( PCS)?");
    (amount, any::<bool>(), any::<bool>(), prop::option::of(1995_i16..2090), service, source, article, words(), words())
        .prop_map(|(amount, range, per_year, year, service, source, article, label, note)| BudgetLine {
            amount: Some(amount),
            share: None,
            up_to: range.then(|| amount + Decimal::ONE),
            per_year,
            year,
            service,
            source: source.map(str::to_owned),
            article,
            label,
            note,
        })
}

/// A source that pays a part.
fn share() -> impl Strategy<Value = passerelle_core::BudgetLine> {
    let percent = (1_i64..=10_000).prop_map(|value| Decimal::new(value, 2).normalize());
    let source = prop_oneof![Just("RW"), Just("Province de Namur"), Just("fonds propres")];
    (percent, source).prop_map(|(share, source)| passerelle_core::BudgetLine {
        share: Some(share),
        source: Some(source.to_owned()),
        ..Default::default()
    })
}

/// Any reading that a field of this kind can have; none for free text.
fn reading(kind: ReadingKind) -> Option<BoxedStrategy<Reading>> {
    let percent = (0_i64..=10_000).prop_map(|value| Decimal::new(value, 2).normalize());
    let small = || (0_i64..10_000_000, 0_u32..=3).prop_map(|(value, scale)| Decimal::new(value, scale).normalize());
    let word = "[A-ZÉ][a-zéè]{2,9}";
    let some = Just(Reading::Nothing);
    fn any_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> BoxedStrategy<T> {
        prop::sample::select(all).boxed()
    }
    Some(match kind {
        ReadingKind::Deadline => deadline().prop_map(Reading::Deadline).boxed(),
        ReadingKind::Budget => {
            let lines = prop::collection::vec(line(), 1..4).prop_map(|lines| Budget { lines, mention: None });
            let mentions = [
                BudgetMention::None,
                BudgetMention::ToDefine,
                BudgetMention::ProMemoria,
                BudgetMention::DependsOnSubsidy,
            ];
            let mention = prop::sample::select(mentions.to_vec());
            let mention = mention.prop_map(|mention| Budget { lines: Vec::new(), mention: Some(mention) });
            let shares = prop::collection::vec(share(), 1..4).prop_map(|lines| Budget { lines, mention: None });
            prop_oneof![lines, shares, mention].prop_map(Reading::Budget).boxed()
        }
        ReadingKind::People => {
            let name = (word, word).prop_map(|(first, last)| format!("{first}, {last} et Cie (Centre)"));
            prop::collection::vec(name, 1..4).prop_map(Reading::People).boxed()
        }
        ReadingKind::Status => any_of(Status::ALL).prop_map(Reading::Status).boxed(),
        ReadingKind::Health => any_of(Health::ALL).prop_map(Reading::Health).boxed(),
        ReadingKind::Synergy => any_of(Synergy::ALL).prop_map(Reading::Synergy).boxed(),
        ReadingKind::Nature => any_of(Nature::ALL).prop_map(Reading::Nature).boxed(),
        ReadingKind::Priority => prop_oneof![
            Just(Priority::Ongoing),
            Just(Priority::Prioritized),
            Just(Priority::Mandatory),
            Just(Priority::High),
            Just(Priority::Medium),
            Just(Priority::Low),
            prop::option::of(1995_i16..2090).prop_map(|beyond| Priority::Postponed { beyond }),
            any::<u8>().prop_map(|rank| Priority::Rank { rank }),
        ]
        .prop_map(Reading::Priority)
        .boxed(),
        ReadingKind::Progress => prop_oneof![percent.prop_map(Reading::Progress), some].boxed(),
        ReadingKind::FullTimeEquivalents => small().prop_map(Reading::FullTimeEquivalents).boxed(),
        ReadingKind::Goals => {
            let goals = prop::sample::subsequence(Goal::all().collect::<Vec<_>>(), 1..6);
            goals.prop_shuffle().prop_map(Reading::Goals).boxed()
        }
        ReadingKind::Indicators => {
            let unit = prop::option::of(prop_oneof![Just("%"), Just("km"), Just("€")]);
            let one = (word, prop::option::of(small()), small(), unit).prop_map(|(label, reached, target, unit)| {
                Indicator { label, reached, target: Some(target), unit: unit.map(str::to_owned), year: None }
            });
            prop::collection::vec(one, 1..4).prop_map(Reading::Indicators).boxed()
        }
        ReadingKind::Bilan => (word, word)
            .prop_map(|(june, december)| Reading::Bilan(Bilan { june: Some(june), december: Some(december) }))
            .boxed(),
        _ => return None,
    })
}

/// A field of the model and a reading that it can have.
fn field_and_reading() -> impl Strategy<Value = (Field, Reading)> {
    let typed: Vec<Field> = Field::ALL.iter().copied().filter(|field| reading(field.kind()).is_some()).collect();
    let free: Vec<ReadingKind> =
        Field::ALL.iter().map(|field| field.kind()).filter(|kind| reading(*kind).is_none()).collect();
    assert!(free.iter().all(|kind| *kind == ReadingKind::Text), "{free:?} are not drawn");
    let drawn = |field: Field| reading(field.kind()).map(|reading| (Just(field), reading).boxed());
    prop::sample::select(typed).prop_filter_map("typed", drawn).prop_flat_map(|drawn| drawn)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn the_french_words_of_a_deadline_read_back(deadline in deadline()) {
        let text = deadline.to_french();
        let outcome = notation::read(Field::Deadline, &text, &Context::default());
        prop_assert_eq!(outcome.reading, Some(Reading::Deadline(deadline)), "{}", text);
    }

    #[test]
    fn the_french_words_of_a_budget_read_back(lines in prop::collection::vec(line(), 1..4)) {
        let budget = Budget { lines, mention: None };
        let text = budget.to_french();
        let outcome = notation::read(Field::Budget, &text, &Context::default());
        prop_assert_eq!(outcome.reading, Some(Reading::Budget(budget)), "{}", text);
    }

    /// A new kind of reading has to be drawn here too: the list of fields is that of the model.
    #[test]
    fn the_french_words_of_every_typed_reading_read_back((field, reading) in field_and_reading()) {
        let text = reading.to_french();
        let outcome = notation::read(field, &text, &Context::default());
        prop_assert_eq!(outcome.reading, Some(reading), "{:?}: {}", field, text);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>(), year in any::<Option<i16>>()) {
        for field in Field::ALL {
            let _ = notation::read(*field, &text, &Context { year, legislature: None });
        }
    }

    #[test]
    fn no_mixture_of_known_words_makes_the_reader_panic(
        parts in prop::collection::vec(
            prop_oneof![
                "[0-9]{1,9}", "[-/.,:;|()+ \n€%=–]",
                prop::sample::select(vec![
                    "fin", "mi", "début", "juin", "T", "trimestre", "er", "de", "à", "au", "et", "d’ici", "avant",
                    "année scolaire", "dans les", "mois", "ans", "fois par an", "été", "hiver", "k€", "M€", "millions d’euros",
                    "ODD", "Enjeu", "démocratique", "Paix", "justice", "article", "pour", "Wallonie", "ETP", "½", "\u{301}",
                ]).prop_map(str::to_owned),
            ],
            0..12,
        ),
        glue in prop_oneof![Just(""), Just(" "), Just("\u{a0}")],
        first in any::<i16>(), last in any::<i16>(), year in any::<Option<i16>>(),
    ) {
        let text = parts.join(glue);
        let legislature = Some(Legislature { first_year: first, last_year: last });
        for field in Field::ALL {
            let _ = notation::read(*field, &text, &Context { year, legislature });
            let _ = notation::read(*field, &text, &Context::default());
        }
    }
}

#[test]
fn the_french_names_of_goals_read_back() {
    for goal in Goal::all() {
        let outcome = notation::read(Field::Goals, &goal.to_french(), &Context::default());
        assert_eq!(outcome.reading, Some(Reading::Goals(vec![goal])), "{}", goal.to_french());
    }
}

#[test]
fn a_services_cell_gives_texts_that_the_model_can_keep() {
    let outcome = notation::read(Field::Service, "Codir,Service Informatique", &Context::default());
    let text = Text::Many(outcome.texts.unwrap());
    assert_eq!(text.join(","), "Codir,Service Informatique");
}

#[test]
fn very_long_texts_are_not_read_and_take_no_time() {
    for unit in ["2020 et ", "500 € ", "(", "ODD 4, ", "fin ", "1 000 ", "Article 100/124-02 "] {
        let text = unit.repeat(20_000);
        for field in Field::ALL {
            let _ = notation::read(*field, &text, &Context::default());
        }
    }
}
