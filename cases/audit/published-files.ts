/** The texts of a model's printed document. */
import { readdirSync, readFileSync } from "node:fs";

export function readModelFiles(model: string): { readonly path: string; readonly text: string }[] {
  const folder = new URL(`../../models/${model}/published/`, import.meta.url);
  return readdirSync(folder).map((path) => ({ path, text: readFileSync(new URL(path, folder), "utf8") }));
}
