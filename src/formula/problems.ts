/** Everything that can be wrong in a formula: code → parameters → Italian sentence. */
import type { Place, Problem } from "../model/index.ts";

const nearest = (name: string | undefined): string => (name === undefined ? "" : ` Forse volevi «${name}»?`);
const list = (names: readonly string[]): string =>
  names.length <= 12 ? names.join(", ") : `${names.slice(0, 12).join(", ")} … (in tutto ${names.length})`;

/** `10000` as `10.000`. */
const count = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ".");

export const formulaSentences = {
  "formula-too-long": (length: number, limit: number) =>
    `La formula è lunga ${count(length)} caratteri; il limite è ${count(limit)}.\nDividila: dai un nome alle sue parti, ciascuna un indicatore.`,
  "formula-empty": () =>
    "La formula è vuota.\nScrivi come si calcola l'indicatore, oppure togli la chiave se il dato è rilevato.",
  "formula-too-deep": (limit: number) =>
    `La formula annida parentesi, funzioni e operatori oltre ${limit} livelli (ogni termine di una somma ne conta uno).\n` +
    "Dividila: dai un nome alle sue parti, ciascuna un indicatore; una somma lunga si scrive sum(a, b, c).",
  "formula-too-large": (nodes: number, limit: number) =>
    `La formula ha ${count(nodes)} elementi; il limite è ${count(limit)}.\nDividila: dai un nome alle sue parti, ciascuna un indicatore.`,
  "formula-syntax": (what: string, advice: string) => `La formula non si legge: ${what}.\n${advice}`,
  "unsupported-construct": (what: string, advice: string) =>
    `Nelle formule di Piramide non si usa ${what}: il dialetto è stretto perché ogni calcolo resti spiegabile.\n${advice}`,
  "unknown-name": (name: string, suggestion: string | undefined) =>
    `Nessun indicatore si chiama «${name}».${nearest(suggestion)}\nCorreggi il nome, oppure dichiara l'indicatore.`,
  "unknown-facet": (facet: string, known: readonly string[], suggestion: string | undefined) =>
    `«${facet}» non è una faccia di un indicatore.${nearest(suggestion)}\nDopo il punto si scrive una di: ${list(known)}.`,
  "unknown-function": (name: string, known: readonly string[], suggestion: string | undefined) =>
    `La funzione «${name}» non esiste.${nearest(suggestion)}\nEsistono: ${known.join(", ")}.`,
  "wrong-argument-count": (name: string, expected: string, found: number) =>
    `La funzione «${name}» vuole ${expected}; qui ne ha ${found}.\nScrivi gli argomenti fra parentesi, separati da virgole.`,
  "wrong-filter": (indicator: string) =>
    `Fra parentesi quadre si scelgono i membri delle dimensioni di ${indicator}, e nient'altro.\n` +
    `Scrivi ${indicator}[dimensione = "membro"], e con più dimensioni [… and …].`,
  "unknown-dimension": (
    dimension: string,
    indicator: string,
    known: readonly string[],
    suggestion: string | undefined,
  ) =>
    `L'indicatore ${indicator} non ha la dimensione «${dimension}».${nearest(suggestion)}\n` +
    (known.length === 0 ? "Non ne ha nessuna: togli il filtro." : `Ha: ${list(known)}.`),
  "unknown-member": (
    member: string,
    dimension: string,
    known: readonly string[],
    suggestion: string | undefined,
  ) => `La dimensione ${dimension} non ha il membro «${member}».${nearest(suggestion)}\nHa: ${list(known)}.`,
  "ambiguous-power": (base: string) =>
    "L'ordine di questa potenza non è chiaro: FEEL e l'uso comune la calcolano in modo diverso.\n" +
    `Metti le parentesi: (${base}) ** …, oppure quelle che intendi.`,
  "chained-comparison": () =>
    "Due confronti in fila non si leggono come in matematica: FEEL confronterebbe l'esito del primo.\n" +
    "Scrivi `x between a and b`, oppure `a < x and x < b`.",
  "whole-number-expected": (what: string, limit: number, advice: string) =>
    `${what} dev'essere un numero intero scritto nella formula, fra -${limit} e ${limit}: così il calcolo dà le stesse cifre ovunque.\n${advice}`,
  "number-out-of-range": (text: string) =>
    `Il numero ${text} è troppo grande per essere calcolato.\nScrivilo in un'unità di misura più grande.`,
  "wrong-argument": (name: string, which: string, advice: string) =>
    `La funzione «${name}» vuole ${which}; qui c'è altro.\n${advice}`,
  "quantities-differ": (operation: string, left: string, right: string) =>
    `Qui ${operation} quantità diverse: a sinistra ${left}, a destra ${right}.\n` +
    "Porta le due parti alla stessa unità di misura, oppure correggi l'unità dell'indicatore sbagliato.",
  "computed-quantity-differs": (computed: string, declared: string) =>
    `La formula dà ${computed}, ma l'indicatore è dichiarato in ${declared}.\n` +
    "Correggi l'unità dell'indicatore o la formula; un numero scritto in una moltiplicazione o divisione non porta unità: " +
    "se ne ha una (365 giorni), dichiaralo come indicatore.",
  "sum-of-ratios": (indicator: string, name: string, kind: string) =>
    `«${name}» sommerebbe ${indicator}, che per natura è ${kind}: rapporti e punteggi non si sommano, si ricalcolano dalle loro parti.\n` +
    "Somma numeratore e denominatore, ciascuno per conto suo, e poi dividi.",
  "cumulated-not-flow": (indicator: string, name: string, kind: string) =>
    `«${name}» somma nel tempo, e ${indicator} per natura è ${kind}: nel tempo si sommano solo i flussi.\n` +
    "Togli la funzione, oppure correggi la natura dell'indicatore.",
  "weight-not-additive": (name: string, indicator: string, kind: string) =>
    `Il peso di ${name} dev'essere una quantità che si somma (flusso, consistenza o livello); ${indicator} per natura è ${kind}.\n` +
    "Pesa con ciò che sta al denominatore dell'indicatore di cui fai la media.",
  "number-expected": () =>
    "Qui serve un numero, e c'è un confronto o un valore vero/falso.\nScrivi `if … then 1 else 0`, oppure togli il confronto.",
  "boolean-expected": () =>
    "Qui serve un confronto o un valore vero/falso, e c'è un numero.\nScrivi il confronto per intero: `x > 0`, `x = 1`.",
  "kind-too-strong": (declared: string, inferred: string) =>
    `L'indicatore è dichiarato ${declared}, cioè sommabile, ma ciò che la formula calcola è ${inferred}: sommarlo darebbe un totale falso.\n` +
    `Dichiara \`natura: ${inferred}\`, oppure \`aggregazione: somma\` se il totale è davvero la somma di ciò che si calcola alla grana.`,
  "roll-up-not-additive": (kind: string) =>
    `L'indicatore ha \`aggregazione: somma\` ma per natura è ${kind}: rapporti e punteggi non si sommano.\n` +
    "Scrivi `aggregazione: ricalcola`, oppure correggi la natura.",
  "free-dimension": (indicator: string, dimensions: readonly string[], example: string) =>
    `${indicator} ha ${dimensions.length === 1 ? "la dimensione" : "le dimensioni"} ${list(dimensions)}, che l'indicatore calcolato non ha: non si sa quale membro prendere.\n` +
    `Scegli un membro, ${indicator}[${example}], oppure aggrega i membri: sum(${indicator}), con il nome da solo fra le parentesi.`,
  "nothing-to-aggregate": (name: string) =>
    `«${name}» qui riceve un solo valore e non ha nulla da aggregare: le dimensioni in comune con l'indicatore calcolato si corrispondono membro per membro.\n` +
    "Se vuoi il totale sui membri, dichiara un indicatore senza quella dimensione che lo calcoli, e usa quello.",
} as const;

export type FormulaProblemCode = keyof typeof formulaSentences;
type ParametersOf<Code extends FormulaProblemCode> = Parameters<(typeof formulaSentences)[Code]>;

export function getFormulaProblem<Code extends FormulaProblemCode>(
  code: Code,
  place: Place,
  subject: string,
  ...parameters: ParametersOf<Code>
): Problem {
  const write = formulaSentences[code] as (...given: ParametersOf<Code>) => string;
  return { code, place, subject, sentence: write(...parameters) };
}
