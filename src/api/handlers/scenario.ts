/** The ground of scenarios, as the contract has it. Scenarios themselves are nobody's but the browser's. */
import { findGround, type Shown, type ShownRow, showDesk } from "../../operations/index.ts";
import { getValue } from "../problem-json.ts";
import { listOf } from "./choose.ts";
import { copyFigure } from "./copy-figure.ts";
import { implementer } from "./implementer.ts";

const { scenario } = implementer;

export const scenarioHandlers = {
  desk: scenario.desk.handler(async ({ context: { platform }, input }) => {
    const { workspace, toggled, ...asked } = input;
    const { version } = getValue(await platform.compute(workspace, asked));
    const request = { ...asked, toggled: listOf(toggled), directory: "" };
    const { period, conditions, standing, shown } = getValue(
      await showDesk(request, platform.source(workspace)),
    );
    return {
      version,
      period,
      conditions: [...conditions],
      units: [...standing.units],
      titles: { ...standing.titles },
      dimensions: standing.dimensions.map(({ id, members }) => ({ id, members: [...members] })),
      rankable: [...standing.rankable],
      ...describeShown(shown),
    };
  }),
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

/** Nothing is supposed: of what would be beside each real figure nothing is said. */
function describeShown({ rows, rowsInAll, moved, rankBy, ranking, ranked }: Shown) {
  return {
    rows: rows.map(describeRow),
    rowsInAll,
    columns: moved[1],
    rankBy: rankBy ?? null,
    ranking: ranking.map(({ orgUnit, title, now, figure }) => ({
      orgUnit,
      title,
      place: now,
      figure: copyFigure(figure),
    })),
    ranked,
  };
}

function describeRow({ supposed: _, figure, weight, synthesis, fields, thresholds, ...row }: ShownRow) {
  return {
    ...row,
    figure: copyFigure(figure),
    weight: weight && { synthesis: weight.synthesis, component: weight.component, real: weight.real },
    synthesis: synthesis && {
      indicator: synthesis.indicator,
      components: synthesis.components,
      total: synthesis.total,
      isDisclosed: synthesis.isDisclosed,
    },
    fields: fields.map(({ members, ...field }) => ({ ...field, members: { ...members } })),
    thresholds: [...thresholds],
  };
}
