/** The entries of the ledger that the imitated model prints, to the cent, and the costs that follow from them. */
import type { Targets } from "./read-targets.ts";

/** Cents that the euros hide, between −49 and 49. A report that rounds each entry then prints totals that seem off by one. */
const hidden: Readonly<Record<string, number>> = {
  ieep_gestione_flussi: -23,
  ieep_accertamento_contributi: -31,
  ieep_minori_prestazioni: 12,
  ieep_accertamento_eca: -18,
  ieep_accertamento_indebite: -7,
  ieep_incassi_vigilanza_ispettiva: 27,
  ieep_incassi_vigilanza_documentale: 14,
  ieep_incassi_regolarizzazioni: 33,
  ieep_incassi_eca: -16,
  ieep_interessi_legali: 9,
  ieep_incassi_indebite: -21,
  ieep_incassi_surrogatorie: 18,
  ieep_incassi_riscatti: -35,
  ieep_incassi_volontari: 22,
  ieep_incassi_visite: -4,
};

/** The entries that profitability sets against the costs. */
const assessed = [
  "ieep_gestione_flussi",
  "ieep_accertamento_contributi",
  "ieep_minori_prestazioni",
  "ieep_accertamento_eca",
  "ieep_accertamento_indebite",
];

/** Entries that the imitated model prints; the others follow from costs. */
export function isPrintedEntry(entry: string): boolean {
  return entry.startsWith("ieep_");
}

export function countCents(targets: Targets, entry: string): number {
  return (targets.ledger.get(entry) ?? 0) * 100 + (hidden[entry] ?? 0);
}

/** Cents of costs that the printed profitability asks for; rounded down, so that it is not less than printed. */
export function findCosts(targets: Targets): number {
  const revenue = assessed.reduce((sum, entry) => sum + countCents(targets, entry), 0);
  return Math.floor(revenue / targets.profitability);
}
