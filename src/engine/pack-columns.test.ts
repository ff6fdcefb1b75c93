/** What is packed comes back to the last bit. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { absenceMask } from "./column.ts";
import type { ShownColumn } from "./figures.ts";
import { packColumns, unpackColumns } from "./pack-columns.ts";

/** Few states in runs, and values of every kind, of which the engine makes NaN where a state says absent. */
const columns = fc.array(
  fc
    .array(
      fc.record({
        state: fc.constantFrom(0, 1, 4, 0x80, 0x400, 0x1800, 0x1804, 0xffff),
        values: fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 5 }),
      }),
    )
    .map((runs): ShownColumn => {
      const cells = runs.flatMap(({ state, values }) => values.map((value) => ({ state, value })));
      return {
        states: Uint16Array.from(cells, ({ state }) => state),
        values: Float64Array.from(cells, ({ state, value }) =>
          (state & absenceMask) === 0 ? value : Number.NaN,
        ),
      };
    }),
);

test("[W31] columns come back from little room to the last bit, −0 and neighbouring runs included", () => {
  fc.assert(
    fc.property(columns, (own) => {
      const read = unpackColumns(packColumns(own));
      expect(read.map(({ values, states }) => ({ values, states }))).toEqual(own);
    }),
  );
});
