/**
 * `npm run bench`: how fast the engine is, in one run, beside what it is compared with. What needs a process
 * of its own (memory, the spreadsheet, the large sizes) runs as this same file with the name of the part.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { nationalSize } from "./generate-model.ts";
import { measureCorrections, measureEngine, measureExplanations } from "./measure-engine.ts";
import type { FactTimes } from "./measure-facts.ts";
import type { Memory } from "./measure-memory.ts";
import { measureModelFolder } from "./measure-model-folder.ts";
import type { PageTimes } from "./measure-pages.ts";
import type { ScenarioReport } from "./measure-scenarios.ts";
import type { ScreenTimes } from "./measure-screen.ts";
import type { ServerTimes } from "./measure-server.ts";
import type { ShardTimes } from "./measure-shards.ts";
import { measureSizes, type SizeTime } from "./measure-sizes.ts";
import type { SpreadsheetTimes } from "./measure-spreadsheet.ts";
import { prepareBench } from "./prepare-bench.ts";
import { formatCount, formatGoals, formatTable, type Goal } from "./print-report.ts";

const inpsFolder = fileURLToPath(new URL("../models/inps-2023", import.meta.url));

/** Loaded only where they run: what one part imports would weigh on the memory of another. */
const parts = {
  scenarios: async () => (await import("./measure-scenarios.ts")).measureScenarios(),
  screen: async () => (await (await import("./measure-screen.ts")).measureScreen()) ?? null,
  memory: async () => (await import("./measure-memory.ts")).measureMemory(prepareBench(nationalSize)),
  spreadsheet: async () =>
    (await import("./measure-spreadsheet.ts")).measureSpreadsheet(prepareBench(nationalSize)),
  sizes: async () => measureSizes(),
  facts: async () => (await import("./measure-facts.ts")).measureFacts(benchRows),
  pages: async () => (await import("./measure-pages.ts")).measurePages(),
  server: async () => (await import("./measure-server.ts")).measureServer(benchRequests),
  "shards-apart": async () => (await import("./measure-shards.ts")).measureShards(benchRows, 0.3),
} as const;
type Part = keyof typeof parts;

/** Rows of the nation on which facts are measured; 50 million take some minutes and 10 GB of disk. */
const benchRows = Number(process.env.PIRAMIDE_BENCH_ROWS ?? 5_000_000);

/** Requests a resource. */
const benchRequests = Number(process.env.PIRAMIDE_BENCH_REQUESTS ?? 1_000);

/** Another process of this file, whose last line is what it measured. */
function runApart(part: Part): unknown {
  const file = fileURLToPath(import.meta.url);
  // Only the spreadsheet needs a larger heap than Node's own.
  const options = part === "spreadsheet" ? ["--max-old-space-size=8192"] : [];
  const { stdout, stderr, status } = spawnSync(process.execPath, [...options, file, part], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${part}: ${stderr}`);
  return JSON.parse(stdout.trim().split("\n").at(-1)!);
}

function printTitle(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

function printTable(rows: readonly (readonly string[])[]): void {
  process.stdout.write(`${formatTable(rows)}\n`);
}

const ms = (value: number): string => `${formatCount(value, value < 10 ? 3 : 1)} ms`;
const perCell = (milliseconds: number, cells: number): string =>
  `${formatCount((milliseconds * 1e6) / cells, 2)} ns`;

function printEngine(goals: Goal[]): void {
  const bench = prepareBench(nationalSize);
  const engine = measureEngine(bench);
  const { full, fresh, byHand, cells, handCells } = engine;
  const perSecond = (milliseconds: number, count: number): string =>
    `${formatCount(count / milliseconds / 1000, 1)} M/s`;
  const ratio = (time: number): string => `${formatCount(time / byHand.fastest, 2)} ×`;
  printTitle(
    `Ricalcolo di tutto: ${formatCount(cells)} celle, ${formatCount(engine.absentShare * 100, 1)} % assenti (il più veloce di 15 giri; mediana)`,
  );
  printTable([
    ["", "più veloce", "mediana", "per cella", "celle", "rispetto a mano"],
    [
      "motore, colonne riusate",
      ms(full.fastest),
      ms(full.median),
      perCell(full.fastest, cells),
      perSecond(full.fastest, cells),
      ratio(full.fastest),
    ],
    [
      "motore, memoria nuova",
      ms(fresh.fastest),
      ms(fresh.median),
      perCell(fresh.fastest, cells),
      perSecond(fresh.fastest, cells),
      ratio(fresh.fastest),
    ],
    [
      "a mano, senza totali né assenze",
      ms(byHand.fastest),
      ms(byHand.median),
      perCell(byHand.fastest, handCells),
      perSecond(byHand.fastest, handCells),
      ratio(byHand.fastest),
    ],
  ]);
  process.stdout.write(
    `A mano solo le 700 formule; ${formatCount(engine.compared)} celle confrontate bit per bit, ${engine.different} diverse.\n`,
  );
  const corrections = measureCorrections(bench);
  printTitle("Una correzione fino al vertice (400 correzioni diverse)");
  const gain = (time: number): string => `${formatCount(full.fastest / time, 0)} volte`;
  printTable([
    ["", "più veloce", "mediana", "più rapida del ricalcolo di"],
    [
      "correggere",
      ms(corrections.revise.fastest),
      ms(corrections.revise.median),
      gain(corrections.revise.median),
    ],
    ["annullare", ms(corrections.undo.fastest), ms(corrections.undo.median), gain(corrections.undo.median)],
    [
      "le due insieme",
      ms(corrections.both.fastest),
      ms(corrections.both.median),
      gain(corrections.both.median),
    ],
  ]);
  process.stdout.write(
    `Celle cambiate: ${formatCount(corrections.medianCells)} (mediana), al più ${formatCount(corrections.mostCells)}.\n`,
  );
  printTitle("Spiegazione della cifra al vertice, anno intero");
  printTable([
    ["", "passi", "tempo"],
    ...measureExplanations(bench).map(({ where, steps, isCut, times }) => [
      where,
      `${formatCount(steps)}${isCut ? " (limite raggiunto)" : ""}`,
      ms(times.median),
    ]),
  ]);
  const slower = full.fastest / byHand.fastest;
  const quicker = full.fastest / corrections.revise.median;
  goals.push(
    {
      name: "ricalcolo rispetto ai cicli a mano",
      wanted: "≤ 3 ×",
      found: `${formatCount(slower, 2)} ×`,
      isReached: slower <= 3,
    },
    {
      name: "correzione rispetto al ricalcolo",
      wanted: "≥ 50 volte",
      found: `${formatCount(quicker, 0)} volte`,
      isReached: quicker >= 50,
    },
  );
  printSpreadsheet(runApart("spreadsheet") as SpreadsheetTimes, full.fastest / cells);
}

function printSpreadsheet(sheet: SpreadsheetTimes, engineTime: number): void {
  printTitle(
    `HyperFormula: un mese, ${formatCount(sheet.cells)} celle di cui ${formatCount(sheet.formulas)} formule, senza totali né assenze`,
  );
  const ratio = (time: number): string =>
    `${formatCount(time / sheet.cells / engineTime, 0)} × il motore per cella`;
  printTable([
    ["costruire e calcolare", ms(sheet.build), perCell(sheet.build, sheet.cells), ratio(sheet.build)],
    [
      "ricostruire e ricalcolare",
      ms(sheet.recompute),
      perCell(sheet.recompute, sheet.cells),
      ratio(sheet.recompute),
    ],
    ["un dato cambiato, fino al vertice (mediana)", ms(sheet.change), "", ""],
  ]);
  process.stdout.write(
    `Formule uguali ai cicli a mano a 12 cifre: ${formatCount(sheet.equal)} su ${formatCount(sheet.formulas)}.\n`,
  );
}

function printMemory(goals: Goal[]): void {
  // First of all, because a new process begins with the size of the one that starts it.
  const { peak, heapUsed, arrayBuffers } = runApart("memory") as Memory;
  printTitle("Memoria di un processo che calcola, ricalcola e corregge a questa grandezza");
  printTable([
    ["massimo residente", `${formatCount(peak)} MB`],
    ["di cui colonne e dati rilevati", `${formatCount(arrayBuffers)} MB`],
    ["di cui oggetti", `${formatCount(heapUsed)} MB`],
  ]);
  goals.push({
    name: "memoria",
    wanted: "< 400 MB",
    found: `${formatCount(peak)} MB`,
    isReached: peak < 400,
  });
}

function printSizes(goals: Goal[]): void {
  const sizes = runApart("sizes") as SizeTime[];
  printTitle("Tempo per cella al crescere del modello (1.000 indicatori)");
  printTable(
    sizes.map(({ cells, how, nanosecondsPerCell }) => [
      how,
      formatCount(cells),
      `${formatCount(nanosecondsPerCell, 2)} ns`,
    ]),
  );
  const times = sizes.map(({ nanosecondsPerCell }) => nanosecondsPerCell);
  const spread = Math.max(...times) / Math.min(...times);
  const name = "tempo per cella da 1 a 100 milioni (massimo / minimo)";
  goals.push({ name, wanted: "piatto: ≤ 1,5", found: formatCount(spread, 2), isReached: spread <= 1.5 });
}

function printFacts(goals: Goal[]): void {
  const facts = runApart("facts") as FactTimes;
  const rate = (rows: number, time: number): string => `${formatCount(rows / time / 1000, 2)} M righe/s`;
  printTitle(
    `Dai fatti alle cifre: nazione sintetica di ${formatCount(facts.rows)} righe (pratiche: ${formatCount(facts.caseRows)}, ${formatCount(facts.megabytes)} MB in CSV, ${formatCount(facts.parquetMegabytes)} MB in Parquet)`,
  );
  printTable([
    ["generare tutte le consegne", ms(facts.generate), rate(facts.rows, facts.generate)],
    [
      "importare tutte le consegne, un mese per volta",
      ms(facts.importAll),
      rate(facts.rows, facts.importAll),
    ],
    ["importare le pratiche", ms(facts.importCases), rate(facts.caseRows, facts.importCases)],
    ["le stesse, read_csv e Parquet soltanto", ms(facts.copyCases), rate(facts.caseRows, facts.copyCases)],
    [
      "misure delle pratiche dalle righe (il più veloce di 5)",
      ms(facts.sums.fastest),
      rate(facts.caseRows, facts.sums.fastest),
    ],
    [
      "le stesse in SQL scritto a mano",
      ms(facts.handSums.fastest),
      rate(facts.caseRows, facts.handSums.fastest),
    ],
    ["da un processo nuovo a tutta la piramide, dalle righe", ms(facts.wholeRaw.fastest), ""],
    ["lo stesso, con le somme conservate", ms(facts.wholeSums.fastest), ""],
    ["lo stesso, con le cifre conservate", ms(facts.wholeKept.fastest), ""],
    ["una riga corretta: dalla consegna registrata alla cifra (mediana)", ms(facts.correction.median), ""],
    ["massimo residente del processo", `${formatCount(facts.peakMegabytes)} MB`, ""],
  ]);
  const bySql = facts.sums.fastest / facts.handSums.fastest;
  const byCopy = facts.copyCases / facts.importCases;
  const goal = (name: string, wanted: string, found: string, isReached: boolean): Goal => ({
    name,
    wanted,
    found,
    isReached,
  });
  goals.push(
    goal("misure rispetto a SQL scritto a mano", "≤ 1,2 ×", `${formatCount(bySql, 2)} ×`, bySql <= 1.2),
    goal(
      "importazione rispetto a read_csv e Parquet",
      "≥ 60 %",
      `${formatCount(byCopy * 100)} %`,
      byCopy >= 0.6,
    ),
    goal(
      "tutta la piramide dalle righe",
      "≤ 4 s",
      ms(facts.wholeRaw.fastest),
      facts.wholeRaw.fastest <= 4000,
    ),
    goal(
      "tutta la piramide da ciò che è conservato",
      "≤ 1 s",
      ms(facts.wholeKept.fastest),
      facts.wholeKept.fastest <= 1000,
    ),
    goal("una riga corretta", "≤ 50 ms", ms(facts.correction.median), facts.correction.median <= 50),
    goal(
      "memoria con i fatti",
      "≤ 2.000 MB",
      `${formatCount(facts.peakMegabytes)} MB`,
      facts.peakMegabytes <= 2000,
    ),
  );
}

function printPages(goals: Goal[]): void {
  const { first, next, supposed, scriptBytes, scroll } = runApart("pages") as PageTimes;
  printTitle(
    "Le pagine in un navigatore, da un servizio su questa macchina (il più veloce di 7 giri; mediana)",
  );
  printTable([
    ["la prima, fino alla prima cifra che si può premere", ms(first.fastest), ms(first.median)],
    ...next.map(({ name, times }) => [`poi: ${name}`, ms(times.fastest), ms(times.median)]),
    [
      "poi: E se…, e un peso cambiato subito, fino a ciò che ne segue",
      ms(supposed.fastest),
      ms(supposed.median),
    ],
  ]);
  const { rows, scrolled, still } = scroll;
  printTitle(
    `Una tabella di ${formatCount(rows)} righe: da un fotogramma all'altro (mediana; 95° percentile)`,
  );
  printTable([
    ["mentre scorre, otto righe a fotogramma", ms(scrolled.median), ms(scrolled.late)],
    ["ferma", ms(still.median), ms(still.late)],
  ]);
  const slowest = Math.max(...next.map(({ times }) => times.median));
  const kilobytes = scriptBytes / 1000;
  goals.push(
    {
      name: "prima pagina",
      wanted: "≤ 1.500 ms",
      found: ms(first.median),
      isReached: first.median <= 1500,
    },
    { name: "pagine seguenti", wanted: "≤ 300 ms", found: ms(slowest), isReached: slowest <= 300 },
    {
      name: "script della prima pagina, compresso",
      wanted: "≤ 250 kB",
      found: `${formatCount(kilobytes)} kB`,
      isReached: kilobytes <= 250,
    },
    {
      name: "tabella lunga, 19 fotogrammi su 20",
      wanted: "≤ 33 ms",
      found: ms(scrolled.late),
      isReached: rows >= 100_000 && scrolled.late <= 33,
    },
  );
}

const changeNames = { weight: "un peso", target: "un obiettivo", result: "un dato di una foglia" } as const;

function printScenarios(goals: Goal[]): void {
  const { times, whole, nodes } = runApart("scenarios") as ScenarioReport;
  const ratio = (time: number): string => `${formatCount(whole[0] / time, 0)} volte`;
  printTitle(
    `E se: un cambiamento, le sue conseguenze e la classifica (200 di ogni specie, ${formatCount(nodes)} nodi)`,
  );
  printTable([
    ["", "periodo guardato", "95°", "anno intero", "95°", "nodi toccati", "più rapido del ricalcolo di"],
    ...times.map(({ change, median, slow, seen, nodes: touched }) => [
      changeNames[change],
      ms(seen[0]),
      ms(seen[1]),
      ms(median),
      ms(slow),
      `${formatCount(touched[0])}, al più ${formatCount(touched[1])}`,
      ratio(median),
    ]),
    ["ricalcolo di tutto, con la classifica", "", "", ms(whole[0]), ms(whole[1]), formatCount(nodes), ""],
  ]);
  const screen = runApart("screen") as readonly ScreenTimes[] | null;
  if (screen === null) {
    process.stdout.write("Sullo schermo non si misura: manca Chromium.\n");
    return;
  }
  printTitle("E se, sullo schermo: dal tasto al fotogramma disegnato, in Chromium (piramide:scenario)");
  printTable([
    ["", "pagina cambiata", "95° percentile", "disegnata", "95° percentile"],
    ...screen.map(({ what, changed, drawn }) => [
      what,
      ms(changed[0]),
      ms(changed[1]),
      ms(drawn[0]),
      ms(drawn[1]),
    ]),
  ]);
  const limits = [33, 33, 300];
  for (const [k, { what, drawn }] of screen.entries()) {
    goals.push({
      name: `${what}: calcolo, classifica e schermo (95° percentile)`,
      wanted: `≤ ${limits[k]!} ms`,
      found: ms(drawn[1]),
      isReached: drawn[1] <= limits[k]!,
    });
  }
}

async function printInps(): Promise<void> {
  const inps = await measureModelFolder(inpsFolder);
  printTitle(`piramide compute su models/inps-2023 (${formatCount(inps.nodes)} nodi, mediana di 7)`);
  printTable([
    ["leggere i file", ms(inps.disk.median)],
    ["leggere e controllare il modello", ms(inps.read.median)],
    ["grafo", ms(inps.graph.median)],
    ["calcolo di tutti gli anni", ms(inps.compute.median)],
    ["tutto, con elenco, copertura e impronta", ms(inps.whole.median)],
  ]);
}

function printServer(): void {
  const { resources, unchanged } = runApart("server") as ServerTimes;
  printTitle(
    `Il server su models/inps-2023, 8 richieste per volta, accanto a una rotta Fastify nuda che manda gli stessi byte (${formatCount(benchRequests)} richieste ciascuna)`,
  );
  const rate = (perSecond: number): string => `${formatCount(perSecond)}/s`;
  printTable([
    ["", "byte", "richieste", "95 su 100 entro", "rotta nuda", "95 su 100 entro", "rispetto alla nuda"],
    ...resources.map(({ name, bytes, served, bare }) => [
      name,
      formatCount(bytes),
      rate(served.perSecond),
      ms(served.late),
      rate(bare.perSecond),
      ms(bare.late),
      `${formatCount((served.perSecond / bare.perSecond) * 100)} %`,
    ]),
    ["pyramid, non cambiata (304)", "0", rate(unchanged.perSecond), ms(unchanged.late), "", "", ""],
  ]);
}

/** Only when it is asked for: it needs a clickhouse-server and the right to hold processes to a share of a core. */
function printShards(): void {
  const { rows, share, parquetBytes, shards, areEqual } = runApart("shards-apart") as ShardTimes;
  const perRow = (bytes: number): string => `${formatCount(bytes / rows, 1)} byte`;
  printTitle(
    `Un cluster: ${formatCount(rows)} righe, ogni shard tenuto al ${formatCount(share * 100)} % di un core (il più veloce di 7; mediana); per riga ${perRow(parquetBytes)} in Parquet`,
  );
  const alone = shards[0]!.times;
  printTable([
    ["shard", "più veloce", "mediana", "rispetto a uno", "righe/s a core", "caricare", "per riga su disco"],
    ...shards.map(({ shards: count, times, load, bytes }) => [
      String(count),
      ms(times.fastest),
      ms(times.median),
      `${formatCount(alone.fastest / times.fastest, 2)} ×`,
      `${formatCount(rows / times.fastest / 1000 / (count * share), 1)} M`,
      `${formatCount(rows / load / 1000, 2)} M righe/s`,
      perRow(bytes),
    ]),
  ]);
  process.stdout.write(`Le somme sono ${areEqual ? "uguali" : "DIVERSE"} fino all'ultima cifra.\n`);
  printTitle("Traguardi");
  const goals = shards.slice(1).map(({ shards: count, times }): Goal => {
    const gain = alone.fastest / times.fastest;
    return {
      name: `${count} shard rispetto a uno`,
      wanted: `≥ ${formatCount(0.85 * count, 2)} ×`,
      found: `${formatCount(gain, 2)} ×`,
      isReached: gain >= 0.85 * count && areEqual,
    };
  });
  process.stdout.write(`${formatGoals(goals)}\n`);
}

async function printReport(): Promise<void> {
  const { inputs, formulas, levels, orgUnits } = nationalSize;
  printTitle(
    `Modello generato: ${inputs} dati e ${formulas} formule su ${levels} livelli, ${orgUnits} uffici, 19 periodi; totali sull'albero, assenze, uffici che chiudono`,
  );
  const goals: Goal[] = [];
  printMemory(goals);
  printEngine(goals);
  printSizes(goals);
  printScenarios(goals);
  await printInps();
  printFacts(goals);
  printPages(goals);
  printServer();
  printTitle("Traguardi");
  process.stdout.write(`${formatGoals(goals)}\n`);
}

const part = process.argv[2];
if (part === undefined) await printReport();
else if (part === "shards") printShards();
else if (part in parts) process.stdout.write(`${JSON.stringify(await parts[part as Part]())}\n`);
else throw new Error(`parte sconosciuta: ${part}`);
