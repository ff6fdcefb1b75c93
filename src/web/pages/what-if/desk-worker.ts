/** Where scenarios are computed: beside the page, so that it never waits, by the rooms that compute on the server. */
import {
  computeGround,
  type Ground,
  type GroundFigures,
  hashGround,
  openDesk,
} from "../../../engine/index.ts";
import type { Answer, Question } from "./desk-messages.ts";
import { serveDesk } from "./serve-desk.ts";

const post = (answer: Answer): void => globalThis.postMessage(answer);
const server = serveDesk(post);

function compute(ground: Ground): GroundFigures | undefined {
  const { value, problems } = computeGround(ground);
  if (value === undefined)
    post({ type: "failed", sentence: problems.map(({ sentence }) => sentence).join("\n") });
  return value;
}

globalThis.addEventListener("message", ({ data }: MessageEvent<Question>) => {
  if (data.type === "hash") {
    const computed = compute(data.ground);
    if (computed !== undefined) post({ type: "hash", hash: hashGround(data.ground, computed) });
  } else if (data.type === "stand") {
    const computed = compute(data.ground);
    if (computed === undefined) return;
    server.sit(openDesk(computed.figures, computed.period));
  } else server.answer(data);
});
