//! The same documents in the formats that iA.PST itself writes.

use crate::asked::{read, said, shown, summary};

/// iA.PST writes .odt and .ods; the other fixtures of it were made in HTML and .xlsx.
#[test]
fn the_documents_of_ia_pst_in_their_own_formats_give_the_same_elements() {
    for (made, own) in [
        ("export.xlsx", "export.ods"),
        ("etat-avancement.xlsx", "etat-avancement.ods"),
        ("suivi-gestionnaires.xlsx", "suivi-gestionnaires.ods"),
        ("suivi-editeurs.xlsx", "suivi-editeurs.ods"),
        ("tableau-de-bord.xlsx", "tableau-de-bord.ods"),
        ("fiches-action.html", "fiches-action.odt"),
        ("fiches-objectif.html", "fiches-objectif.odt"),
        ("suivi.html", "suivi.odt"),
        ("detaille.html", "detaille.odt"),
    ] {
        let (made, own) = (read(&format!("ia-pst/{made}")), read(&format!("ia-pst/{own}")));
        assert_eq!(shown(&made), shown(&own));
        assert_eq!(summary(&made), summary(&own));
        assert_eq!(said(&made), said(&own));
    }
}
