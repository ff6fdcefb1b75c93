/** Everything that can be wrong when a model is put on a date: code → parameters → Italian sentence. */
import type { Place, Problem } from "../model/index.ts";

const facetNames = {
  result: "consuntivo",
  target: "obiettivo",
  deviation: "scostamento",
  attainment: "raggiungimento",
  index: "indice",
} as const;

/** The facet `name` is asked of an indicator that does not have it. */
export function facetNotAvailable(
  place: Place,
  subject: string,
  indicator: string,
  facet: keyof typeof facetNames,
  available: readonly (keyof typeof facetNames)[],
): Problem {
  return {
    code: "facet-not-available",
    place,
    subject,
    sentence:
      `Qui serve la faccia «${facetNames[facet]}» di ${indicator}, che l'indicatore non ha: ` +
      `ha ${available.map((name) => `«${facetNames[name]}»`).join(", ")}.\n` +
      `Scegli una di queste, oppure dichiara in ${indicator} ciò che manca (scostamento, raggiungimento, obiettivo).`,
  };
}

/** Figures of two hierarchies cannot meet cell by cell. */
export function mixedHierarchies(
  place: Place,
  subject: string,
  own: string,
  indicator: string,
  other: string,
): Problem {
  return {
    code: "mixed-hierarchies",
    place,
    subject,
    sentence:
      `${indicator} vive nella gerarchia «${other}», questo indicatore nella gerarchia «${own}»: le unità dell'una non sono quelle dell'altra.\n` +
      `Usa indicatori della stessa gerarchia, oppure dichiara \`gerarchia: ${other}\` anche qui.`,
  };
}

/** The key of a node as formulas write it: `precedente(a.result)` is `precedente(a.consuntivo)`. */
function writeKey(key: string): string {
  return key.replace(
    /\b([a-z][a-z0-9_]*)\.(result|target|deviation|attainment|index)\b/g,
    (_, indicator: string, facet: keyof typeof facetNames) => `${indicator}.${facetNames[facet]}`,
  );
}

/** Each step of a circle needs the next one's value first. `isAlone`: they are all of one indicator. */
export function circularDefinition(
  place: Place,
  subject: string,
  steps: readonly string[],
  isAlone: boolean,
): Problem {
  const shown =
    steps.length <= 12 ? steps : [...steps.slice(0, 6), `… altri ${steps.length - 12} …`, ...steps.slice(-6)];
  return {
    code: "circular-definition",
    place,
    subject,
    sentence:
      (isAlone
        ? `Questo indicatore si definisce con sé stesso, e non può essere calcolato:\n`
        : `Questi indicatori si definiscono l'uno con l'altro, in cerchio, e nessuno può essere calcolato per primo:\n`) +
      `  ${[...shown, steps[0] ?? ""].map(writeKey).join(" → ")}\n` +
      `Togli ${isAlone ? "il rimando" : "uno dei rimandi"}; anche quello al periodo prima, con precedente(…), chiude il cerchio.`,
  };
}

/** `media_gruppo` names a grouping that the model does not have, or of another hierarchy. */
export function groupingNotUsable(
  place: Place,
  subject: string,
  grouping: string,
  known: readonly string[],
): Problem {
  return {
    code: "grouping-not-usable",
    place,
    subject,
    sentence:
      `Il raggruppamento «${grouping}» non esiste nella gerarchia di questo indicatore.\n` +
      (known.length > 0 ? `Esistono: ${known.join(", ")}.` : "Dichiaralo in `raggruppamenti`."),
  };
}

/** The product of the members of an indicator's dimensions is beyond the work limit. */
export function tooManyMembers(place: Place, subject: string, count: number, limit: number): Problem {
  return {
    code: "too-many-members",
    place,
    subject,
    sentence:
      `Le dimensioni di questo indicatore danno ${count} combinazioni di membri; il limite è ${limit}.\n` +
      `Togli una dimensione, oppure dividi l'indicatore.`,
  };
}

const grainNames: Readonly<Record<string, string>> = {
  ente: "per l'intero ente (le radici della gerarchia)",
  foglie: "per unità organizzative senza altre sotto di sé",
  tutte: "per ogni unità organizzativa",
};

/** An observation on a unit that is not measured by itself: nothing above it would count it. */
export function orgUnitOffGrain(
  place: Place,
  subject: string,
  d: {
    id: string;
    orgUnit: string;
    grain: string;
    year: number;
    /** Some of the units at the grain in that year, and how many others there are. */
    names: readonly string[];
    others: number;
    /** Rows with the same fault that are not told. */
    more: number;
  },
): Problem {
  const measured =
    grainNames[d.grain] ?? `per unità organizzative di tipo \`${d.grain}\` (dove sono annidate, le più alte)`;
  const others = d.others === 0 ? "" : d.others === 1 ? " e un'altra" : ` e altre ${d.others}`;
  const some =
    d.names.length === 0
      ? `A quel livello, nel ${d.year}, non c'è nessuna unità.`
      : `A quel livello, nel ${d.year}, ${d.names.length + d.others === 1 ? "c'è" : "ci sono"} ${d.names.join(", ")}${others}.`;
  const more = d.more === 0 ? "" : `\nAltre ${d.more} rilevazioni hanno lo stesso difetto.`;
  return {
    code: "org-unit-grain",
    place,
    subject,
    sentence:
      `\`${d.id}\` si rileva ${measured}, e \`${d.orgUnit}\` non è fra queste: il valore si conterebbe due volte, o nessuna. ${some}\n` +
      `Correggi l'unità organizzativa, o la \`grana\` dell'indicatore.${more}`,
  };
}
