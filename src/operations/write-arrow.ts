/** Chosen figures as an Arrow stream: the columns of `arrangeColumns`, with what recurs as dictionaries. */
import type { Vector } from "apache-arrow";
import { arrangeColumns } from "./arrange-columns.ts";
import type { Chosen } from "./choose-figures.ts";
import { printMembers } from "./tabulate-figures.ts";

/** Without decimals for display: whoever reads columns shows numbers in a way of their own, or takes `display`. */
export async function writeArrow(chosen: Chosen): Promise<Uint8Array> {
  // Only who asks for it waits for what writes it.
  const { Bool, Dictionary, Float64, Int32, makeData, makeVector, Table, tableToIPC, Utf8, vectorFromArray } =
    await import("apache-arrow");
  const { nodes, orgUnits, periods, marks, columns } = arrangeColumns(chosen);
  const dictionary = (texts: readonly string[], keys: Int32Array): Vector =>
    makeVector({
      type: new Dictionary(new Utf8(), new Int32()),
      length: keys.length,
      nullCount: 0,
      data: keys,
      dictionary: vectorFromArray(texts, new Utf8()),
    });
  /** What a list says of each row, where several entries may say the same. */
  const lookUp = (said: readonly (string | null)[], at: readonly number[]): Vector => {
    const texts = [...new Set(said.filter((each) => each !== null))];
    const positions = said.map((each) => (each === null ? -1 : texts.indexOf(each)));
    if (!positions.includes(-1))
      return dictionary(
        texts,
        Int32Array.from(at, (k) => positions[k]!),
      );
    return vectorFromArray(
      at.map((k) => said[k]!),
      new Dictionary(new Utf8(), new Int32()),
    );
  };
  const numbers = (values: readonly (number | null)[]): Vector => {
    const { length } = values;
    const nullBitmap = new Uint8Array(Math.ceil(length / 8));
    let nullCount = 0;
    values.forEach((value, k) => {
      if (value === null) nullCount++;
      else nullBitmap[k >> 3]! |= 1 << (k & 7);
    });
    const data = Float64Array.from(values, (value) => value ?? 0);
    return makeVector(makeData({ type: new Float64(), length, nullCount, nullBitmap, data }));
  };
  const { node, orgUnit, period, mark } = columns;
  const table = new Table({
    indicator: lookUp(
      nodes.map((each) => each.indicator),
      node,
    ),
    facet: lookUp(
      nodes.map((each) => each.facet),
      node,
    ),
    members: lookUp(
      nodes.map(({ members }) => printMembers(members)),
      node,
    ),
    org_unit: lookUp(
      orgUnits.map(({ code }) => code),
      orgUnit,
    ),
    period: lookUp(periods, period),
    value: numbers(columns.value),
    absence: lookUp(
      marks.map(({ absence }) => absence),
      mark,
    ),
    unit: lookUp(
      nodes.map(({ unit }) => unit),
      node,
    ),
    display: vectorFromArray(columns.display, new Utf8()),
    coverage: numbers(columns.coverage),
    status: lookUp(
      marks.map(({ status }) => status),
      mark,
    ),
    provenance: lookUp(
      marks.map(({ provenance }) => provenance),
      mark,
    ),
    partial: vectorFromArray(
      mark.map((k) => marks[k]!.partial),
      new Bool(),
    ),
    printed: vectorFromArray(
      mark.map((k) => marks[k]!.printed),
      new Bool(),
    ),
  });
  return tableToIPC(table, "stream");
}
