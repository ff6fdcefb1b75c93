/** Many deliveries in the order of a list, as a night's run takes them in: the model is read and the engine opened once. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDay, type Outcome, type Problem } from "../model/index.ts";
import { openDuckDb, openWorkspace } from "../warehouse/index.ts";
import { type ImportFileReport, type ImportFileRequest, takeIn } from "./import.ts";
import { openModel } from "./open-model.ts";
import { deliveryFileNotFound, deliveryListUnclear } from "./problems.ts";

export interface ImportListRequest
  extends Pick<ImportFileRequest, "directory" | "data" | "strict" | "memory" | "onProgress"> {
  /** `file;fonte;periodo;modo;registrato_il`, a line a delivery; files stand beside the list. */
  readonly list: string;
  /** For lines that give no day. */
  readonly recordedAt: string;
  readonly onDelivery?: (report: ImportFileReport) => void;
}

interface Line {
  readonly file: string;
  readonly source: string;
  readonly period: string;
  readonly mode: "full" | "delta" | "removal";
  readonly recordedAt: string;
}

/** Stops at the first delivery that is refused; those before it stay. The value counts what was taken in. */
export async function importList(request: ImportListRequest): Promise<Outcome<number>> {
  const lines = readList(request);
  if (lines.problems.length > 0) return { value: 0, problems: lines.problems };
  const opened = openModel(request.directory);
  if (opened.problems.length > 0) return { value: 0, problems: opened.problems };
  const workspace = openWorkspace(request.data, opened.model.id);
  if (workspace.value === undefined) return { value: 0, problems: workspace.problems };
  const database = await openDuckDb({ folder: join(request.data, "in-arrivo"), memory: request.memory });
  try {
    let count = 0;
    for (const line of lines.value) {
      const asked: ImportFileRequest = { ...request, ...line, totals: new Map() };
      const { value, problems } = await takeIn(asked, opened.model, workspace.value, database);
      if (value === undefined) return { value: count, problems };
      request.onDelivery?.(value);
      count++;
    }
    return { value: count, problems: [] };
  } finally {
    database.close();
  }
}

const modes: Readonly<Record<string, Line["mode"]>> = { completa: "full", delta: "delta", ritiro: "removal" };

function readList({ list, recordedAt }: ImportListRequest): Outcome<readonly Line[]> {
  let text: string;
  try {
    text = readFileSync(list, "utf8");
  } catch {
    return { value: [], problems: [deliveryFileNotFound(list)] };
  }
  const [header = "", ...rows] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const names = header.split(";").map((name) => name.trim());
  const problems: Problem[] = [];
  for (const name of ["file", "fonte", "periodo"])
    if (!names.includes(name)) problems.push(deliveryListUnclear(list, 1, `manca la colonna «${name}»`));
  if (problems.length > 0) return { value: [], problems };
  const value = rows.flatMap((row, index): Line[] => {
    if (row.trim() === "") return [];
    const cells = row.split(";");
    const get = (name: string): string => cells[names.indexOf(name)]?.trim() ?? "";
    const mode = modes[get("modo") === "" ? "completa" : get("modo")];
    const day = get("registrato_il") === "" ? recordedAt : get("registrato_il");
    if (mode === undefined)
      problems.push(
        deliveryListUnclear(list, index + 2, `il modo «${get("modo")}» non è completa, delta o ritiro`),
      );
    if (!isDay(day))
      problems.push(deliveryListUnclear(list, index + 2, `«${day}» non è un giorno come 2023-12-05`));
    if (mode === undefined) return [];
    return [
      {
        file: join(dirname(list), get("file")),
        source: get("fonte"),
        period: get("periodo"),
        mode,
        recordedAt: day,
      },
    ];
  });
  return { value, problems };
}
