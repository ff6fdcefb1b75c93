/** Workspaces, their models and offices, as the contract has them. */
import { listPeriodsOfYear, type OpenWorkspace, type WorkspacePlace } from "../../operations/index.ts";
import { getValue } from "../problem-json.ts";
import { implementer } from "./implementer.ts";

const { workspaces } = implementer;

function describeWorkspace({ place, model, stamp, deliveries, hasReport, outdated }: OpenWorkspace) {
  const { title, administration, year, years } = model;
  const isSynthetic = [...model.sources, ...model.hierarchies].some(
    ({ origin }) => origin.provenance === "synthetic",
  );
  return {
    id: place.id,
    title,
    administration,
    year,
    years,
    isSynthetic,
    hasReport,
    deliveries,
    toDeliver: model.sources.length === 0 || deliveries > 0 ? [] : listCommands(place, isSynthetic),
    stamp,
    outdated: [...outdated],
  };
}

/** What one writes in a terminal for deliveries to come. */
function listCommands({ directory, data = ".piramide" }: WorkspacePlace, isSynthetic: boolean): string[] {
  const into = `--model ${directory} --data ${data}`;
  if (!isSynthetic) return [`npx piramide import FILE --source FONTE --period PERIODO ${into}`];
  return [
    "npx piramide generate --like inps-2023 --rows 300k --out nazione",
    `npx piramide import nazione/consegne.csv --list ${into}`,
  ];
}

export const workspaceHandlers = {
  list: workspaces.list.handler(({ context: { platform } }) =>
    // One that could never be read does not hide the others: who asks for it by its name is told why.
    platform.places.flatMap(({ id }) => {
      const workspace = platform.open(id).value;
      return workspace === undefined ? [] : [describeWorkspace(workspace)];
    }),
  ),
  model: workspaces.model.handler(({ context: { platform }, input }) => {
    const workspace = getValue(platform.open(input.workspace));
    const { model } = workspace;
    return {
      ...describeWorkspace(workspace),
      hash: model.hash,
      periods: listPeriodsOfYear(model.year).map(({ code, grain, from, until }) => ({
        code,
        grain,
        from,
        until,
      })),
      hierarchies: model.hierarchies.map(({ id, title, units }) => ({ id, title, units: units.length })),
      dimensions: model.dimensions.map(({ id, title, members }) => ({
        id,
        title,
        members: members.map((member) => ({ code: member.code, title: member.title })),
      })),
      groupings: model.groupings.map(({ id, title, hierarchy }) => ({ id, title, hierarchy })),
      events: model.events.map(({ id, title, from, until, note }) => ({
        id,
        title,
        from: from ?? null,
        until: until ?? null,
        note: note ?? null,
      })),
      acts: model.acts.map(({ id, title, body, number, date }) => ({
        id,
        title,
        body: body ?? null,
        number: number ?? null,
        date: date ?? null,
      })),
    };
  }),
  orgUnits: workspaces.orgUnits.handler(async ({ context: { platform }, input }) => {
    const { figures } = getValue(await platform.compute(input.workspace, input));
    return figures.graph.trees.flatMap((tree) => {
      const depths: number[] = [];
      return tree.units.map((unit, index) => {
        const depth = tree.parent[index] === -1 ? 0 : depths[tree.parent[index]!]! + 1;
        depths.push(depth);
        return {
          code: unit.code,
          title: unit.title,
          type: unit.type,
          hierarchy: tree.id,
          parent: tree.parent[index] === -1 ? null : tree.units[tree.parent[index]!]!.code,
          depth,
          validFrom: unit.validFrom ?? null,
          validUntil: unit.validUntil ?? null,
          attributes: { ...unit.attributes },
        };
      });
    });
  }),
};
