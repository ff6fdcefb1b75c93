/** The search, as the contract has it. */
import { search } from "../../operations/index.ts";
import { getValue } from "../problem-json.ts";
import { implementer } from "./implementer.ts";

export const searchHandlers = {
  find: implementer.search.find.handler(({ context: { platform }, input }) => {
    const { model } = getValue(platform.open(input.workspace));
    const found = search(model, input.q, input.limit);
    return { found: found.map((entry) => ({ ...entry, indicators: [...entry.indicators] })) };
  }),
};
