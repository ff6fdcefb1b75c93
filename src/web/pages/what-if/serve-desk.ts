/** The worker's side: questions come, a desk answers. Long work is done in slices, so that a change is never kept waiting. */
import {
  absenceMask,
  type Desk,
  type Figures,
  listMoves,
  measureMove,
  nameNode,
  type Shown,
  type TornadoMove,
} from "../../../engine/index.ts";
import { explainFigure, tellSteps } from "../../../explain/index.ts";
import { nameWithMembers, periodsInYear } from "../../../model/index.ts";
import type { Answer, Question, ShownBar } from "./desk-messages.ts";
import { listChanges } from "./keep-same.ts";

/** Milliseconds of work between two looks at what has come. */
const slice = 12;
/** Milliseconds after which the rest of the year is computed: what is seen has been drawn, and nobody is moving a slider. */
const pause = 60;
const mostMoves = 400;
const levels = 4;

export interface DeskServer {
  readonly sit: (desk: Desk) => void;
  readonly answer: (question: Question) => void;
}

type ShowQuestion = Question & { readonly type: "show" };

/** What was shown last: the page that says to have it is sent only what is other. */
interface Told {
  readonly number: number;
  readonly shown: Shown;
}

export function serveDesk(post: (answer: Answer) => void): DeskServer {
  let desk: Desk | undefined;
  let turn = 0;
  let last: Told | undefined;
  const answer = (question: Question): void => {
    if (question.type === "rest") turn++;
    if (desk === undefined || !("turn" in question)) return;
    if (question.type === "show") show(desk, question);
    else if (question.type === "find") {
      post({ type: "found", turn: question.turn, places: desk.find(question.text, question.orgUnit) });
    } else if (question.type === "explain") {
      const { place } = question;
      const figures = desk.getSupposed(place) ?? desk.figures;
      post({
        type: "explained",
        turn: question.turn,
        lines: explain(figures, question, desk.period.index),
      });
    } else startTornado(desk, question);
  };
  const show = (own: Desk, question: ShowQuestion): void => {
    const mine = ++turn;
    const { scenarios, sight, since } = question;
    const told = tell(question, own.show(scenarios, sight), since);
    setTimeout(() => {
      if (turn !== mine) return;
      // What is seen stays as it is, except for how much has moved.
      const moved = own.complete();
      if (moved !== undefined && moved[0] !== told.shown.moved[0])
        tell(question, { ...told.shown, moved }, told.number);
    }, pause);
  };
  const tell = ({ turn: asked }: ShowQuestion, shown: Shown, since: number | undefined): Told => {
    const before = last?.number === since ? last : undefined;
    last = { number: (last?.number ?? 0) + 1, shown };
    const changes = listChanges(before?.shown, shown);
    post({ type: "shown", turn: asked, number: last.number, since: before?.number, changes });
    return last;
  };
  const startTornado = (own: Desk, question: Question & { readonly type: "tornado" }): void => {
    const mine = ++turn;
    const figures = own.getSupposed(0) ?? own.figures;
    const at = findCell(figures, question.key, question.orgUnit, own.period.index);
    if (at === undefined) return;
    const all = listMoves(figures, at.node, at.cell);
    const moves = all.slice(0, mostMoves);
    const column = figures.columns[at.node]!;
    const value = (column.states[at.cell]! & absenceMask) === 0 ? column.values[at.cell]! : undefined;
    const bars: ShownBar[] = [];
    const spare = new Map();
    const tell = (): void =>
      post({
        type: "tornado",
        turn: question.turn,
        tornado: {
          value,
          bars: sortBars(bars, value),
          done: bars.length,
          all: moves.length,
          left: all.length - moves.length,
        },
      });
    const work = (): void => {
      // A scenario has come since: these figures may be filled with others.
      if (turn !== mine) return;
      const until = performance.now() + slice;
      while (bars.length < moves.length && performance.now() < until) {
        const move = moves[bars.length]!;
        const bar = measureMove(figures, at.node, at.cell, move, question.share, spare);
        bars.push({ id: String(bars.length), ...nameMove(figures, move), ...bar });
      }
      if (bars.length < moves.length) setTimeout(work);
      else tell();
    };
    work();
  };
  return {
    sit: (next) => {
      desk = next;
      post({ type: "standing", standing: next.standing });
    },
    answer,
  };
}

function findCell(
  figures: Figures,
  key: string,
  orgUnit: string | undefined,
  period: number,
): { readonly node: number; readonly cell: number } | undefined {
  const node = figures.graph.indexOf.get(key);
  if (node === undefined) return undefined;
  const unit = orgUnit === undefined ? 0 : figures.graph.nodes[node]!.tree.indexOf.get(orgUnit);
  return unit === undefined ? undefined : { node, cell: unit * periodsInYear + period };
}

function nameMove(figures: Figures, move: TornadoMove): Omit<ShownBar, "id" | "down" | "up"> {
  const { graph } = figures;
  if (move.type === "threshold") {
    const { indicator, threshold, band } = move.threshold;
    const title = graph.model.indicators.find(({ id }) => id === indicator)?.title ?? indicator;
    return { type: "threshold", title, of: undefined, threshold: { indicator, threshold, band } };
  }
  if (move.type !== "weight")
    return { type: move.type, title: nameNode(graph.model, graph.nodes[move.node]!), of: undefined };
  const whole = graph.model.indicators.find(({ id }) => id === move.synthesis)!;
  const { indicator, members } = whole.synthesis!.components[move.component]!;
  const part = graph.model.indicators.find(({ id }) => id === indicator);
  const title = nameWithMembers(graph.model, part ?? { title: indicator }, members);
  return { type: "weight", title, of: whole.title };
}

function sortBars(bars: readonly ShownBar[], value: number | undefined): ShownBar[] {
  const reach = ({ down, up }: ShownBar): number =>
    value === undefined ? 0 : Math.max(Math.abs((down ?? value) - value), Math.abs((up ?? value) - value));
  return bars.toSorted((a, b) => reach(b) - reach(a));
}

/** Why a supposed figure is what it is, in lines. */
function explain(
  figures: Figures,
  { key, orgUnit, tongue }: Question & { readonly type: "explain" },
  period: number,
): readonly string[] {
  const at = findCell(figures, key, orgUnit, period);
  if (at === undefined) return [];
  const explanation = explainFigure(figures, at.node, at.cell);
  return tellSteps(explanation, figures.graph.model, tongue)
    .filter(({ depth }) => depth <= levels)
    .flatMap(({ lines }) => lines);
}
