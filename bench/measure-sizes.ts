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

const roundsOfYears = 4;

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
  const fastest = new Float64Array(years).fill(Number.POSITIVE_INFINITY);
  // The fastest of each year, as of the models in one piece.
  for (let round = 0; round < roundsOfYears; round++) {
    for (let year = 0; year < years; year++) {
      // What was measured comes from outside, year by year: making it up is not computing.
      const measures = generateMeasures(graph, benchYear + year);
      const times = measureTimes(1, () => {
        spent = computeFigures(graph, measures, { spent });
      });
      fastest[year] = Math.min(fastest[year]!, times.fastest);
    }
  }
  const total = fastest.reduce((sum, time) => sum + time, 0);
  const how = `${nationalSize.orgUnits} uffici, ${years} anni a blocchi di uno`;
  return { cells, how, nanosecondsPerCell: (total * 1e6) / cells };
}
