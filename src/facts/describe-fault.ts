/** What is wrong with a row, in words that its sender can act on: which column, why, what to do. */
import { type FileFormat, quote } from "../model/index.ts";
import { type Contract, type ContractColumn, decodeFault, type Fault } from "./contract.ts";
import { mostDigits } from "./read-row.ts";

export interface FaultWords {
  /** The column's name; empty where the whole row is concerned. */
  readonly column: string;
  readonly found: string;
  readonly reason: string;
  readonly remedy: string;
}

/** `cells` are those of the row, as written, in the order of the contract's columns. */
export function describeFault(contract: Contract, code: number, cells: readonly string[]): FaultWords {
  const fault = decodeFault(code);
  if (fault.type === "duplicate-key") return describeDuplicate(contract, cells);
  if (fault.type === "check") {
    const { reason, remedy } = contract.checks[fault.check]!;
    return {
      column: "",
      found: "",
      reason,
      remedy: remedy ?? "Correggi la riga, o chiedi al responsabile della fonte.",
    };
  }
  const column = contract.columns[fault.column]!;
  const found = cells[fault.column] ?? "";
  return { column: column.id, found, ...describeCell(contract, column, fault, found) };
}

function describeDuplicate({ columns }: Contract, cells: readonly string[]): FaultWords {
  const keys = columns.flatMap(({ id, isKey }, index) => (isKey ? [`${id} ${cells[index] ?? ""}`] : []));
  return {
    column: columns
      .filter(({ isKey }) => isKey)
      .map(({ id }) => id)
      .join(", "),
    found: keys.join(", "),
    reason: "la stessa chiave è già in una riga precedente del file",
    remedy: "Lascia una riga sola per ogni chiave; una correzione si manda con una consegna in modo delta.",
  };
}

type Words = Pick<FaultWords, "reason" | "remedy">;

function describeCell(
  { source, period, offices }: Contract,
  column: ContractColumn,
  { fault }: Extract<Fault, { type: "cell" }>,
  found: string,
): Words {
  switch (fault) {
    case "none":
      return { reason: "", remedy: "" };
    case "empty":
      return { reason: "la cella è vuota", remedy: "Scrivi il valore: in questa colonna non può mancare." };
    case "unreadable":
      return describeUnreadable(column, source.format);
    case "below-minimum":
      return {
        reason: `il valore è sotto il minimo, ${writeScaled(column.min ?? 0, column.decimals)}`,
        remedy: "Correggi il valore.",
      };
    case "above-maximum":
      return {
        reason: `il valore supera il massimo, ${writeScaled(column.max ?? 0, column.decimals)}`,
        remedy: "Correggi il valore.",
      };
    case "outside-period":
      return {
        reason: `il giorno non cade nel periodo della consegna, ${period.code}`,
        remedy: `Correggi il giorno, o manda la riga con la consegna del suo periodo (qui va dal ${period.from} al ${period.until} escluso).`,
      };
    case "not-allowed":
      return describeNotAllowed(column, source, period.code, offices.get(found));
  }
}

function describeUnreadable({ type, decimals }: ContractColumn, format: FileFormat): Words {
  const mark = format.decimalMark;
  switch (type) {
    case "integer":
      return {
        reason: `non è un numero intero di al più ${mostDigits} cifre`,
        remedy: "Scrivi solo cifre, per esempio 1234.",
      };
    case "number":
      return {
        reason: `non è un numero con al più ${decimals} decimali e ${mostDigits} cifre in tutto`,
        remedy: `Scrivi per esempio 1234${mark}${"5".padEnd(decimals, "0")}.`,
      };
    case "day":
      return {
        reason: "non è un giorno del calendario",
        remedy: `Scrivi il giorno come ${format.days === "iso" ? "2023-11-30" : "30/11/2023"} (attenzione ai mesi corti e al 29 febbraio).`,
      };
    case "yes-no":
      return { reason: "non è né sì né no", remedy: "Scrivi si oppure no." };
    case "text":
      return { reason: "il testo non si legge", remedy: "Controlla la codifica del file." };
  }
}

function describeNotAllowed(
  column: ContractColumn,
  source: Contract["source"],
  period: string,
  office: string | undefined,
): Words {
  if (column.role === "office") {
    if (office === "closed")
      return {
        reason: `l'ufficio non è attivo nel periodo ${period}`,
        remedy:
          "Attribuisci la riga all'ufficio che ne ha preso il posto, o chiedi di aggiornare l'albero degli uffici.",
      };
    if (office === "above")
      return {
        reason: "è un ufficio che si somma da quelli sotto di lui",
        remedy: "Attribuisci la riga a uno degli uffici che producono.",
      };
    if (office === "beside")
      return {
        reason: `la fonte non riguarda gli uffici del suo tipo, ma solo quelli di tipo ${source.officeTypes?.join(", ")}`,
        remedy:
          "Attribuisci la riga all'ufficio che ha fatto il lavoro, o chiedi di aggiornare `uffici` nella fonte.",
      };
    return {
      reason: "l'ufficio non esiste nel modello",
      remedy: "Correggi il codice, o chiedi di aggiungere l'ufficio all'albero.",
    };
  }
  if (column.table !== undefined)
    return {
      reason: `il valore non è nella tabella ${quote(column.table)}, o non vi è valido nel periodo ${period}`,
      remedy: "Correggi il codice, o chiedi di aggiornare la tabella.",
    };
  return {
    reason: "il valore non è fra quelli ammessi",
    remedy: `Scrivi uno di: ${[...(column.allowed ?? [])].join(", ")}.`,
  };
}

/** A scaled whole number as it is written in Italian. */
export function writeScaled(scaled: number, decimals: number): string {
  const digits = String(Math.abs(scaled)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ".");
  const fraction = decimals === 0 ? "" : `,${digits.slice(digits.length - decimals)}`;
  return `${scaled < 0 ? "−" : ""}${whole}${fraction}`;
}
