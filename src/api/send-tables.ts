/** Figures as files for people's programs: CSV, Arrow, XLSX, by `format` or by what the request accepts. */
import { Readable } from "node:stream";
import { ORPCError } from "@orpc/server";
import type { FastifyReply } from "fastify";
import {
  type Chosen,
  formatCsvParts,
  formatWorkbook,
  listChosen,
  tabulateFigures,
  writeArrow,
} from "../operations/index.ts";
import { chosenSchema, tableFormats } from "./contract/figures.ts";
import { chooseAtMost } from "./handlers/choose.ts";
import type { Observed } from "./observe-platform.ts";
import { encodeError, refuse } from "./problem-json.ts";
import { sendProblem } from "./refuse-requests.ts";

export type TableFormat = (typeof tableFormats)[number];

/** By the form in which figures are sent; the first that a request accepts is taken. */
export const tableTypes: Readonly<Record<TableFormat, string>> = {
  json: "application/json",
  csv: "text/csv",
  arrow: "application/vnd.apache.arrow.stream",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Figures in one file; a workbook is made whole in memory, of objects. */
const mostIn: Readonly<Record<Exclude<TableFormat, "json">, number>> = {
  csv: 400_000,
  arrow: 400_000,
  xlsx: 100_000,
};

/** Undefined where nothing of what there is, is accepted. */
export function chooseFormat(format: string | null, accept: string | undefined): TableFormat | undefined {
  // A form that does not exist is refused by the contract.
  if (format !== null) return tableFormats.find((each) => each === format) ?? "json";
  if (accept === undefined || accept.trim() === "") return "json";
  const wanted = accept
    .split(",")
    .map((part, place) => {
      const [type = "", ...parameters] = part.split(";").map((each) => each.trim().toLowerCase());
      const quality = parameters.find((each) => each.startsWith("q="))?.slice(2);
      return { type, place, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || a.place - b.place);
  for (const { type } of wanted) {
    const found = tableFormats.find(
      (each) => tableTypes[each] === type || type === "*/*" || type === `${tableTypes[each].split("/")[0]}/*`,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

export async function sendTable(
  reply: FastifyReply,
  format: Exclude<TableFormat, "json">,
  workspace: string,
  query: URLSearchParams,
  { platform, outdated }: Observed,
): Promise<FastifyReply> {
  try {
    const asked = chosenSchema.safeParse({ ...readQuery(query), workspace });
    if (!asked.success) throw new ORPCError("BAD_REQUEST", { data: { issues: asked.error.issues } });
    const chosen = await chooseAtMost(asked.data, platform, mostIn[format], "");
    // A file has no place to say that it is of before.
    if (outdated().length > 0)
      refuse(
        503,
        outdated()
          .map(({ sentence }) => sentence)
          .join("\n"),
      );
    const name = nameFile(workspace, chosen, format);
    reply.header("content-disposition", `attachment; filename="${name}"`);
    reply.type(format === "csv" ? "text/csv; charset=utf-8; header=present" : tableTypes[format]);
    return reply.send(await write(chosen, format));
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error;
    return sendProblem(reply, encodeError(error));
  }
}

async function write(chosen: Chosen, format: Exclude<TableFormat, "json">): Promise<Readable | Buffer> {
  if (format === "arrow") return Buffer.from(await writeArrow(chosen));
  const table = tabulateFigures(chosen.model, listChosen(chosen).flat());
  return format === "csv" ? Readable.from(formatCsvParts(table)) : await formatWorkbook([table]);
}

/** Several values of a word as a list; no word has a meaning of its own for this program. */
function readQuery(query: URLSearchParams): Record<string, string | string[]> {
  const words = new Map<string, string | string[]>();
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    words.set(name, values.length === 1 ? values[0]! : values);
  }
  return Object.fromEntries(words);
}

function nameFile(workspace: string, { periods }: Chosen, format: string): string {
  const codes = periods.map(({ period }) => period.code);
  const span = codes.length > 1 ? `${codes[0]}_${codes.at(-1)}` : codes[0];
  return `${workspace}-${span}.${format}`.replace(/[^\w.-]/g, "_");
}
