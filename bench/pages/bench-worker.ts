/** The worker of the page of scenarios, with the generated model of national size in place of a ground. */

import { openDesk } from "../../src/engine/index.ts";
import { findPeriod } from "../../src/model/index.ts";
import type { Answer, Question } from "../../src/web/pages/what-if/desk-messages.ts";
import { serveDesk } from "../../src/web/pages/what-if/serve-desk.ts";
import { nationalSize } from "../generate-model.ts";
import { computeTargets, generateTargets } from "../generate-targets.ts";

const server = serveDesk((answer: Answer) => globalThis.postMessage(answer));

globalThis.addEventListener("message", ({ data }: MessageEvent<Question>) => server.answer(data));

// The page names the worker after the period that it wants to see.
const period = findPeriod(self.name)!;
server.sit(openDesk(computeTargets(generateTargets(nationalSize)), period));
