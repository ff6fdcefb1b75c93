/** What can stand in the way of a nation: code → details → Italian sentence. */
import type { Problem } from "../model/index.ts";

const nowhere = { file: "generate", line: 1, column: 1 } as const;

export function tooFewRows(rows: number, least: number): Problem {
  return {
    code: "too-few-rows",
    place: { ...nowhere, file: "--rows" },
    subject: "",
    sentence: `${rows} righe non bastano: anche la nazione più piccola ha le presenze di ogni struttura per due anni.\nChiedine almeno ${least}.`,
  };
}

export function seedNotWhole(seed: number): Problem {
  return {
    code: "seed-not-whole",
    place: { ...nowhere, file: "--seed" },
    subject: "",
    sentence: `Il seme ${seed} non è un numero intero fra 0 e 4.294.967.295.\nScrivi per esempio --seed 1.`,
  };
}

/** `what`: what the model of the nation should have. */
export function modelLacks(what: readonly string[]): Problem {
  return {
    code: "nation-lacks",
    place: { ...nowhere, file: "--model" },
    subject: "",
    sentence: `Il modello non basta per inventare una nazione. Manca:\n${list(what)}\nParti da models/nazione.`,
  };
}

/** `figures`: indicator, period and members, as one would write them. */
export function likeLacks(figures: readonly string[]): Problem {
  return {
    code: "figure-not-in-like",
    place: { ...nowhere, file: "--like" },
    subject: "",
    sentence: `Il modello da imitare non ha cifre su cui la nazione si calibra:\n${list(figures)}\nScegli un modello che le rileva, come inps-2023.`,
  };
}

const shownAtMost = 4;

function list(items: readonly string[]): string {
  const hidden = items.length - shownAtMost;
  const shown = items.slice(0, shownAtMost).map((item) => `  ${item}`);
  return [...shown, ...(hidden > 0 ? [`  … e altre ${hidden}`] : [])].join("\n");
}
