/**
 * Time per cell as the model grows from 1 to 100 million cells: first with more offices, in one piece; the
 * largest as eight years of the national model, one year after the other in the same columns.
 */
import { computeFigures, type Figures } from "../src/engine/index.ts";
import { generateMeasures } from "./generate-measures.ts";
import { benchYear, nationalSize } from "./generate-model.ts";
import { measureTimes } from "./measure-time.ts";
import { countCells, prepareBench } from "./prepare-bench.ts";

export interface SizeTime {
  readonly cells: number;
  readonly how: string;
  readonly nanosecondsPerCell: number;
}

export function measureSizes(): SizeTime[] {
  const inOnePiece = [53, 175, nationalSize.orgUnits, 2 * nationalSize.orgUnits].map(measureOffices);
  return [...inOnePiece, measureYears(8)];
}

function measureOffices(orgUnits: number): SizeTime {
  const { graph, measures, figures } = prepareBench({ ...nationalSize, orgUnits });
  const cells = countCells(figures);
  let spent: Figures = figures;
  const { fastest } = measureTimes(Math.ceil(1e8 / cells), () => {
    spent = computeFigures(graph, measures, { spent });
  });
  return { cells, how: `${orgUnits} uffici, un anno`, nanosecondsPerCell: (fastest * 1e6) / cells };
}

function measureYears(years: number): SizeTime {
  const { graph, figures } = prepareBench(nationalSize);
  const cells = countCells(figures) * years;
  let spent: Figures = figures;
  let fastest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 2; round++) {
    let total = 0;
    for (let year = benchYear; year < benchYear + years; year++) {
      // What was measured comes from outside, year by year: making it up is not computing.
      const measures = generateMeasures(graph, year);
      total += measureTimes(1, () => {
        spent = computeFigures(graph, measures, { spent });
      }).fastest;
    }
    fastest = Math.min(fastest, total);
  }
  const how = `${nationalSize.orgUnits} uffici, ${years} anni a blocchi di uno`;
  return { cells, how, nanosecondsPerCell: (fastest * 1e6) / cells };
}
