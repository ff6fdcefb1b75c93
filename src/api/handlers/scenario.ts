/** The ground of scenarios, as the contract has it. Scenarios themselves are nobody's but the browser's. */
import { findGround } from "../../operations/index.ts";
import { getValue } from "../problem-json.ts";
import { implementer } from "./implementer.ts";

const { scenario } = implementer;

export const scenarioHandlers = {
  ground: scenario.ground.handler(async ({ context: { platform }, input }) => {
    const { workspace, ...asked } = input;
    const ground = getValue(await findGround(platform, workspace, asked));
    return {
      ...ground,
      files: ground.files.map((file) => ({ ...file })),
      conditions: [...ground.conditions],
    };
  }),
};
