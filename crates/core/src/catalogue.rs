// The catalogue itself: kind, code, severity, French message => advice, English message => advice, [source].
catalogue! {
    WrongExtension "R101" Info
    "le nom se termine par « .{extension} », mais le contenu est un fichier .{format} : il a été lu comme tel" => "Renommez le fichier si d’autres logiciels doivent l’ouvrir."
    "the name ends in “.{extension}”, but the content is a .{format} file: it was read as such" => "Rename the file if other programs have to open it."
    ["pratique"]
    TrackedChangesAccepted "R102" Warning
    "{count} {count|modification suivie a été lue comme acceptée|modifications suivies ont été lues comme acceptées}" => "Acceptez ou refusez les modifications dans Word si ce n’est pas ce que vous voulez."
    "{count} tracked {count|change was|changes were} read as accepted" => "Accept or reject the changes in Word if this is not what you want."
    ["pratique"]
    OtherEncoding "R103" Info
    "le texte a été lu avec le codage {encoding}" => "Si des lettres accentuées sont fausses, enregistrez le fichier « en UTF-8 » depuis votre tableur ou votre traitement de texte."
    "the text was read in the encoding {encoding}" => "If accented letters are wrong, save the file “as UTF-8” from your spreadsheet or word processor."
    ["pratique"]
    NotRead "R104" Warning
    "ce contenu n’est pas lu : {what}" => "Vérifiez que ce contenu ne porte aucune donnée du programme ; sinon recopiez-la dans le tableau."
    "this content is not read: {what}" => "Make sure that this content holds no data of the programme; else copy them into the table."
    ["pratique"]
    Damaged "R105" Warning
    "une partie du fichier est endommagée et n’a pas été lue : {what}" => "Ouvrez le fichier dans votre suite bureautique et enregistrez-le à nouveau."
    "a part of the file is damaged and was not read: {what}" => "Open the file in your office suite and save it again."
    ["pratique"]
    TrackedChangesRejected "R107" Warning
    "{count} {count|modification suivie a été lue comme refusée|modifications suivies ont été lues comme refusées}" => "Choisissez une autre vue des modifications si ce n’est pas ce que vous voulez."
    "{count} tracked {count|change was|changes were} read as rejected" => "Choose another view of the changes if this is not what you want."
    ["pratique"]
    TrackedChangesMarked "R108" Warning
    "{count} {count|modification suivie a été gardée|modifications suivies ont été gardées} : le texte porte l’ancienne et la nouvelle version" => "Choisissez la vue acceptée ou refusée pour lire une seule version."
    "{count} tracked {count|change was|changes were} kept: the text holds the old and the new version" => "Choose the accepted or rejected view to read one version."
    ["pratique"]
    TextsMended "R109" Warning
    "{count} {count|texte a été remis|textes ont été remis} en état : {what}" => "Vérifiez quelques textes ; enregistrez le fichier d’origine « en UTF-8 », ou repartez de lui plutôt que d’une copie."
    "{count} {count|text was|texts were} mended: {what}" => "Check some of the texts; save the original file “as UTF-8”, or start from it rather than from a copy."
    ["pratique"]
    CommentAside "R106" Info
    "commentaire laissé de côté : « {text} »" => "Écrivez-le dans une cellule si le programme doit le porter."
    "comment left aside: “{text}”" => "Write it in a cell if the programme is to hold it."
    ["pratique"]

    ColumnUnknown "I101" Info
    "la colonne {header} ne correspond à aucune donnée connue d’un PST : {count} {count|cellule est gardée comme donnée supplémentaire|cellules sont gardées comme données supplémentaires}" => "Rien à faire si ces données sont propres à votre grille ; sinon corrigez l’en-tête de la colonne."
    "the column {header} matches no known field of a PST: {count} {count|cell is|cells are} kept as extras" => "Nothing to do if these data are your own; else correct the header of the column."
    ["pratique"]
    ColumnGuessed "I102" Warning
    "la colonne {header} a été lue comme « {field} » ; autre lecture possible : « {other} »" => "Rien à faire si c’est juste ; sinon donnez à la colonne un en-tête qui dit ce qu’elle contient."
    "the column {header} was read as “{field}”; it could also be “{other}”" => "Nothing to do if this is right; else give the column a header that says what it holds."
    ["pratique"]
    RowShifted "I103" Warning
    "{count} {count|ligne décalée|lignes décalées} de {shift} {shift|colonne|colonnes} vers la {side} par rapport à l’en-tête, à partir d’ici : les cellules ont été rangées d’après leur contenu" => "Vérifiez les valeurs de ces lignes ; alignez-les sur l’en-tête dans la source."
    "{count} {count|row|rows} from here on {count|is|are} shifted {shift} {shift|column|columns} to the {side} of the header: cells were placed by their content" => "Check the values of these rows; align them with the header in the source."
    ["pratique"]
    RowWithoutColumn "I116" Warning
    "{count} {count|ligne|lignes}, à partir d’ici, {count|n’a|n’ont} pas de cellule pour la colonne {header} : les cellules ont été rangées d’après leur contenu" => "Vérifiez les valeurs de ces lignes ; ajoutez la cellule manquante dans la source."
    "{count} {count|row|rows} from here on {count|has|have} no cell for the column {header}: cells were placed by their content" => "Check the values of these rows; add the missing cell in the source."
    ["pratique"]
    LabelOnNextRow "I104" Info
    "le libellé de « {code} » se trouve à la ligne suivante" => "Rien à faire ; si vous retravaillez la grille, mettez le libellé sur la ligne de son code."
    "the wording of “{code}” stands on the next row" => "Nothing to do; if you rework the grid, put the wording on the row of its code."
    ["pratique"]
    RowContinued "I105" Warning
    "la ligne n’a ni code ni intitulé : elle a été rattachée à l’élément {title}" => "Vérifiez que les valeurs de cette ligne appartiennent bien à cet élément (la ligne a pu être coupée par un saut de page)."
    "the row has neither code nor title: it was joined to the element {title}" => "Check that the values of this row belong to this element (a page break may have cut the row)."
    ["pratique"]
    CodeElsewhere "I106" Warning
    "le code « {code} » se trouve dans la colonne {header} ; il a été lu comme code" => "Déplacez le code dans sa colonne."
    "the code “{code}” stands in the column {header}; it was read as the code" => "Move the code to its column."
    ["pratique"]
    LevelGuessed "I107" Warning
    "le niveau de {title} a été déduit : {level} ; autre lecture possible : {other}" => "Vérifiez le niveau ; écrivez le mot ou le code du niveau devant l’intitulé."
    "the level of {title} was inferred: {level}; it could also be {other}" => "Check the level; write the level’s word or code in front of the title."
    ["pratique"]
    VoletImplied "I108" Info
    "aucun volet n’est imprimé avant « {volet} » : les éléments qui précèdent ont été rangés dans le volet « {implied} »" => "Si ce n’est pas juste, ajoutez une ligne de volet au-dessus de ces éléments."
    "no volet is printed before “{volet}”: the elements above were put in the volet “{implied}”" => "If this is wrong, add a volet row above these elements."
    ["pratique"]
    NoParent "I109" Warning
    "{title} n’est rattaché à aucun objectif dans la source" => "Indiquez l’objectif au-dessus de cet élément ou dans une colonne de la grille."
    "{title} belongs to no objective in the source" => "Give the objective above this element or in a column of the grid."
    ["CDLD L1123-27"]
    Unplaced "I110" Warning
    "ce texte n’a pu être placé dans aucun champ : « {text} »" => "Si ce texte fait partie du programme, corrigez l’en-tête de sa colonne ou déplacez la cellule."
    "this text could be placed in no field: “{text}”" => "If this text belongs to the programme, correct the header of its column or move the cell."
    ["pratique"]
    TitleMissing "I112" Warning
    "l’élément {code} n’a pas d’intitulé" => "Complétez l’intitulé, ou videz la ligne si elle ne porte pas d’élément."
    "the element {code} has no title" => "Complete the title, or empty the row if it holds no element."
    ["pratique"]
    WordingsDiffer "I113" Info
    "le même code « {code} » porte deux libellés : « {first} » et « {second} » ; le premier est gardé" => "Écrivez le même libellé partout, ou donnez un autre code au second élément."
    "the same code “{code}” has two wordings: “{first}” and “{second}”; the first is kept" => "Write the same wording everywhere, or give the second element another code."
    ["pratique"]
    FormTextUnknown "I114" Info
    "ce texte n’est pas dans le formulaire connu : « {text} »" => "Vérifiez auprès de la DiCS s’il existe une nouvelle version du formulaire."
    "this text is not in the known form: “{text}”" => "Ask the DiCS whether there is a new version of the form."
    ["formulaire"]
    YearUnknown "I115" Warning
    "le formulaire de {year} n’est pas connu : il est projeté du formulaire {used}" => "Vérifiez les dates et les textes auprès de la DiCS."
    "the form of {year} is not known: it is projected from the form of {used}" => "Check dates and texts with the DiCS."
    ["formulaire"]
    TitleContinued "I117" Warning
    "l’intitulé {title} continue à la ligne suivante : les deux textes ont été joints" => "Vérifiez l’intitulé complet ; écrivez-le dans une seule cellule si vous reprenez la grille."
    "the title {title} goes on in the next row: the two texts were joined" => "Check the whole title; write it in one cell if you rework the grid."
    ["pratique"]
    ClassificationFromSheet "I118" Info
    "« {sheet} », nom de la feuille, a été lu comme {kind}" => "Rien à faire si la feuille porte bien ce nom-là ; sinon écrivez-le dans la feuille."
    "“{sheet}”, the sheet’s name, was read as {kind}" => "Nothing to do if that is what the name means; else write it in the sheet."
    ["pratique"]
    ServesSeveral "I119" Info
    "l’élément {title} sert plusieurs objectifs ({codes}) : il est rangé sous le premier, et les autres sont notés" => "Rien à faire ; les documents écrits disent lesquels."
    "the element {title} serves several objectives ({codes}): it stands under the first, and the others are noted" => "Nothing to do; the documents written say which."
    ["pratique"]
    ServesUnknown "I120" Warning
    "l’élément {title} sert plusieurs objectifs ({codes}), dont un que le fichier ne nomme pas ou nomme deux fois : le texte est gardé comme donnée supplémentaire" => "Écrivez le code des objectifs que l’action sert aussi comme il est imprimé dans leur titre."
    "the element {title} serves several objectives ({codes}), one of which the file does not name or names twice: the text is kept as an extra" => "Write the codes of the objectives that the action serves as they are printed in their titles."
    ["pratique"]
    SeveralInCell "I121" Info
    "une cellule énumère {count} éléments de niveau « {level} » : chacun a reçu les valeurs de la ligne, le premier seul son budget, pour ne pas compter deux fois les montants" => "Rien à faire si le budget vaut pour l’ensemble ; si vous retravaillez la grille, mettez un élément par ligne."
    "one cell lists {count} elements of the level “{level}”: each was given the values of the row, only the first its budget, so that no amount counts twice" => "Nothing to do if the budget is for all of them; if you rework the grid, put one element per row."
    ["pratique"]
    ListUndivided "I122" Warning
    "champ « {field} » : {count} {count|texte porte|textes portent} des virgules qui peuvent séparer plusieurs noms ou en faire partie (« {text} ») ; {count|il reste un seul texte|chacun reste un seul texte}" => "Séparez les noms par des points-virgules ou mettez-en un par ligne ; la personne qui lit le fichier peut aussi le dire dans une disposition : pour cette colonne, « list = true » (chaque virgule sépare deux noms) ou « list = false » (aucune)."
    "field “{field}”: {count} {count|text has|texts have} commas that may stand between several names or inside one (“{text}”); {count|it stays one text|each stays one text}" => "Put semicolons between the names or one name per line; who reads the file can also say it in a layout: for this column, “list = true” (each comma stands between two names) or “list = false” (none does)."
    ["pratique"]
    RowCut "I141" Warning
    "la ligne de {title} continue plus bas (elle a pu être coupée par un saut de page) : chaque texte a été joint à celui de sa colonne" => "Vérifiez les textes complets ; si la ligne d’en bas est une ligne à part, donnez-lui un code ou commencez son intitulé par une majuscule."
    "the row of {title} goes on below (a page break may have cut it): each text was joined to that of its column" => "Check the whole texts; if the row below is one of its own, give it a code or begin its title with a capital."
    ["pratique"]
    ElementAgain "I142" Info
    "{count} {count|ligne répète le code et l’intitulé de la ligne précédente : elle complète le même élément|lignes répètent le code et l’intitulé de la ligne précédente : elles complètent le même élément}" => "Rien à faire si ces lignes décrivent un seul élément (ses étapes, par exemple) ; sinon donnez à chacune son code ou son intitulé."
    "{count} {count|row repeats|rows repeat} the code and the title of the row above: {count|it adds|they add} to the same element" => "Nothing to do if these rows describe one element (its steps, for instance); else give each its own code or title."
    ["pratique"]
    StepsInTitle "I143" Info
    "la cellule de {title} énumère des étapes sous son intitulé : elles ont été rangées dans le champ « étapes » ; elles pourraient aussi être des sous-actions ou faire partie de l’intitulé" => "Rien à faire si ce sont des étapes ; sinon mettez chaque sous-action sur sa ligne, ou l’intitulé sur une seule ligne de sa cellule."
    "the cell of {title} lists steps below its title: they were put in the field “steps”; they might also be sub-actions or belong to the title" => "Nothing to do if they are steps; else put each sub-action on its own row, or the title on one line of its cell."
    ["pratique"]
    TableRepeated "I144" Info
    "ce tableau ({count} {count|ligne|lignes}) ne nomme que des objectifs qui se retrouvent plus loin avec leurs actions : il a été laissé de côté comme un aperçu ; ce pourrait être une autre liste d’objectifs" => "Rien à faire si c’est un aperçu ; si un objectif n’a pas d’actions ailleurs, donnez-lui une ligne dans la grille."
    "this table ({count} {count|row|rows}) names nothing but objectives that stand again with their actions: it was left aside as an overview; it might be another list of objectives" => "Nothing to do if it is an overview; if an objective has no actions elsewhere, give it a row in the grid."
    ["pratique"]
    RowResumed "I145" Info
    "la ligne porte « (suite) » : elle a été rattachée à l’élément {title}, commencé plus haut ; ce pourrait être un autre élément du même nom" => "Rien à faire si l’élément continue ; sinon donnez un autre intitulé ou un autre code à cette ligne."
    "the row says that it is continued: it was joined to the element {title}, begun above; it might be another element of the same name" => "Nothing to do if the element goes on; else give this row another title or another code."
    ["pratique"]
    Ditto "I146" Info
    "{mark} a été lu comme le texte de la cellule du dessus : « {text} »" => "Rien à faire si c’est bien ce qui est visé ; sinon écrivez le texte en entier."
    "{mark} was read as the text of the cell above: “{text}”" => "Nothing to do if that is what is meant; else write the text in full."
    ["pratique"]
    TableBeside "I147" Info
    "un tableau commence ici, à droite d’un autre : il a été lu à part" => "Rien à faire si ce sont deux parties d’un même programme ; sinon mettez chaque tableau dans sa feuille."
    "a table begins here, right of another one: it was read by itself" => "Nothing to do if they are two parts of one programme; else put each table on its own sheet."
    ["pratique"]
    ElementInOtherTable "I148" Info
    "{count} {count|ligne de cette feuille répète un élément d’une autre feuille : elle le complète|lignes de cette feuille répètent des éléments d’une autre feuille : elles les complètent} ; une valeur différente est gardée comme donnée supplémentaire" => "Rien à faire si les deux feuilles montrent le même programme ; sinon donnez à chaque élément son code ou son intitulé."
    "{count} {count|row of this sheet repeats an element|rows of this sheet repeat elements} of another sheet: {count|it adds|they add} to {count|it|them}; a value that differs is kept as an extra" => "Nothing to do if both sheets show the same programme; else give each element its own code or title."
    ["pratique"]
    DescriptionInTitle "I149" Info
    "la cellule de {title} porte un texte sous son intitulé : il a été rangé dans le champ « description » ; il pourrait aussi faire partie de l’intitulé" => "Rien à faire si c’est une description ; sinon mettez l’intitulé sur une seule ligne de sa cellule."
    "the cell of {title} holds a text below its title: it was put in the field “description”; it might also belong to the title" => "Nothing to do if it is a description; else put the title on one line of its cell."
    ["pratique"]
    ParentByCode "I155" Info
    "cette feuille ne nomme pas d’objectif : {count} {count|action a été rattachée|actions ont été rattachées} d’après {count|son code|leur code} aux objectifs d’une autre feuille" => "Vérifiez les codes ; ajoutez une colonne « Objectif opérationnel » si un code ne dit pas son objectif."
    "this sheet names no objective: {count} {count|action was|actions were} put under the objectives of another sheet by {count|its code|their codes}" => "Check the codes; add a column “Operational objective” where a code does not tell its objective."
    ["pratique"]
    CodeMisread "I150" Warning
    "{count} {count|code porte|codes portent} des lettres qui ont été lues comme des chiffres : « {code} » a été lu {read} ; le texte imprimé est gardé" => "Corrigez {count|ce code|ces codes} dans la source : le document a sans doute été numérisé."
    "{count} {count|code has|codes have} letters that were read as digits: “{code}” was read {read}; the printed text is kept" => "Correct {count|this code|these codes} in the source: the document was probably scanned."
    ["pratique"]
    NoteMarks "I151" Info
    "{count} {count|texte porte|textes portent} la marque « {mark} » de la note « {text} » : {count|il est lu|ils sont lus} sans elle, et la note est gardée comme donnée supplémentaire" => "Rien à faire ; si la note dit quelque chose de l’action, mettez-la dans une colonne de la grille."
    "{count} {count|text bears|texts bear} the mark “{mark}” of the note “{text}”: {count|it is|they are} read without it, and the note is kept as an extra" => "Nothing to do; if the note says something of the action, put it in a column of the grid."
    ["pratique"]
    RowsPastedTwice "I152" Warning
    "{count} {count|ligne répète|lignes répètent}, à partir d’ici, mot pour mot {count|une ligne|des lignes} plus haut (dès {above}) : {count|elle a été laissée|elles ont été laissées} de côté" => "Supprimez le double dans la source ; si ce sont d’autres actions, donnez-leur un autre code ou un autre intitulé."
    "from here on {count} {count|row repeats a row|rows repeat rows} above word for word (from {above}): {count|it was|they were} left aside" => "Delete the copy in the source; if they are other actions, give them another code or another title."
    ["pratique"]
    TableWithoutElements "I154" Warning
    "ce tableau ({count} {count|ligne|lignes} de valeurs) ne nomme aucun objectif ni aucune action : il a été laissé de côté" => "Vérifiez qu’il n’y manque pas l’intitulé des actions ; si ces valeurs sont celles d’une action, écrivez son intitulé dans le tableau."
    "this table ({count} {count|row|rows} of values) names no objective and no action: it was left aside" => "Check that the titles of the actions are not missing; if these values belong to an action, write its title in the table."
    ["pratique"]
    LevelsByLook "I170" Warning
    "ni mot ni code ne dit le niveau de {count} {count|intitulé|intitulés} : {count|il a été lu|ils ont été lus} d’après {count|sa|leur} présentation : {looks}" => "Vérifiez un exemple de chaque niveau ; s’il est faux, écrivez « OS 1 », « OO 1.1 » ou « Action 1.1.1 » devant les intitulés, ou donnez à chaque niveau un style de titre."
    "neither a word nor a code tells the level of {count} {count|title|titles}: {count|it was|they were} read by the look: {looks}" => "Check an example of each level; if it is wrong, write “OS 1”, “OO 1.1” or “Action 1.1.1” in front of the titles, or give each level a heading style."
    ["pratique"]
    ValuesBehindTitles "I172" Warning
    "{count} {count|intitulé est suivi|intitulés sont suivis} de valeurs sans étiquette, {sign} : elles ont été lues d’après ce qu’elles contiennent : {parts}" => "Vérifiez un exemple ; si une valeur est mal lue, écrivez ce qu’elle est devant elle (« Échéance : 2027 ») ou, au-dessus de la liste, une ligne qui nomme les parties (« action – responsable – échéance »)."
    "{count} {count|title is|titles are} followed by values without a label, {sign}: they were read by what they hold: {parts}" => "Check an example; if a value is read wrongly, write what it is in front of it (“Deadline: 2027”) or, above the list, a line that names the parts (“action – responsible – deadline”)."
    ["pratique"]
    DescriptionsBehindTitles "I173" Info
    "{count} {count|paragraphe porte|paragraphes portent} un intitulé et, à sa suite, un texte rangé dans le champ « description » ; ce texte pourrait aussi faire partie de l’intitulé, ici {title}" => "Rien à faire si c’est une description ; sinon mettez l’intitulé seul dans son paragraphe."
    "{count} {count|paragraph holds|paragraphs hold} a title and behind it a text that was put in the field “description”; it might also belong to the title, here {title}" => "Nothing to do if it is a description; else put the title alone in its paragraph."
    ["pratique"]
    HiddenRowsRead "I160" Warning
    "{count} {count|ligne masquée (par un filtre, le plus souvent) a été lue|lignes masquées (par un filtre, le plus souvent) ont été lues} comme {count|celle|celles} qu’on voit, à partir d’ici" => "Rien à faire si {count|elle fait|elles font} partie du programme ; sinon supprimez-{count|la|les} du tableau : ce qu’un filtre cache s’y trouve toujours."
    "{count} hidden {count|row was|rows were} read as those that are seen are (a filter hides them, mostly), from here on" => "Nothing to do if {count|it belongs|they belong} to the programme; else delete {count|it|them} from the table: what a filter hides still stands there."
    ["pratique"]
    HiddenColumnAside "I161" Warning
    "la colonne masquée {header} ({count} {count|texte|textes}) a été laissée de côté" => "Affichez-la dans le tableur si elle fait partie du programme ; sinon supprimez-la avant d’envoyer le fichier."
    "the hidden column {header} ({count} {count|text|texts}) was left aside" => "Show it in the spreadsheet if it belongs to the programme; else delete it before you send the file."
    ["pratique"]
    HiddenSheetAside "I162" Warning
    "la feuille masquée « {sheet} » porte {count} actions que les autres feuilles n’ont pas : elle a été laissée de côté" => "Affichez-la dans le tableur si elle fait partie du programme ; sinon supprimez-la avant d’envoyer le fichier."
    "the hidden sheet “{sheet}” holds {count} actions that the other sheets do not have: it was left aside" => "Show it in the spreadsheet if it belongs to the programme; else delete it before you send the file."
    ["pratique"]
    DetailsJoined "I163" Info
    "{count} {count|ligne n’a|lignes n’ont} qu’un code et des valeurs : {count|elle a été jointe à l’élément|elles ont été jointes aux éléments} de même code d’un autre tableau" => "Vérifiez quelques codes ; si les deux tableaux ne se numérotent pas ensemble, écrivez l’intitulé des actions dans chacun."
    "{count} {count|row has|rows have} a code and values only: {count|it was joined to the element|they were joined to the elements} of the same code in another table" => "Check some of the codes; if the two tables are not numbered together, write the titles of the actions in each."
    ["pratique"]
    TablesDiffer "I164" Warning
    "le champ « {field} » de {title} n’est pas le même dans deux tableaux : « {first} » est gardé, « {second} » devient une donnée supplémentaire" => "Corrigez le tableau qui n’est plus à jour."
    "the field “{field}” of {title} is not the same in two tables: “{first}” is kept, “{second}” becomes an extra" => "Correct the table that is out of date."
    ["pratique"]
    ColumnsDated "I165" Info
    "{count} colonnes disent « {field} » à des dates différentes : la plus récente que la ligne remplit est lue ({header} d’abord), les autres sont gardées avec leur en-tête" => "Rien à faire ; si une autre colonne compte, donnez à chacune sa date dans l’en-tête, ou nommez-la dans une disposition."
    "{count} columns say “{field}” at several dates: the latest one that the row fills is read ({header} first), the others are kept with their headers" => "Nothing to do; if another column counts, give each its date in the header, or name it in a layout."
    ["pratique"]
    StateOfBand "I166" Info
    "« {text} » a été lu comme une valeur des actions qui suivent ({field}) ; ce pourrait être un objectif" => "Rien à faire si la ligne vaut pour les actions qui suivent ; sinon donnez-lui son code (« OS 1 »)."
    "“{text}” was read as a value of the actions below ({field}); it might be an objective" => "Nothing to do if the row holds for the actions below; else give it its code (“OS 1”)."
    ["pratique"]
    ValueNotShown "I167" Warning
    "{count} {count|cellule ne montre|cellules ne montrent} que des dièses (« ##### ») : la colonne était trop étroite quand le fichier a été enregistré, et {count|sa valeur est perdue|leurs valeurs sont perdues}" => "Élargissez la colonne dans le tableur d’origine et enregistrez à nouveau le fichier."
    "{count} {count|cell shows|cells show} number signs only (“#####”): the column was too narrow when the file was saved, and {count|its value is|their values are} lost" => "Widen the column in the original spreadsheet and save the file again."
    ["pratique"]
    DateInDays "I168" Warning
    "« {text} » est une date que le tableur compte en jours : elle a été lue {reading}" => "Donnez à la colonne le format « Date » dans le tableur."
    "“{text}” is a date that the spreadsheet counts in days: it was read {reading}" => "Give the column the format “Date” in the spreadsheet."
    ["pratique"]
    TextCut "I169" Warning
    "{count} {count|texte s’arrête|textes s’arrêtent} au {length}e caractère, où certains programmes coupent les cellules (« …{end} ») : la suite manque peut-être" => "Comparez avec le fichier d’origine ; exportez-le de nouveau sans passer par un ancien format."
    "{count} {count|text ends|texts end} at the character {length}, where some programs cut cells (“…{end}”): the rest may be missing" => "Compare with the original file; export it anew without an old format on the way."
    ["pratique"]
    OperationalEmpty "I153" Warning
    "{count} {count|action n’a|actions n’ont} pas d’objectif opérationnel dans {count|sa|leur} colonne : {title} {count|est|et les autres sont} {count|rangée|rangées} sous {count||leur objectif stratégique, ici }{objective}" => "Complétez l’objectif opérationnel ; s’il est celui de la ligne du dessus, recopiez-le."
    "{count} {count|action has|actions have} no operational objective in {count|its|their} column: {title} {count|stands|and the others stand} under {count||their strategic objective, here }{objective}" => "Complete the operational objective; if it is that of the row above, copy it."
    ["pratique"]

    LinesJoined "I181" Info
    "{count} {count|cellule a des lignes coupées|cellules ont des lignes coupées} par la largeur de leur colonne, au milieu des phrases : ces lignes ont été réunies" => "Rien à faire si ces cellules portent des phrases ; si chaque ligne est un texte à part, mettez-la dans sa cellule ou commencez-la par un tiret."
    "{count} {count|cell has|cells have} lines that the width of their column broke within sentences: these lines were joined" => "Nothing to do if these cells hold sentences; if each line is a text of its own, put it in its own cell or begin it with a dash."
    ["pratique"]
    ThemesAsDomains "I182" Info
    "{count} {count|ligne seule au-dessus d’un objectif stratégique a été lue comme un domaine|lignes seules au-dessus d’un objectif stratégique ont été lues comme des domaines}, à partir de « {text} » ; elles pourraient aussi être des objectifs ou des remarques" => "Rien à faire si ce sont des domaines ; sinon écrivez devant ces lignes ce qu’elles sont."
    "{count} {count|row alone above a strategic objective was read as a domain|rows alone above a strategic objective were read as domains}, from “{text}” on; they might also be objectives or remarks" => "Nothing to do if they are domains; else write in front of these rows what they are."
    ["pratique"]
    SheetsContinued "I183" Info
    "{count} {count|fiche continue|fiches continuent} dans un autre tableau, dont le premier est ici : ses rubriques ont été rattachées à la fiche du dessus" => "Rien à faire si la fiche continue (après un saut de page, par exemple) ; sinon donnez un intitulé au second tableau."
    "{count} {count|sheet goes|sheets go} on in another table, the first of which is here: its labels were joined to the sheet above" => "Nothing to do if the sheet goes on (after a page break, for instance); else give the second table a title."
    ["pratique"]
    PilotsByLetter "I184" Info
    "{count} {count|cellule porte|cellules portent} deux noms derrière les lettres « P » et « A » (« {text} ») : le premier a été lu comme le pilote politique, le second comme le pilote administratif" => "Rien à faire si c’est bien le sens des deux lettres ; sinon mettez chaque pilote dans sa colonne."
    "{count} {count|cell holds|cells hold} two names behind the letters “P” and “A” (“{text}”): the one was read as the political pilot, the other as the administrative one" => "Nothing to do if the letters mean that; else give each pilot a column."
    ["pratique"]
    RowsBelowParents "I185" Info
    "{count} {count|ligne a été rangée|lignes ont été rangées} sous la ligne que nomme la colonne « {header} », dans un autre ordre que celui du fichier" => "Rien à faire si cette colonne donne bien l’élément dont dépend chaque ligne ; sinon retirez-la."
    "{count} {count|row was|rows were} put below the row that the column “{header}” names, in another order than that of the file" => "Nothing to do if that column names the element that each row belongs to; else remove it."
    ["pratique"]
    TwoRowsEach "I186" Info
    "{count} {count|action tient|actions tiennent} sur deux lignes : celle du bas a été lue d’après la seconde ligne d’en-tête" => "Rien à faire si la seconde ligne d’en-tête décrit bien la seconde ligne de chaque action ; sinon mettez chaque action sur une ligne."
    "{count} {count|action has|actions have} two rows each: the lower one was read by the second row of the header" => "Nothing to do if the second row of the header says what the second row of each action holds; else put each action on one row."
    ["pratique"]
    CellsInLines "I187" Warning
    "{count} {count|action a été lue|actions ont été lues} ligne par ligne, dans l’ordre des mots d’en-tête {header} : ce pourrait être un texte suivi" => "Vérifiez quelques actions ; copiez le tableau depuis le fichier d’origine plutôt que depuis un PDF si des valeurs manquent."
    "{count} {count|action was|actions were} read line by line, in the order of the header words {header}: it might be running text" => "Check some actions; copy the table from the file it was made in rather than from a PDF if values are missing."
    ["pratique"]
    OtherInstitution "I190" Warning
    "{count} {count|ligne se trouve|lignes se trouvent} sous le nom d’une autre institution, « {other} », que celle du document, « {own} » : {count|elle a été lue|elles ont été lues} dans le même document" => "Si ce sont deux programmes, faites-en deux fichiers (dans une copie, supprimez les feuilles ou les tableaux de l’autre) et lisez chacun ; si c’est un programme commun, écrivez « Commune et CPAS de … » dans son titre."
    "{count} {count|row stands|rows stand} below the name of another institution, “{other}”, than that of the document, “{own}”: {count|it was|they were} read into the same document" => "If these are two programmes, make two files of them (in a copy, delete the sheets or tables of the other) and read each; if it is a programme of both, write “Commune et CPAS de …” in its title."
    ["pratique"]
    OtherLegislature "I191" Warning
    "{count} {count|ligne se trouve|lignes se trouvent} sous le nom d’une autre législature, « {other} », que celle du document, « {own} » : {count|elle a été lue|elles ont été lues} dans le même document" => "Faites un fichier de chaque législature (dans une copie, supprimez les feuilles ou les tableaux de l’autre) et lisez chacun ; corrigez le titre s’il n’est plus à jour."
    "{count} {count|row stands|rows stand} below the name of another term, “{other}”, than that of the document, “{own}”: {count|it was|they were} read into the same document" => "Make a file of each term (in a copy, delete the sheets or tables of the other) and read each; correct the title if it is out of date."
    ["pratique"]
    DetailsAgain "I192" Warning
    "{count} {count|ligne porte|lignes portent} un code que {count|son|leur} tableau donne déjà plus haut, « {code} » d’abord : {count|ses|leurs} valeurs ont été ajoutées à celles de l’élément" => "Vérifiez ces lignes ; gardez-en une par code, ou corrigez le code de celles qui parlent d’une autre action."
    "{count} {count|row carries|rows carry} a code that {count|its|their} table gives further up, “{code}” first: {count|its|their} values were added to those of the element" => "Check these rows; keep one for each code, or correct the code of those that speak of another action."
    ["pratique"]
    DetailsAlone "I193" Warning
    "{count} {count|ligne de valeurs porte|lignes de valeurs portent} un code qu’aucun élément n’a, ou que plusieurs ont, « {code} » d’abord : {count|ses|leurs} textes n’ont été donnés à aucun" => "Corrigez le code, ou écrivez l’intitulé de l’action à côté de lui ; si plusieurs actions ont le même code, donnez à chacune le sien."
    "{count} {count|row of values carries|rows of values carry} a code that no element has, or several have, “{code}” first: {count|its|their} texts were given to none" => "Correct the code, or write the title of the action beside it; if several actions have the same code, give each its own."
    ["pratique"]

    LayoutColumnMissing "I130" Warning
    "la disposition « {layout} » prévoit la colonne « {header} », que ce fichier n’a pas" => "Si la colonne a changé de nom, corrigez-le dans la disposition ; sinon ajoutez-la à la grille, ou retirez-la de la disposition."
    "the layout “{layout}” has the column “{header}”, which this file does not have" => "If the column was renamed, correct its name in the layout; else add it to the grid, or take it out of the layout."
    ["pratique"]
    LayoutColumnFurther "I131" Warning
    "la colonne « {header} » n’est pas dans la disposition « {layout} » : elle a été lue d’après ses mots, comme « {field} »" => "Ajoutez la colonne à la disposition pour dire ce qu’elle contient, ou corrigez-y le nom de celle qu’elle remplace."
    "the column “{header}” is not in the layout “{layout}”: it was read by its words, as “{field}”" => "Add the column to the layout to say what it holds, or correct there the name of the one that it replaces."
    ["pratique"]
    LayoutHeaderMissing "I132" Warning
    "l’en-tête de ce tableau ({header}) n’est pas dans la disposition « {layout} » : le tableau a été lu d’après ses indices" => "Vérifiez que c’est la bonne disposition ; si ce tableau fait partie du programme, ajoutez-y son en-tête et ses colonnes."
    "the header of this table ({header}) is not in the layout “{layout}”: the table was read by its clues" => "Check that it is the right layout; if this table belongs to the programme, add its header and its columns there."
    ["pratique"]
    LayoutTableMissing "I180" Warning
    "la disposition « {layout} » prévoit un tableau d’en-tête {header}, que ce fichier n’a pas" => "Vérifiez que le fichier est complet ; si ce tableau n’existe plus, retirez-le de la disposition."
    "the layout “{layout}” has a table with the header {header}, which this file does not have" => "Check that the file is complete; if this table is no longer used, take it out of the layout."
    ["pratique"]
    LayoutRowsUnruled "I133" Warning
    "{count} {count|ligne|lignes}, à partir d’ici, {count|ne suit|ne suivent} aucune règle de la disposition « {layout} » : leur niveau a été déduit" => "Vérifiez le niveau de ces lignes ; ajoutez-leur une règle dans la disposition."
    "{count} {count|row|rows} from here on {count|follows|follow} no rule of the layout “{layout}”: their level was inferred" => "Check the level of these rows; add a rule for them to the layout."
    ["pratique"]
    NoLayoutFits "I134" Warning
    "aucune disposition du dossier ({count}) ne convient à ce fichier : il a été lu d’après ses indices" => "Enregistrez sa disposition avec « passerelle inspect --save-layout », corrigez-la et joignez-la aux autres."
    "no layout of the folder ({count}) fits this file: it was read by its clues" => "Save its layout with “passerelle inspect --save-layout”, correct it and put it with the others."
    ["pratique"]
    LayoutByRank "I135" Info
    "aucun en-tête ne dit de quelle disposition est ce fichier : « {layout} » a été choisie d’après le nombre de ses colonnes et ce qu’elles contiennent" => "Vérifiez que c’est la bonne disposition ; sinon donnez la bonne (« --layout »)."
    "no header tells the layout of this file: “{layout}” was chosen by the number of its columns and what they hold" => "Check that it is the right layout; else give the right one (“--layout”)."
    ["pratique"]
    LayoutsEqual "I136" Warning
    "plusieurs dispositions conviennent autant à ce fichier : « {layout} » a été appliquée, et non « {others} »" => "Donnez la bonne disposition (« --layout »), ou ôtez l’autre du dossier."
    "several layouts fit this file equally well: “{layout}” was applied, not “{others}”" => "Give the right layout (“--layout”), or take the other out of the folder."
    ["pratique"]

    UnreadDeadline "N101" Warning
    "l’échéance « {text} » n’a pas pu être lue ; son texte est gardé" => "Écrivez une date, un mois, un trimestre, une année ou une période."
    "the deadline “{text}” could not be read; its text is kept" => "Write a date, a month, a quarter, a year or a period."
    ["pratique"]
    UnreadBudget "N102" Warning
    "le budget « {text} » n’a pas pu être lu ; son texte est gardé" => "Écrivez un montant en euros, par exemple « 1 500 € »."
    "the budget “{text}” could not be read; its text is kept" => "Write an amount in euros, for example “1 500 €”."
    ["pratique"]
    UnreadStatus "N103" Warning
    "l’état d’avancement « {text} » n’est pas connu ; son texte est gardé" => "Utilisez un état connu : non commencé, en cours, terminé…"
    "the status “{text}” is not known; its text is kept" => "Use a known status: non commencé, en cours, terminé…"
    ["pratique"]
    UnreadPriority "N104" Info
    "la priorité « {text} » n’est pas connue ; son texte est gardé" => "Rien à faire si cette liste est propre à votre institution."
    "the priority “{text}” is not known; its text is kept" => "Nothing to do if this list is your own."
    ["pratique"]
    UnreadGoal "N105" Warning
    "l’ODD « {text} » n’a pas pu être lu ; son texte est gardé" => "Écrivez le numéro (1 à 17) ou le nom de l’objectif."
    "the goal “{text}” could not be read; its text is kept" => "Write the number (1 to 17) or the name of the goal."
    ["pratique"]
    UnreadSynergy "N106" Info
    "la synergie « {text} » n’est pas connue ; son texte est gardé" => "Rien à faire si cette liste est propre à votre institution."
    "the synergy “{text}” is not known; its text is kept" => "Nothing to do if this list is your own."
    ["pratique"]
    UnreadNumber "N107" Warning
    "la progression « {text} » n’a pas pu être lue ; son texte est gardé" => "Écrivez un pourcentage de 0 à 100, par exemple « 50 % » ; un état d’avancement va dans une colonne « État »."
    "the progress “{text}” could not be read; its text is kept" => "Write a percentage from 0 to 100, for example “50 %”; a status belongs in a column “État”."
    ["pratique"]
    UnreadNature "N108" Warning
    "la nature « {text} » n’est ni « nouvelle action » ni « report d’une action non réalisée l’année précédente »" => "Choisissez l’une des deux natures du formulaire."
    "the nature “{text}” is neither “nouvelle action” nor “report d’une action non réalisée l’année précédente”" => "Choose one of the two natures of the form."
    ["formulaire 2024"]
    AmbiguousDate "N109" Warning
    "la date « {text} » a été lue « {reading} » ; autre lecture possible : {other}" => "Vérifiez la date ; écrivez-la avec l’année entière, par exemple 30/06/2024."
    "the date “{text}” was read as “{reading}”; it could also be {other}" => "Check the date; write it with the whole year, for example 30/06/2024."
    ["pratique"]
    UnreadHealth "N110" Info
    "l’indice de santé « {text} » de l’action n’est pas connu ; son texte est gardé" => "Utilisez Bon, Risque, Blocage ou En pause."
    "the health “{text}” is not known; its text is kept" => "Use Bon, Risque, Blocage or En pause."
    ["iA.PST"]
    ArticleService "N111" Warning
    "l’article {article} relève du service {service}, mais le montant est dans la colonne « {field} »" => "Vérifiez l’article ou la colonne du montant."
    "article {article} belongs to the {service} service, but the amount stands in the column “{field}”" => "Check the article or the column of the amount."
    ["plan comptable communal"]
    AmbiguousAmount "N112" Warning
    "le montant « {text} » a été lu « {reading} » ; autre lecture possible : {other}" => "Vérifiez le montant ; écrivez-le avec « € », un espace pour les milliers et une virgule pour les décimales."
    "the amount “{text}” was read as “{reading}”; it could also be {other}" => "Check the amount; write it with “€”, a space for thousands and a comma for decimals."
    ["pratique"]
    DeadlineWithoutYear "N113" Warning
    "« {text} » ne dit pas de quelle année ; son texte est gardé" => "Ajoutez l’année (par exemple 31/12/2026) ; si cela revient chaque année, écrivez « chaque année, le 31/12 »."
    "“{text}” does not say of which year; its text is kept" => "Add the year (for example 31/12/2026); if it comes back every year, write “chaque année, le 31/12”."
    ["pratique"]

    ObjectiveWithoutAction "P101" Warning
    "l’objectif opérationnel {title} n’a aucune action" => "Ajoutez une action ou retirez l’objectif."
    "the operational objective {title} has no action" => "Add an action or remove the objective."
    ["pratique : un objectif se réalise par des actions"]
    StrategicWithoutOperational "P102" Warning
    "l’objectif stratégique {title} n’a aucun objectif opérationnel" => "Ajoutez un objectif opérationnel ou retirez l’objectif."
    "the strategic objective {title} has no operational objective" => "Add an operational objective or remove it."
    ["CDLD L1123-27 : objectifs stratégiques, opérationnels, actions"]
    ActionWithoutPilot "P103" Warning
    "l’action {title} n’a pas de pilote" => "Nommez un mandataire, un service ou un agent."
    "the action {title} has no lead" => "Name a political lead, a department or an officer."
    ["pratique : une action est pilotée par une personne désignée (Anderlues)"]
    ActionWithoutDeadline "P104" Warning
    "l’action {title} n’a pas d’échéance" => "Indiquez une échéance, une période ou « récurrent »."
    "the action {title} has no deadline" => "Give a deadline, a period or “récurrent”."
    ["pratique"]
    DeadlineOutsideTerm "P105" Warning
    "l’échéance « {text} » de {title} sort de la législature {term}" => "Corrigez l’échéance ou vérifiez la législature."
    "the deadline “{text}” of {title} lies outside the term {term}" => "Correct the deadline or check the term."
    ["CDLD L1123-27 : le programme couvre la législature"]
    DuplicateCode "P106" Warning
    "le code « {code} » est utilisé {count} fois dans le même objectif ou le même volet" => "Renumérotez les éléments."
    "the code “{code}” is used {count} times within the same objective or volet" => "Renumber the elements."
    ["pratique"]
    DuplicateTitle "P107" Info
    "l’intitulé {title} est utilisé {count} fois" => "Vérifiez qu’il s’agit bien d’éléments différents."
    "the title {title} is used {count} times" => "Check that these are different elements."
    ["pratique (Anderlues)"]
    TotalDiffers "P109" Warning
    "le total imprimé « {printed} » diffère de la somme des montants lus {lines} ({sum})" => "Vérifiez le total ou les montants."
    "the printed total “{printed}” differs from the sum of the amounts read {lines} ({sum})" => "Check the total or the amounts."
    ["pratique"]
    ChildAfterParent "P110" Info
    "l’échéance de {title} dépasse celle de l’élément dont il dépend" => "Vérifiez les deux échéances."
    "the deadline of {title} lies after that of the element above it" => "Check both deadlines."
    ["iA.PST"]
    NoObjectiveHasAction "P111" Warning
    "aucun des {count} objectifs opérationnels n’a d’action" => "Ajoutez les actions, ou vérifiez que la grille a été lue avec ses niveaux."
    "none of the {count} operational objectives has an action" => "Add the actions, or check that the levels of the grid were read."
    ["pratique : un objectif se réalise par des actions"]
    NoStrategicHasOperational "P112" Warning
    "aucun des {count} objectifs stratégiques n’a d’objectif opérationnel" => "Ajoutez les objectifs opérationnels, ou vérifiez que la grille a été lue avec ses niveaux."
    "none of the {count} strategic objectives has an operational objective" => "Add the operational objectives, or check that the levels of the grid were read."
    ["CDLD L1123-27 : objectifs stratégiques, opérationnels, actions"]
    NoActionHasPilot "P113" Warning
    "aucune des {count} actions n’a de pilote : le document ne semble pas en donner" => "Ajoutez une colonne pour le mandataire, le service ou l’agent si vous voulez suivre les actions."
    "none of the {count} actions has a lead: the document seems to give none" => "Add a column for the political lead, the department or the officer if you want to follow the actions."
    ["pratique : une action est pilotée par une personne désignée (Anderlues)"]
    NoActionHasDeadline "P114" Warning
    "aucune des {count} actions n’a d’échéance : le document ne semble pas en donner" => "Ajoutez une colonne « Échéance » si vous voulez suivre les actions dans le temps."
    "none of the {count} actions has a deadline: the document seems to give none" => "Add a column “Échéance” if you want to follow the actions in time."
    ["pratique (Anderlues)"]

    TooManyActions "H101" Error
    "le programme compte {count} actions prioritaires ; le formulaire en admet {limit} au maximum" => "Retirez des actions, ou signalez le dépassement au comité d’accompagnement."
    "the programme has {count} priority actions; the form allows {limit} at most" => "Remove actions, or tell the steering committee that there are more."
    ["formulaire 2024 : un maximum de 9 actions prioritaires"]
    NotInfinitive "H102" Warning
    "l’intitulé {title} ne commence pas par un verbe à l’infinitif" => "Reformulez l’intitulé : « Organiser… », « Informer… »."
    "the title {title} does not begin with an infinitive" => "Reword the title: “Organiser…”, “Informer…”."
    ["formulaire 2024 : commencer par un verbe à l’infinitif"]
    ObjectiveNotInfinitive "H103" Warning
    "l’objectif « {text} » ne commence pas par un verbe à l’infinitif" => "Reformulez l’objectif de l’action : « Sensibiliser… », « Réduire… »."
    "the objective “{text}” does not begin with an infinitive" => "Reword the objective of the action: “Sensibiliser…”, “Réduire…”."
    ["formulaire 2024 : commencer par un verbe à l’infinitif"]
    NatureMissing "H104" Warning
    "la nature de l’action {title} n’est pas précisée" => "Choisissez « nouvelle action » ou « report d’une action non réalisée l’année précédente »."
    "the nature of the action {title} is not given" => "Choose “nouvelle action” or “report d’une action non réalisée l’année précédente”."
    ["formulaire 2024, colonne 3"]
    RecurrentAction "H105" Warning
    "l’action {title} paraît récurrente ; le formulaire demande de ne pas mentionner la poursuite d’actions récurrentes" => "Retirez l’action ou précisez ce qui est nouveau cette année."
    "the action {title} looks recurrent; the form asks not to list continued recurrent actions" => "Remove the action or say what is new this year."
    ["formulaire 2024, consignes"]
    ValidationMissing "H106" Warning
    "la date de validation par le Collège communal n’est pas indiquée (attendue pour le {date})" => "Indiquez la date et joignez la délibération."
    "the date of validation by the Collège communal is missing (expected by {date})" => "Give the date and attach the deliberation."
    ["formulaire 2024, section 2"]
    ValidationLate "H107" Warning
    "le programme a été validé le {validated}, après le {date}" => "Vérifiez la date ; si elle est exacte, signalez le retard à la DiCS."
    "the programme was validated on {validated}, after {date}" => "Check the date; if it is right, tell the DiCS about the delay."
    ["formulaire 2024 : pour le 31 décembre de l’année précédente"]
    ValidationUnread "H108" Warning
    "la date de validation « {text} » n’a pas pu être lue" => "Écrivez la date en toutes lettres ou sous la forme 18/12/2023."
    "the date of validation “{text}” could not be read" => "Write the date in full or as 18/12/2023."
    ["formulaire 2024, section 2"]
    ScheduleOutsideYear "H109" Warning
    "le calendrier « {text} » de {title} sort de l’année {year}" => "Ramenez le calendrier dans l’année du programme, ou reportez l’action."
    "the schedule “{text}” of {title} lies outside {year}" => "Bring the schedule into the year of the programme, or postpone the action."
    ["formulaire 2024 : mises en œuvre courant 2024"]
    CommuneMissing "H110" Warning
    "le nom de la commune n’est pas indiqué" => "Complétez « Nom de la commune » dans l’en-tête du formulaire."
    "the name of the municipality is missing" => "Fill in “Nom de la commune” at the head of the form."
    ["formulaire 2024, en-tête"]
    ScheduleMissing "H111" Warning
    "le calendrier de l’action {title} n’est pas indiqué" => "Indiquez le calendrier de réalisation, par exemple « mars à juin 2024 »."
    "the schedule of the action {title} is missing" => "Give the schedule, for example “mars à juin 2024”."
    ["formulaire 2024, colonne 4"]
    DutyReminder "H112" Info
    "à faire pour le {date} : {duty}" => "Notez cette date à votre agenda."
    "to do by {date}: {duty}" => "Note this date in your diary."
    ["formulaire 2024 ; convention 2022-2025"]

    BilanUnmeasured "H113" Warning
    "le bilan de {title} ne donne aucune mesure chiffrée" => "Ajoutez un nombre ou une date : réunions, visites, ménages concernés."
    "the review of {title} gives no measure" => "Add a number or a date: meetings, visits, households concerned."
    ["formulaire 2024, colonne 5 : donner sa mesure chiffrée"]
    BilanDue "H114" Warning
    "le bilan de {month} de {title} est vide, alors qu’il était dû pour le {date}" => "Complétez le bilan avant le rapport au Collège."
    "the review of {month} of {title} is empty, though it was due by {date}" => "Fill in the review before the report to the Collège."
    ["formulaire 2024, bande B ; convention 2022-2025, art. 2.1"]
    DeliberationMissing "H115" Info
    "le programme est validé, mais la délibération du Collège communal n’est pas citée" => "Joignez la délibération à l’envoi à la DiCS, et citez-la à côté de la date."
    "the programme is validated, but the deliberation of the Collège communal is not named" => "Attach the deliberation when sending to the DiCS, and name it beside the date."
    ["formulaire 2024, section 2 : joindre la délibération"]
    ObjectiveUnknown "H116" Warning
    "l’action {title} ne relève d’aucun des objectifs stratégiques du formulaire" => "Placez l’action sous l’un des objectifs imprimés dans le formulaire."
    "the action {title} belongs to none of the strategic objectives of the form" => "Put the action under one of the objectives printed in the form."
    ["formulaire 2024 : les actions s’inscrivent dans les objectifs du plan réactualisé"]

    FormDiffers "H201" Warning
    "le formulaire vierge n’est pas mot pour mot « {form} », la définition la plus proche : {missing} {missing|texte y manque|textes y manquent}, {unknown} {unknown|texte est nouveau|textes sont nouveaux}" => "Comparez les textes ; si le formulaire a changé, demandez à la DiCS ce qui est attendu ou donnez votre définition avec --form."
    "the blank form is not word for word “{form}”, the nearest definition: {missing} {missing|text is|texts are} missing in it, {unknown} {unknown|text is|texts are} new" => "Compare the texts; if the form has changed, ask the DiCS what is expected or give a definition of your own with --form."
    ["formulaire"]
    FillPlaceMissing "H202" Error
    "le formulaire n’a pas de place pour {where} : « {text} » n’y a pas été écrit" => "Écrivez ce texte vous-même dans le fichier, ou vérifiez que c’est le bon formulaire."
    "the form has no place for {where}: “{text}” was not written" => "Write this text into the file yourself, or check that it is the right form."
    ["formulaire"]
    FillPlaceTaken "H203" Warning
    "{where} : le formulaire porte déjà « {found} » ; « {text} » n’y a pas été écrit" => "Partez d’un formulaire vierge, ou corrigez cet endroit vous-même."
    "{where}: the form already says “{found}”; “{text}” was not written" => "Start from a blank form, or correct this place yourself."
    ["formulaire"]
    FillLinesTaken "H204" Warning
    "sous l’objectif stratégique {objective}, {count} {count|ligne était déjà remplie et est restée telle quelle|lignes étaient déjà remplies et sont restées telles quelles}" => "Vérifiez que le fichier de départ est bien le formulaire vierge."
    "under strategic objective {objective}, {count} {count|line was already filled in and stays as it is|lines were already filled in and stay as they are}" => "Check that the file you started from is the blank form."
    ["formulaire"]
    FillLinesAdded "H205" Info
    "{count} {count|ligne ajoutée|lignes ajoutées} sous l’objectif stratégique {objective}, qui n’en a pas assez" => "Rien à faire si le programme compte bien ces actions."
    "{count} {count|line|lines} added under strategic objective {objective}, which has too few" => "Nothing to do if the programme does have these actions."
    ["formulaire"]
    FillOverLimit "H206" Warning
    "{count} actions ont été écrites ; le formulaire en admet {limit} au maximum" => "Retirez des actions, ou signalez le dépassement au comité d’accompagnement."
    "{count} actions were written; the form allows {limit} at most" => "Remove actions, or tell the steering committee that there are more."
    ["formulaire 2024 : un maximum de 9 actions prioritaires"]
    FillYear "H207" Warning
    "le formulaire vierge est celui de {blank}, le programme celui de {year}" => "Prenez le formulaire de l’année du programme."
    "the blank form is that of {blank}, the programme that of {year}" => "Take the form of the programme’s year."
    ["formulaire"]
    FillBeyondForm "H208" Warning
    "le formulaire n’a pas de place pour « {label} » de {title} : « {text} »" => "Reprenez cette donnée dans une autre colonne si la DiCS doit la lire ; elle reste dans votre fichier."
    "the form has no place for “{label}” of {title}: “{text}”" => "Put this into another column if the DiCS has to read it; it stays in your file."
    ["formulaire"]
    FillNotInList "H209" Warning
    "{where} : « {text} » n’est pas dans la liste que le formulaire propose ; le texte a été écrit tel quel" => "Choisissez dans la liste du formulaire."
    "{where}: “{text}” is not in the list that the form offers; the text was written as it is" => "Choose from the form’s list."
    ["formulaire"]
    FillRenumbered "H210" Info
    "sous l’objectif stratégique {objective}, l’action numérotée « {number} » est à la ligne {printed} du formulaire" => "Rien à faire, sauf si d’autres documents citent l’ancien numéro."
    "under strategic objective {objective}, the action numbered “{number}” stands on line {printed} of the form" => "Nothing to do, unless other documents name the old number."
    ["formulaire"]
    FormProjected "H211" Info
    "le formulaire de {year} n’est pas connu : il est projeté du formulaire {used}" => "Vérifiez les dates et les textes auprès de la DiCS, ou donnez la définition de l’année avec --form."
    "the form of {year} is not known: it is projected from the form of {used}" => "Check dates and texts with the DiCS, or give the definition of the year with --form."
    ["formulaire"]

    NewYearUndecided "H301" Warning
    "l’action {title} est reportée en {year} sans qu’on sache si elle est terminée : {why}" => "Gardez l’action si elle n’est pas terminée ; sinon retirez-la du projet."
    "the action {title} goes on in {year} without being known as unfinished: {why}" => "Keep the action if it is unfinished; else take it out of the draft."
    ["formulaire 2024, colonne 3"]
    NewYearFinished "H302" Info
    "l’action {title} est terminée ({text}) : elle n’est pas reprise" => "Rien à faire ; reprenez-la si ce n’est pas juste."
    "the action {title} is finished ({text}): it is not carried over" => "Nothing to do; put it back if this is wrong."
    ["formulaire 2024, colonne 3"]
    NewYearCancelled "H303" Info
    "l’action {title} est abandonnée ({text}) : elle n’est pas reprise" => "Rien à faire ; reprenez-la si ce n’est pas juste."
    "the action {title} was given up ({text}): it is not carried over" => "Nothing to do; put it back if this is wrong."
    ["formulaire 2024, colonne 3"]
    NewYearRecurrent "H304" Warning
    "l’action {title} paraît récurrente : elle n’est pas reprise" => "Reprenez-la si elle a du nouveau cette année ; sinon présentez-la au comité d’accompagnement."
    "the action {title} looks recurrent: it is not carried over" => "Put it back if there is something new this year; else present it to the steering committee."
    ["formulaire 2024, consignes"]
    NewYearAgain "H305" Info
    "l’action {title} était déjà un report" => "Vérifiez qu’elle peut se faire cette année."
    "the action {title} was carried over before" => "Check that it can be done this year."
    ["formulaire 2024 : mises en œuvre courant 2024"]
    NewYearSchedule "H306" Warning
    "le calendrier {text} de {title} était celui de {year} : il n’est pas repris" => "Complétez le calendrier de l’année."
    "the schedule {text} of {title} was that of {year}: it is not carried over" => "Fill in the schedule of the year."
    ["formulaire 2024, colonne 4"]

    BilansDiffer "H311" Warning
    "{title}, {what} : le premier fichier dit {first}, le second {second} ; {kept} est gardé, l’autre est ajouté aux données supplémentaires" => "Choisissez le texte qui vaut et retirez l’autre."
    "{title}, {what}: the first file says {first}, the second {second}; {kept} is kept, the other stands with the extras" => "Choose the text that holds and take the other out."
    ["pratique"]
    BilansOneFile "H312" Warning
    "l’action {title} ne se trouve que dans un des deux fichiers, {file}" => "Vérifiez que l’action n’a pas changé d’intitulé ou d’objectif entre les deux bilans."
    "the action {title} stands in one of the two files only, {file}" => "Check that the action did not change its title or objective between the two reviews."
    ["pratique"]
    BilansMissing "H313" Info
    "le bilan de {month} de {title} est vide" => "Complétez le bilan pour le rapport au Collège."
    "the review of {month} of {title} is empty" => "Fill in the review for the report to the Collège."
    ["convention 2022-2025, art. 2.1 : deux fois par an"]

    FromPstApart "H321" Warning
    "rien ne dit de quel objectif stratégique du Plan HP relève {title} : l’action n’est pas placée" => "Donnez son objectif avec --codes, par exemple « A 1.1=2 », ou ajoutez-la au projet vous-même."
    "nothing says to which strategic objective of the Plan HP {title} belongs: the action is not placed" => "Give its objective with --codes, for example “A 1.1=2”, or add it to the draft yourself."
    ["formulaire 2024 : actions par objectif stratégique"]
    FromPstPlaced "H322" Info
    "{title} est retenue ({why}) et placée sous l’objectif stratégique {number} ({clue})" => "Vérifiez le choix ; déplacez ou retirez l’action s’il est faux."
    "{title} is taken ({why}) and put under strategic objective {number} ({clue})" => "Check the choice; move the action or take it out if it is wrong."
    ["pratique"]
    FromPstCodeUnknown "H323" Warning
    "le code « {code} » ne se trouve pas dans le PST" => "Écrivez le code comme il est imprimé dans le PST."
    "the code “{code}” is not in the PST" => "Write the code as the PST prints it."
    ["pratique"]
    FromPstDeadline "H324" Warning
    "l’échéance {text} de {title} ne tient pas dans l’année {year} : le calendrier est à compléter" => "Écrivez ce qui se fera cette année."
    "the deadline {text} of {title} does not lie within {year}: the schedule is to be filled in" => "Write what will be done this year."
    ["formulaire 2024 : mises en œuvre courant 2024"]
    FromPstNone "H325" Warning
    "aucune action du PST ne cite le Plan HP" => "Donnez les codes des actions avec --codes."
    "no action of the PST names the Plan HP" => "Give the codes of the actions with --codes."
    ["pratique"]
    FromPstCodeTwice "H326" Warning
    "le code « {code} » désigne {count} actions du PST : toutes sont retenues" => "Retirez du projet celles que vous ne vouliez pas."
    "the code “{code}” names {count} actions of the PST: all are taken" => "Take those you did not mean out of the draft."
    ["pratique : un code imprimé n’est pas une clé"]

    ConventionUnknown "H341" Warning
    "aucune source lue ne dit quelle convention valait en {period} (dernière connue avant : {before} ; première connue après : {after}) : acteurs, financements et documents ne sont pas connus" => "Demandez à la DiCS la convention ou l’avenant de cette période, et donnez-en la définition avec --convention FICHIER.toml."
    "no source that was read tells which convention applied in {period} (last known before: {before}; first known after: {after}): actors, financing and documents are not known" => "Ask the DiCS for the convention or amendment of this period, and give its definition with --convention FILE.toml."
    ["conventions 2012-2013, 2014-2019 et 2022-2025 ; aucune source sur 2020 et 2021"]

    AdhesionMissing "H351" Warning
    "il manque dans le dossier d’adhésion, « {part} » : {what}" => "Complétez les places prévues dans le document, ou donnez ces données dans le fichier .json (le tableau des équipements : --equipments)."
    "missing in the adhesion file, “{part}”: {what}" => "Fill in the places in the document, or give these data in the .json file (the table of equipments: --equipments)."
    ["wallonie.be, démarche 4573"]
    AdhesionDraft "H352" Info
    "le formulaire officiel du dossier d’adhésion n’est pas public : le document est un projet, d’après {source}" => "Demandez à la DiCS le formulaire à remettre, et reportez-y ces données."
    "the official form of the adhesion file is not public: the document is a draft, after {source}" => "Ask the DiCS for the form to be handed in, and copy these data into it."
    ["wallonie.be, démarche 4573"]
    AdhesionUnknown "H353" Warning
    "la donnée {key} n’a pas de place dans le dossier d’adhésion : elle n’est pas écrite" => "Corrigez le nom de la donnée d’après la documentation du Plan HP, « Le dossier d’adhésion »."
    "the datum {key} has no place in the adhesion file: it is not written" => "Correct the name of the datum after the documentation of the Plan HP, “Le dossier d’adhésion”."
    ["pratique"]
    AdhesionCommunes "H354" Warning
    "le programme de travail est de {first}, le tableau des équipements de {second}" => "Donnez les fichiers d’une même commune."
    "the work programme is of {first}, the table of equipments of {second}" => "Give the files of one municipality."
    ["pratique"]

    EquipmentTotal "H401" Warning
    "le total imprimé de « {figure} » ({label}) est {printed}, la somme des lignes {sum}" => "Vérifiez les lignes et le total ; les fichiers écrits portent la somme."
    "the printed total of “{figure}” ({label}) is {printed}, the sum of the rows {sum}" => "Check the rows and the total; the files that are written carry the sum."
    ["pratique"]
    EquipmentRowTotal "H402" Warning
    "{name}, {year} : le total des résidents est {printed}, mais domiciliés et non domiciliés font {sum}" => "Vérifiez les trois nombres ; le total imprimé est gardé."
    "{name}, {year}: the total of residents is {printed}, but domiciled and not domiciled make {sum}" => "Check the three numbers; the printed total is kept."
    ["pratique"]
    EquipmentBalance "H403" Warning
    "{name}, {year} : {is} résidents, alors que {was} en {previous} + {entries} entrées − {departures} départs − {rehousings} relogements = {expected}" => "Vérifiez ces nombres, et si les naissances, les décès et les domiciliations sont comptés."
    "{name}, {year}: {is} residents, but {was} in {previous} + {entries} entries − {departures} departures − {rehousings} rehousings = {expected}" => "Check these numbers, and whether births, deaths and registrations are counted."
    ["convention 2012-2013, dia 12 : des chiffres stables peuvent cacher des mouvements"]
    EquipmentRehousingsWithin "H404" Warning
    "{name}, {year} : le compte n’est juste ({was} en {previous} + {entries} − {departures} = {is}) que si les {rehousings} relogements sont compris dans les départs" => "Intitulez la colonne « dont relogements » si c’est le cas."
    "{name}, {year}: the count is right ({was} in {previous} + {entries} − {departures} = {is}) only if the {rehousings} rehousings are among the departures" => "Call the column “of which rehoused” if that is so."
    ["pratique"]
    EquipmentUnbalanced "H405" Info
    "{name}, {year} : entrées ou départs ne sont pas donnés, le compte avec l’année précédente n’est pas vérifié" => "Complétez les entrées et les départs pour qu’il le soit."
    "{name}, {year}: entries or departures are not given, the count with the year before is not checked" => "Fill in entries and departures to have it checked."
    ["pratique"]
    EquipmentYearMissing "H406" Warning
    "l’année de {name} n’est pas connue : l’équipement n’est pas dans l’évolution" => "Ajoutez une colonne « Année », nommez la feuille d’après l’année, ou donnez --year."
    "the year of {name} is not known: the equipment is not in the trend" => "Add a column “Année”, call the sheet by its year, or give --year."
    ["pratique"]
    EquipmentYearAssumed "H407" Warning
    "l’année {year} est donnée par {origin}" => "Vérifiez-la ; une colonne « Année » ou le nom de la feuille la dirait sans doute possible."
    "the year {year} comes from {origin}" => "Check it; a column “Année” or the name of the sheet would tell it beyond doubt."
    ["pratique"]
    EquipmentPhaseUnread "H408" Warning
    "{name}, {year} : la phase {text} n’est pas reconnue" => "Écrivez Phase 1, Phase 2 ou Autre."
    "{name}, {year}: the phase {text} is not recognised" => "Write Phase 1, Phase 2 or Autre."
    ["wallonie.be : phases du Plan HP"]
    EquipmentPhaseMissing "H409" Warning
    "{name}, {year} : la phase n’est pas donnée" => "Écrivez Phase 1, Phase 2 ou Autre."
    "{name}, {year}: the phase is not given" => "Write Phase 1, Phase 2 or Autre."
    ["wallonie.be : phases du Plan HP"]
    EquipmentPhaseChanged "H410" Warning
    "{name} passe de « {before} » à « {after} » en {year}" => "Vérifiez la phase ; l’évolution par phase suit celle de chaque année."
    "{name} goes from “{before}” to “{after}” in {year}" => "Check the phase; the trend by phase follows that of each year."
    ["wallonie.be : phases du Plan HP"]
    EquipmentCountUnread "H411" Warning
    "{name}, {year}, « {figure} » : {text} n’est pas un nombre" => "Écrivez un nombre entier, ou laissez la cellule vide."
    "{name}, {year}, “{figure}”: {text} is no number" => "Write a whole number, or leave the cell empty."
    ["pratique"]
    EquipmentCountRead "H412" Warning
    "{name}, {year}, « {figure} » : {text} est lu comme {number}" => "Vérifiez, et écrivez le nombre seul."
    "{name}, {year}, “{figure}”: {text} is read as {number}" => "Check it, and write the number alone."
    ["pratique"]
    EquipmentTwice "H413" Warning
    "{name} se trouve plusieurs fois en {year} : les nombres sont additionnés" => "Gardez une seule ligne, ou donnez des noms différents."
    "{name} stands several times in {year}: the numbers are added up" => "Keep one row, or give different names."
    ["pratique"]
    EquipmentGone "H414" Info
    "{name} est cité en {year}, mais pas en {missed}" => "Vérifiez que l’équipement n’a pas changé de nom ; vidé, il garde une ligne avec 0."
    "{name} is named in {year}, but not in {missed}" => "Check that the equipment did not change its name; when empty it keeps a row with 0."
    ["pratique"]
    EquipmentHalfKnown "H415" Warning
    "{name}, {year} : « {figure} » n’est pas donné, le total des résidents ne les compte pas" => "Complétez ce nombre, au besoin par 0."
    "{name}, {year}: “{figure}” is not given, the total of residents does not count them" => "Fill in this number, with 0 if need be."
    ["wallonie.be, démarche 4573 : résidents domiciliés et non domiciliés"]
    EquipmentRehousedMore "H416" Warning
    "{name}, {year} : {rehoused} relogements sont dits compris dans {departures} départs" => "Vérifiez ces nombres, ou intitulez la colonne « Relogements »."
    "{name}, {year}: {rehoused} rehousings are said to be among {departures} departures" => "Check these numbers, or call the column “Rehousings”."
    ["pratique"]
    EquipmentNameless "H417" Warning
    "un équipement n’a pas de nom ({year})" => "Complétez son nom."
    "an equipment has no name ({year})" => "Fill in its name."
    ["pratique"]
    EquipmentColumnKept "H418" Info
    "la colonne {header} n’est pas connue : {count} {count|cellule est gardée comme donnée supplémentaire|cellules sont gardées comme données supplémentaires}" => "Rien à faire si cette colonne vous est propre ; sinon corrigez son en-tête."
    "the column {header} is not known: {count} {count|cell is kept as an extra|cells are kept as extras}" => "Nothing to do if this column is your own; else correct its header."
    ["pratique"]
    EquipmentNameColumn "H419" Warning
    "aucun en-tête ne dit où sont les noms des équipements : la colonne {column} est lue" => "Intitulez cette colonne « Équipement »."
    "no header tells where the names of the equipments are: column {column} is read" => "Call this column “Équipement”."
    ["pratique"]
    EquipmentYearCopied "H420" Warning
    "l’année n’est pas répétée à cette ligne : {year} vaut encore" => "Répétez l’année à chaque ligne."
    "the year is not repeated on this row: {year} still holds" => "Repeat the year on every row."
    ["pratique"]
    EquipmentFiguresByYear "H421" Warning
    "une colonne qui ne porte qu’une année ({year}) est lue comme le total des résidents" => "Dites dans l’en-tête ce qui est compté, par exemple « Résidents {year} »."
    "a column that bears a year alone ({year}) is read as the total of residents" => "Say in the header what is counted, for example “Résidents {year}”."
    ["pratique"]

    SentCut "E101" Warning
    "{count} {count|texte plus long que ce qu’eComptes accepte a été coupé|textes plus longs que ce qu’eComptes accepte ont été coupés}" => "Raccourcissez ces textes (intitulé : 255 caractères, nom : 100) si la coupure gêne."
    "{count} {count|text longer than eComptes accepts was|texts longer than eComptes accepts were} cut" => "Shorten these texts (title: 255 characters, name: 100) if the cut matters."
    ["schéma eComptes 201805V1"]
    SentWithoutField "E102" Info
    "« {field} » : {count} {count|valeur ne s’écrit|valeurs ne s’écrivent} pas dans le fichier pour eComptes" => "Rien à faire : ces valeurs restent dans votre programme."
    "“{field}”: {count} {count|value|values} cannot be written in the file for eComptes" => "Nothing to do: these values stay in your programme."
    ["schéma eComptes 201805V1"]
    SentWithoutVolet "E103" Warning
    "des objectifs n’ont pas de volet : ils sont envoyés dans un volet « NEANT »" => "Donnez un volet (interne ou externe) à ces objectifs."
    "some objectives have no volet: they are sent in a volet “NEANT”" => "Give these objectives a volet (interne or externe)."
    ["schéma eComptes 201805V1 : au moins un volet"]
    SentSupplied "E104" Warning
    "{count} {count|objectif « NEANT » a été ajouté|objectifs « NEANT » ont été ajoutés}, parce que des actions n’ont pas d’objectif opérationnel ou stratégique" => "Rattachez ces actions à un objectif."
    "{count} {count|objective “NEANT” was|objectives “NEANT” were} added, because actions have no operational or strategic objective" => "Attach these actions to an objective."
    ["schéma eComptes 201805V1"]
    SentSubActions "E105" Info
    "{count} {count|sous-action ou tâche est envoyée comme action, derrière celle dont elle dépend|sous-actions et tâches sont envoyées comme actions, derrière celle dont elles dépendent}" => "Rien à faire : eComptes n’a pas de niveau sous l’action ; le code de l’action précède l’intitulé."
    "{count} {count|sub-action or task is sent as an action|sub-actions and tasks are sent as actions}, behind the one they belong to" => "Nothing to do: eComptes has no level below the action; the action’s code precedes the title."
    ["schéma eComptes 201805V1"]
    SentNearestStatus "E106" Info
    "l’état « {status} » est envoyé comme {code} ({count} fois)" => "Changez l’état si un autre code convient mieux."
    "the status “{status}” is sent as {code} ({count} {count|time|times})" => "Change the status if another code fits better."
    ["schéma eComptes 201805V1 : six statuts"]
    SentWithoutStatus "E107" Info
    "{count} {count|élément sans état d’avancement est envoyé|éléments sans état d’avancement sont envoyés} comme NON_COMMENCE" => "Complétez l’état d’avancement s’ils ont commencé."
    "{count} {count|element without status is|elements without status are} sent as NON_COMMENCE" => "Give them a status if they have begun."
    ["schéma eComptes 201805V1 : statut obligatoire"]
    SentWithoutIns "E108" Warning
    "le code INS de l’institution n’est pas connu : 99999 est envoyé" => "Indiquez le code INS (cinq chiffres) de la commune dans le programme."
    "the institution’s INS code is not known: 99999 is sent" => "Give the municipality’s INS code (five digits) in the programme."
    ["schéma eComptes 201805V1"]
    SentChanged "E109" Info
    "« {title} » : la valeur {name} reçue d’eComptes a été modifiée depuis ; c’est la nouvelle qui est envoyée" => "Rien à faire si la modification est voulue."
    "“{title}”: the value {name} received from eComptes has been changed since; the new one is sent" => "Nothing to do if the change is meant."
    ["pratique"]
    SentWithoutExtras "E110" Info
    "eComptes n’a pas de place pour {count} {count|donnée supplémentaire, qui n’est pas envoyée|données supplémentaires, qui ne sont pas envoyées}" => "Rien à faire : ces données restent dans votre programme."
    "eComptes has no place for {count} extra {count|value, which is|values, which are} not sent" => "Nothing to do: these values stay in your programme."
    ["schéma eComptes 201805V1"]

    MergeJoined "M101" Info
    "{count} {count|élément présent dans plusieurs fichiers a été réuni|éléments présents dans plusieurs fichiers ont été réunis}" => "Rien à faire ; les différences sont signalées une à une."
    "{count} {count|element|elements} found in several files {count|was|were} joined" => "Nothing to do; differences are reported one by one."
    ["pratique"]
    MergeConflict "M102" Warning
    "« {title} » : « {what} » diffère d’un fichier à l’autre ; « {kept} »{kept_in} est gardé, « {other} »{other_in} reste comme donnée supplémentaire" => "Choisissez la bonne valeur et corrigez l’autre fichier. À la réunion, « --prefer first » garde partout celle du premier fichier, « --prefer last » celle du dernier."
    "“{title}”: “{what}” differs between the files; “{kept}”{kept_in} is kept, “{other}”{other_in} stays as an extra value" => "Choose the right value and correct the other file. When merging, “--prefer first” keeps that of the first file everywhere, “--prefer last” that of the last one."
    ["pratique"]
    MergeTitle "M103" Warning
    "« {title} »{kept_in} et « {other} »{other_in} portent le code {code} et des intitulés proches : ils ont été réunis" => "Donnez-leur le même intitulé, ou des codes différents s’il s’agit de deux éléments."
    "“{title}”{kept_in} and “{other}”{other_in} have the code {code} and similar titles: they were joined" => "Give them the same title, or different codes if they are two elements."
    ["pratique"]
    MergeSameCode "M104" Warning
    "le code {code} désigne « {title} »{kept_in} dans un fichier et « {other} »{other_in} dans un autre : les deux éléments ont été gardés" => "S’il s’agit du même élément, écrivez le même intitulé dans les deux fichiers ; sinon renumérotez l’un des deux."
    "the code {code} stands for “{title}”{kept_in} in one file and “{other}”{other_in} in another: both elements were kept" => "If they are one element, write the same title in both files; else renumber one of them."
    ["pratique"]
    MergeDocument "M105" Warning
    "{what} : « {kept} »{kept_in} est gardé, « {other} »{other_in} reste comme donnée supplémentaire" => "Vérifiez que ces fichiers sont bien ceux d’un même programme, et corrigez celui qui se trompe."
    "{what}: “{kept}”{kept_in} is kept, “{other}”{other_in} stays as an extra value" => "Make sure that these files belong to one programme, and correct the one that is wrong."
    ["pratique"]
    MergeAlike "M106" Warning
    "« {title} »{file} {likeness} « {other} »{other_in} : les deux éléments ont été gardés" => "S’il s’agit du même élément, donnez-lui le même intitulé et le même objectif dans les deux fichiers."
    "“{title}”{file} {likeness} “{other}”{other_in}: both elements were kept" => "If they are one element, give it the same title and the same objective in both files."
    ["pratique"]
    MergeWithoutObjective "M107" Info
    "« {title} » n’a pas d’objectif dans un fichier{file} : réuni avec l’élément de même intitulé sous {objective}" => "Rien à faire s’il s’agit du même élément ; sinon changez l’un des deux intitulés."
    "“{title}” has no objective in one file{file}: joined with the element of the same title under {objective}" => "Nothing to do if they are one element; otherwise change one of the two titles."
    ["pratique"]
    MergeSeveral "M108" Warning
    "« {title} » n’a pas d’objectif dans un fichier{file}, et {count} éléments des autres portent cet intitulé : il a été ajouté sans être réuni" => "Indiquez son objectif ou son code dans ce fichier."
    "“{title}” has no objective in one file{file}, and {count} elements of the others have this title: it was added and joined with none" => "Give its objective or its code in that file."
    ["pratique"]
    MergeVolets "M109" Info
    "« {title} » figure dans le volet {volet}{kept_in} et dans le volet {other}{other_in} : il reste dans chacun" => "Rien à faire si cet objectif appartient bien aux deux volets ; sinon corrigez le volet dans l’un des fichiers."
    "“{title}” is in the volet {volet}{kept_in} and in the volet {other}{other_in}: it stays in each" => "Nothing to do if this objective belongs to both; otherwise correct the volet in one of the files."
    ["pratique"]
}
