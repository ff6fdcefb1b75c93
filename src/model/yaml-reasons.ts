/** The YAML library's error codes in Italian. */

const reasons: Readonly<Record<string, string>> = {
  BAD_INDENT: "il rientro di questa riga non corrisponde a quello delle voci vicine. Allineala.",
  TAB_AS_INDENT: "il rientro è fatto con un carattere di tabulazione. Usa gli spazi.",
  BLOCK_AS_IMPLICIT_KEY:
    "qui comincia un elenco di chiavi sulla riga di un valore. Vai a capo e rientra, oppure metti il valore fra virgolette se contiene due punti.",
  MULTILINE_IMPLICIT_KEY:
    "una chiave è scritta su più righe, o dopo una chiave mancano i due punti. Correggila.",
  BLOCK_IN_FLOW: "dentro `[ ]` o `{ }` c'è un elenco a rientri. Scrivilo con parentesi e virgole.",
  MISSING_CHAR:
    "manca un segno: due punti, una virgola, una parentesi o delle virgolette di chiusura. Aggiungilo.",
  UNEXPECTED_TOKEN: "qui c'è un segno fuori posto. Toglilo, o metti il testo fra virgolette.",
  BAD_SCALAR_START: "un testo non può cominciare con questo carattere. Mettilo fra virgolette.",
  BAD_DQ_ESCAPE:
    "fra virgolette doppie la barra `\\` è seguita da un carattere non ammesso. Usa le virgolette semplici.",
  KEY_OVER_1024_CHARS: "una chiave supera i 1.024 caratteri. Accorciala.",
  BAD_COLLECTION_TYPE: "l'etichetta di tipo non va d'accordo con il valore. Toglila.",
  TAG_RESOLVE_FAILED: "l'etichetta di tipo non va d'accordo con il valore. Toglila.",
  MULTIPLE_TAGS: "ci sono due etichette di tipo. Toglile.",
  BAD_PROP_ORDER: "un'etichetta è fuori posto. Toglila.",
  MULTIPLE_DOCS: "il file contiene più documenti. Lasciane uno.",
  BAD_DIRECTIVE: "la direttiva non esiste. Togli la riga.",
};

export function getSyntaxReason(code: string): string {
  return (
    reasons[code] ?? "la struttura non si capisce da qui in poi. Controlla rientri, parentesi e virgolette."
  );
}
