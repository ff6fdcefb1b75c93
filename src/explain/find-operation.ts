/** By which operation a node's cell follows from what it reads. */
import {
  computeAttainment,
  type Figures,
  findBand,
  formatValue,
  getDecimals,
  getKind,
  needsTarget,
  scaleToInteger,
} from "../engine/index.ts";
import { printFormula, printReading, type Reference, type Series } from "../formula/index.ts";
import {
  type AttainmentNode,
  type FormulaNode,
  type GraphNode,
  isStep,
  nameGroupStep,
} from "../graph/index.ts";
import {
  type Band,
  type FactMeasure,
  getWord,
  measureWords,
  type Observation,
  periodsInYear,
  ruleWords,
  type Target,
  writeNumber,
} from "../model/index.ts";
import { describeEdition, describeGroupMean } from "./describe-step.ts";
import type { Operation } from "./explanation.ts";
import { findOutside } from "./find-outside.ts";
import { writeMinus, writeOperand } from "./write-minus.ts";

interface Found {
  readonly operation: Operation;
  /** The floor or cap that decided the value. */
  readonly limited: number | undefined;
}

export function findOperation(
  figures: Figures,
  node: GraphNode,
  cell: number,
  entry: Observation | Target | undefined,
): Found {
  const outside = findOutside(figures, node, cell);
  if (outside !== undefined) return { operation: { type: "outside", of: outside }, limited: undefined };
  const rolled = findRolledUp(figures, node, cell);
  if (rolled !== undefined) return { operation: rolled, limited: undefined };
  if (node.kind === "attainment") return describeAttainment(figures, node, cell);
  return { operation: describePlain(figures, node, cell, entry), limited: undefined };
}

function describePlain(
  figures: Figures,
  node: GraphNode,
  cell: number,
  entry: Observation | Target | undefined,
): Operation {
  switch (node.kind) {
    case "target": {
      const target = entry as Target | undefined;
      return { type: "target", revision: target?.revision, validFrom: target?.validFrom };
    }
    case "formula":
      return {
        type: "formula",
        text: printFormula(node.formula),
        reading: readFormulaAloud(figures, node, cell),
      };
    case "deviation":
      return { type: "deviation", measure: node.measure, direction: node.direction };
    case "synthesis":
      return {
        type: "weighted-mean",
        total: node.total,
        whenAbsent: node.whenAbsent,
        act: node.indicator.synthesis?.act,
      };
    case "series":
      if (node.series === "edizione_precedente") return describeEdition(figures, node, cell);
      return { type: "series", name: node.series };
    case "group-mean":
      return describeGroupMean(figures, node, cell);
    default: {
      if (node.kind === "input" && node.printed) return { type: "printed" };
      const delivered = describeDelivered(figures, node, cell);
      if (delivered !== undefined) return delivered;
      const observation = entry as Observation | undefined;
      return { type: "observed", note: observation?.note, extractedOn: observation?.extractedOn };
    }
  }
}

function describeDelivered(figures: Figures, node: GraphNode, cell: number): Operation | undefined {
  const { measure } = node.indicator;
  if (measure?.type === "period-days") return { type: "calendar" };
  const behind = figures.measures.findDelivered(node.index, cell);
  if (measure === undefined || behind === undefined) return undefined;
  return {
    type: "delivered",
    source: behind.source.id,
    title: behind.source.title,
    owner: behind.source.owner,
    measure: writeMeasure(measure),
    isUntold: behind.isUntold,
    deliveries: behind.deliveries.map(({ number, file, recordedOn, rows, mode }) => ({
      number,
      file: file.name,
      sha256: file.sha256,
      recordedOn,
      rows,
      isCorrection: mode !== "full",
    })),
  };
}

/** What the measure counts, as the model writes it. */
function writeMeasure({ type, column, days, table, weight, when, within }: FactMeasure): string {
  const what = days === undefined ? (column ?? "righe") : `giorni da ${days.from} a ${days.to}`;
  const weighted = table === undefined ? "" : ` × ${table}.${weight ?? ""}`;
  const conditions = [when, within].flatMap((text) => (text === undefined ? [] : [text.text]));
  const filter = conditions.length === 0 ? "" : `, dove ${conditions.join(" and ")}`;
  return `${getWord(measureWords, type)} di ${what}${weighted}${filter}`;
}

/** A cell above the grain: a sum over offices or over time, by the kind of the measure. */
function findRolledUp(figures: Figures, node: GraphNode, cell: number): Operation | undefined {
  const sum = node.kind === "input" ? node.rollUp : node.kind === "formula" ? node.rollUp?.sum : undefined;
  if (sum === undefined) return undefined;
  const reads = getKind(node).listReads(node, figures, cell);
  const first = reads.find((read) => read.node === node.index);
  if (first === undefined) return undefined;
  const isOverTime = Math.floor(first.cell / periodsInYear) === Math.floor(cell / periodsInYear);
  if (!isOverTime) return { type: "sum", along: "offices", whenAbsent: sum.whenAbsent };
  if (sum.kind === "stock") return { type: "last-in-time" };
  if (sum.kind === "level") return { type: "mean-over-time", whenAbsent: sum.whenAbsent };
  return { type: "sum", along: "time", whenAbsent: sum.whenAbsent };
}

/** The formula with the displayed numbers in place of the names. */
function readFormulaAloud(figures: Figures, node: FormulaNode, cell: number): string {
  const show = (index: number | undefined): string => {
    const value = index === undefined ? Number.NaN : figures.columns[index]!.values[cell]!;
    const shown = index === undefined ? undefined : figures.graph.nodes[index];
    return shown === undefined || Number.isNaN(value)
      ? "(assente)"
      : writeMinus(formatValue(figures.graph.model, shown, value));
  };
  const showPart = (part: Reference | Series): string => {
    const reference = part.type === "series" ? part.operand : part;
    const candidates = node.operands.filter((operand) => {
      const candidate = figures.graph.nodes[operand]!;
      return candidate.indicator.id === reference.indicator && isSameStep(candidate, part);
    });
    const exact = candidates.filter((operand) => matches(figures, operand, node, reference));
    const found = exact.length > 0 ? exact : candidates;
    return found.length === 1 ? show(found[0]) : found.map((operand) => show(operand)).join("; ");
  };
  return printReading(node.formula, showPart);
}

/** Whether a node is what a call asks for, or no step at all where a name stands alone. */
function isSameStep(node: GraphNode, part: Reference | Series): boolean {
  if (part.type === "reference") return !isStep(node);
  if (node.kind === "series") return node.series === part.name;
  return node.kind === "group-mean" && nameGroupStep(node) === part.name;
}

function matches(figures: Figures, operand: number, node: FormulaNode, reference: Reference): boolean {
  const candidate = figures.graph.nodes[operand]!;
  if (isStep(candidate)) return true;
  if (reference.facet !== undefined && candidate.facet !== reference.facet) return false;
  const wanted = { ...pickShared(node, candidate), ...reference.members };
  return Object.entries(wanted).every(([dimension, member]) => candidate.members[dimension] === member);
}

function pickShared(node: FormulaNode, candidate: GraphNode): Record<string, string> {
  const shared = Object.entries(node.members).filter(([dimension]) => dimension in candidate.members);
  return Object.fromEntries(shared);
}

function describeAttainment(figures: Figures, node: AttainmentNode, cell: number): Found {
  const { floor, cap } = node.attainment;
  const [result, target] = node.operands.map((index) => figures.columns[index]!.values[cell]!);
  const value = figures.columns[node.index]!.values[cell]!;
  const unlimited = { ...node.attainment, floor: undefined, cap: undefined };
  const free = computeAttainment(unlimited, node.direction, result!, target!);
  const limited = value !== free && (value === floor || value === cap) ? value : undefined;
  const { attainment, direction } = node;
  const rule = getWord(ruleWords, attainment.rule.type);
  const reading = readRuleAloud(figures, node, result!, target!);
  return { operation: { type: "attainment", attainment, direction, rule, reading }, limited };
}

/** The rule with the displayed numbers in place of result and target, so that anyone can redo it. */
function readRuleAloud(figures: Figures, node: AttainmentNode, result: number, target: number): string {
  const show = (value: number, slot: number): string =>
    Number.isNaN(value)
      ? "(assente)"
      : writeMinus(formatValue(figures.graph.model, figures.graph.nodes[node.operands[slot]!]!, value));
  const { rule } = node.attainment;
  const [own, aim] = [show(result, 0), needsTarget(rule) ? show(target, 1) : ""];
  const [better, worse] = node.direction === "up" ? [own, aim] : [aim, own];
  switch (rule.type) {
    case "deviation":
      return `100 + (${better} − ${writeOperand(worse)}) / |${aim}| × 100`;
    case "ratio":
      return `${better} / ${worse} × 100`;
    case "min-max": {
      const [min, max] = [writeOperand(writeNumber(rule.min)), writeMinus(writeNumber(rule.max))];
      return `(${own} − ${min}) / (${max} − ${min}) × 100`;
    }
    case "bands":
      return `${readBand(rule.bands, result, own)}${readFullPrecision(figures, node, result)}`;
    case "date":
      return `${own} rispetto al termine ${aim}${readDelay(result - target, rule.lossPerDay)}`;
    case "yes-no":
    case "progress":
      return own;
    case "difference":
      return `100 + (${better} − ${writeOperand(worse)})`;
  }
}

/** `: 4 giorni di ritardo × 2 punti: 100 − 8`; nothing where result or target is absent. */
function readDelay(late: number, lossPerDay: number | undefined): string {
  if (Number.isNaN(late)) return "";
  if (late <= 0) return ": entro il termine, 100";
  const days = `${writeCount(late, "giorno", "giorni")} di ritardo`;
  if (lossPerDay === undefined) return `: ${days}, 0`;
  return `: ${days} × ${writeCount(lossPerDay, "punto", "punti")}: 100 − ${writeOperand(writeNumber(late * lossPerDay))}`;
}

function readBand(bands: readonly Band[], result: number, shown: string): string {
  const band = findBand(bands, result);
  if (band === undefined) return `${shown} non sta in nessuna fascia`;
  const from = band.from === null ? "−∞" : writeMinus(writeNumber(band.from));
  const until = band.until === null ? "+∞" : writeMinus(writeNumber(band.until));
  return `${shown} sta nella fascia [${from}; ${until}), che vale ${writeMinus(writeNumber(band.score))}`;
}

/** Bands compare the value and not what is shown: where the two differ, `80,0` may stand below 80. */
function readFullPrecision(figures: Figures, node: AttainmentNode, result: number): string {
  const decimals = getDecimals(figures.graph.nodes[node.operands[0]!]!);
  if (Number.isNaN(result) || scaleToInteger(result, decimals) / 10 ** decimals === result) return "";
  const [whole = "", fraction] = String(result).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  const full = writeMinus(fraction === undefined ? grouped : `${grouped},${fraction}`);
  return ` (con le fasce si confronta il valore senza arrotondamenti: ${full})`;
}

/** `1 giorno`, `4 giorni`, `2,5 punti`. */
function writeCount(value: number, one: string, many: string): string {
  return `${writeNumber(value)} ${value === 1 ? one : many}`;
}
