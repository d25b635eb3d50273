//! Whether a title begins with an infinitive: endings of French verbs, with the words that only look like them as
//! data.

use crate::fold;

/// Words before the verb: pronouns, negation, adverbs.
const BEFORE: &[&str] = &[
    "se",
    "s",
    "me",
    "m",
    "te",
    "t",
    "nous",
    "vous",
    "le",
    "la",
    "les",
    "l",
    "leur",
    "lui",
    "y",
    "en",
    "ne",
    "n",
    "pas",
    "plus",
    "jamais",
    "mieux",
    "bien",
    "toujours",
    "aussi",
    "ainsi",
    "davantage",
    "tout",
    "ensuite",
    "puis",
    "egalement",
    "notamment",
    "a",
    "de",
    "d",
    "pour",
    "rien",
    "regulierement",
    "progressivement",
    "prioritairement",
    "systematiquement",
    "activement",
    "conjointement",
    "collectivement",
    "durablement",
    "rapidement",
    "concretement",
];

/// Words joined to the verb by a dash: `Co-construire`, `Sous-traiter`.
const JOINED: &[&str] = &["co", "re", "auto", "sous", "entre", "pre", "contre", "inter"];

/// Words in -er that are no verb, or that a title rather means as a noun.
const NOT_ER: &[&str] = &[
    "acier",
    "amer",
    "atelier",
    "aventurier",
    "banquier",
    "belier",
    "berger",
    "bijoutier",
    "bocager",
    "boulanger",
    "bouclier",
    "bulldozer",
    "cahier",
    "calendrier",
    "cancer",
    "casier",
    "cavalier",
    "cellier",
    "chantier",
    "charpentier",
    "charter",
    "cher",
    "chevalier",
    "clavier",
    "clocher",
    "cluster",
    "collier",
    "conferencier",
    "container",
    "couturier",
    "courrier",
    "creancier",
    "cuisinier",
    "damier",
    "danger",
    "dernier",
    "designer",
    "dossier",
    "ecolier",
    "enfer",
    "entier",
    "epicier",
    "escalier",
    "espalier",
    "etranger",
    "evier",
    "familier",
    "fermier",
    "fevrier",
    "fer",
    "fichier",
    "fier",
    "financier",
    "flyer",
    "folder",
    "foncier",
    "forestier",
    "foyer",
    "gibier",
    "gravier",
    "greffier",
    "grenier",
    "guichetier",
    "heritier",
    "hier",
    "hiver",
    "horloger",
    "hospitalier",
    "hotelier",
    "huissier",
    "immobilier",
    "infirmier",
    "inter",
    "janvier",
    "jardinier",
    "laser",
    "leader",
    "levier",
    "leger",
    "locatier",
    "loyer",
    "manager",
    "maraicher",
    "master",
    "menuisier",
    "mer",
    "messager",
    "metier",
    "mixer",
    "mobilier",
    "mortier",
    "newsletter",
    "officier",
    "olivier",
    "osier",
    "ouvrier",
    "palier",
    "panier",
    "papier",
    "particulier",
    "passager",
    "peuplier",
    "pilier",
    "plancher",
    "policier",
    "pommier",
    "pompier",
    "portier",
    "poster",
    "potager",
    "poulailler",
    "premier",
    "prisonnier",
    "quartier",
    "regulier",
    "roller",
    "rocher",
    "rosier",
    "routier",
    "rucher",
    "saladier",
    "sentier",
    "singulier",
    "sommier",
    "soulier",
    "super",
    "tablier",
    "terrier",
    "tresorier",
    "usager",
    "verger",
    "ver",
    "viager",
    "vivier",
    "voilier",
    "web-master",
    "baudrier",
    "brancardier",
    "brasier",
    "burger",
    "cendrier",
    "chandelier",
    "coursier",
    "dejeuner",
    "denier",
    "diner",
    "docker",
    "douanier",
    "encrier",
    "fumier",
    "geyser",
    "glacier",
    "gouter",
    "guepier",
    "hacker",
    "herbier",
    "laitier",
    "merisier",
    "meunier",
    "murier",
    "oreiller",
    "palmier",
    "patissier",
    "pionnier",
    "plombier",
    "poirier",
    "prunier",
    "romancier",
    "sablier",
    "sanglier",
    "scooter",
    "server",
    "souper",
    "starter",
    "sticker",
    "trader",
    "trailer",
    "tuilier",
    "vacancier",
    "vannier",
    "vaisselier",
    "vitrier",
    "webmaster",
];

/// Words in -ir that are no verb.
const NOT_IR: &[&str] = &[
    "avenir", "cuir", "desir", "elixir", "emir", "loisir", "menhir", "plaisir", "repentir", "saphir", "soupir",
    "souvenir", "tir", "vizir", "fakir", "kefir", "nadir",
];

/// Verbs in -oir: fewer than the nouns (couloir, territoire, terroir, miroir), so they are listed.
const OIR: &[&str] = &[
    "apercevoir",
    "asseoir",
    "avoir",
    "concevoir",
    "decevoir",
    "dechoir",
    "devoir",
    "echoir",
    "emouvoir",
    "entrevoir",
    "equivaloir",
    "falloir",
    "mouvoir",
    "percevoir",
    "pleuvoir",
    "pourvoir",
    "pouvoir",
    "prevaloir",
    "prevoir",
    "promouvoir",
    "ravoir",
    "recevoir",
    "redevoir",
    "revaloir",
    "revoir",
    "savoir",
    "surseoir",
    "valoir",
    "voir",
    "vouloir",
];

/// Ends of verbs in -re that no noun of the field has.
const RE_ENDS: &[&str] = &[
    "prendre",
    "etendre",
    "entendre",
    "attendre",
    "detendre",
    "pretendre",
    "sous-tendre",
    "suspendre",
    "dependre",
    "vendre",
    "defendre",
    "descendre",
    "repondre",
    "correspondre",
    "fondre",
    "perdre",
    "mordre",
    "tordre",
    "coudre",
    "soudre",
    "moudre",
    "joindre",
    "poindre",
    "teindre",
    "peindre",
    "treindre",
    "freindre",
    "feindre",
    "craindre",
    "plaindre",
    "traindre",
    "mettre",
    "battre",
    "naitre",
    "paraitre",
    "croitre",
    "duire",
    "struire",
    "truire",
    "crire",
    "dire",
    "suivre",
    "vivre",
    "clure",
    "rompre",
    "vaincre",
    "traire",
    "circoncire",
];

/// Whole verbs in -re whose end nouns share.
const RE_WORDS: &[&str] = &[
    "boire",
    "clore",
    "croire",
    "cuire",
    "eclore",
    "elire",
    "enclore",
    "epandre",
    "etre",
    "faire",
    "lire",
    "luire",
    "nuire",
    "parfaire",
    "plaire",
    "deplaire",
    "complaire",
    "reelire",
    "refaire",
    "defaire",
    "relire",
    "rendre",
    "repandre",
    "rire",
    "satisfaire",
    "contrefaire",
    "sourire",
    "suffire",
    "taire",
    "tendre",
    "pendre",
    "tondre",
    "fendre",
    "confondre",
];

/// Words in -re that end like a verb and are none.
const NOT_RE: &[&str] = &["arbitraire", "contraire", "gendre", "hydre"];

/// Nouns made of an infinitive, folded, as a title begins with them.
const NOUNS: &[&str] = &[
    "savoir faire",
    "savoir etre",
    "savoir vivre",
    "laisser aller",
    "lacher prise",
    "faire valoir",
    "faire part",
    "pouvoir d achat",
    "pouvoir public",
    "pouvoir organisateur",
    "devoir de memoire",
    "etre humain",
];

/// Nouns only where they are joined by a dash.
const JOINED_NOUNS: &[&str] = &["vivre ensemble"];

/// Dit si un texte commence par un verbe à l'infinitif: numbering, pronouns (`se`, `les`), negation and adverbs may
/// stand before it; capitals may lack their accents.
///
/// ```
/// use passerelle_core::check::begins_with_infinitive;
/// assert!(begins_with_infinitive("ETUDIER la mobilité"));
/// assert!(begins_with_infinitive("Se présenter chez les nouveaux habitants"));
/// assert!(!begins_with_infinitive("Atelier de réparation de vélos"));
/// ```
#[must_use]
pub fn begins_with_infinitive(text: &str) -> bool {
    let mut rest = text.trim_start_matches(|c: char| !c.is_alphabetic());
    // `a)` and `b.` number a title.
    if let Some(after) = rest.strip_prefix(char::is_alphabetic).and_then(|after| after.strip_prefix([')', '.'])) {
        rest = after;
    }
    let start = format!("{} ", fold(rest));
    let articles = ["le ", "l ", "les ", "un "];
    let bare = articles.iter().find_map(|article| start.strip_prefix(article)).unwrap_or(&start);
    if NOUNS.iter().any(|noun| bare.starts_with(&format!("{noun} "))) {
        return false;
    }
    let mut words = rest
        .split(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '/' | ',' | '('))
        .filter(|word| word.contains(char::is_alphanumeric));
    // A verb stands among the first words or not at all.
    for _ in 0..5 {
        let Some(word) = words.next() else { return false };
        let folded = fold(word);
        if JOINED_NOUNS.contains(&folded.as_str()) {
            return false;
        }
        // `Co-construire`: the verb is the last part; `mettre-en-œuvre` begins with it.
        let mut parts = folded.split(' ').skip_while(|part| JOINED.contains(part) && folded.contains(' '));
        let Some(first) = parts.next() else { continue };
        if is_infinitive(first) {
            return true;
        }
        if !BEFORE.contains(&first) {
            return false;
        }
    }
    false
}

fn is_infinitive(word: &str) -> bool {
    if word.ends_with("oir") {
        return OIR.contains(&word);
    }
    if word.ends_with("er") {
        return word.len() >= 4 && !NOT_ER.contains(&word);
    }
    if word.ends_with("ir") {
        return word.len() >= 4 && !NOT_IR.contains(&word);
    }
    word.ends_with("re")
        && !NOT_RE.contains(&word)
        && (RE_WORDS.contains(&word) || RE_ENDS.iter().any(|end| word.ends_with(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Titles of the seeds and of public programmes, one a line; `+` begins with an infinitive, `-` does not.
    const TITLES: &str = include_str!("../../tests/titles.txt");

    #[test]
    fn every_title_is_told_as_its_sign_says() {
        let (mut counts, mut wrong) = ([0, 0], Vec::new());
        for line in TITLES.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            let (sign, title) = line.split_once(' ').unwrap();
            if begins_with_infinitive(title) != (sign == "+") {
                wrong.push(line);
            }
            counts[usize::from(sign == "+")] += 1;
        }
        assert_eq!(wrong, Vec::<&str>::new());
        assert!(counts[0] >= 160 && counts[1] >= 190 && counts[0] + counts[1] >= 300, "{counts:?}");
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in ["", " ", "...", "a)", "é)", "se", "ne pas", "l’", "\u{301}", "1.", "-", "co-", "A.", "𝐀er"] {
            let _ = begins_with_infinitive(text);
        }
    }
}
