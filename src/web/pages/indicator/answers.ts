/** What these pages are told. */
import type { Answers } from "../../client.ts";

export type Description = Answers["indicator"]["describe"];
export type Figures = Answers["indicator"]["figures"];
