/** The pyramid with fields: every figure as it is and as it would be, every weight and target where it belongs. */
import { memo } from "react";
import type { Scenario, ShownRow, ShownSynthesis } from "../../../engine/index.ts";
import type { Problem } from "../../../model/index.ts";
import { FigureValue } from "../../parts/figure-value.tsx";
import { writeValue } from "../../parts/write-figure.ts";
import { writeNumber } from "../../parts/write-number.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import { findSaid, findSaidThreshold, findSaidWeight } from "./change-scenario.ts";
import { FigureColumns } from "./figure-columns.tsx";
import { Difference, SupposedValue } from "./supposed-value.tsx";
import { ThresholdFields } from "./threshold-fields.tsx";
import type { TellChange } from "./use-change.ts";
import { ValueField } from "./value-field.tsx";
import { WeightField } from "./weight-field.tsx";
import { whatIfWords } from "./words.ts";

export interface SupposedPyramidProps {
  readonly rows: readonly ShownRow[];
  /** The names of the scenarios that are seen: one, or two side by side. */
  readonly names: readonly string[];
  /** Whether each of them could be computed; undefined = it is still being computed. */
  readonly isComputed: readonly (boolean | undefined)[];
  /** What is wrong with the scenario at work, and of which indicator. */
  readonly problems: readonly Pick<Problem, "subject" | "code">[];
  /** The scenario at work as it is now: figures follow a moment later. */
  readonly scenario: Scenario;
  readonly change: TellChange;
  readonly toggle: (path: string) => void;
  readonly explain: (place: number, row: ShownRow) => void;
}

export function SupposedPyramid(props: SupposedPyramidProps) {
  const words = usePageWords(whatIfWords);
  const { rows, names, scenario, isComputed, problems } = props;
  const heads = JSON.stringify([names, isComputed]);
  const syntheses = new Map(
    rows.flatMap(({ synthesis }) => (synthesis ? [[synthesis.indicator, synthesis]] : [])),
  );
  return (
    <table className="table pm-try-cards pm-supposed-pyramid">
      <caption>{words.pyramidHint}</caption>
      <FigureColumns before={4} scenarios={names.length} rows={rows} />
      <thead>
        <tr>
          <th scope="col">{words.figure}</th>
          <th scope="col">
            {words.target} · {words.result}
          </th>
          <th scope="col">{words.weight}</th>
          <th scope="col" className="text-end">
            {words.real}
          </th>
          {names.map((name, place) => (
            <th scope="col" className="text-end pm-scenario-name" key={place} colSpan={2}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.path}
            {...props}
            row={row}
            whole={syntheses.get(row.weight?.synthesis ?? "")}
            said={tellSaid(scenario, row)}
            heads={heads}
            isWrong={problems.some(
              ({ code, subject }) =>
                code.startsWith("scenario-weight") && subject === `indicatore ${row.synthesis?.indicator}`,
            )}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps extends SupposedPyramidProps {
  readonly row: ShownRow;
  readonly whole: ShownSynthesis | undefined;
  /** What the scenario says of this row's fields, and what stands above the columns: as texts, to be compared. */
  readonly said: string;
  readonly heads: string;
  /** Whether its weights can be none. */
  readonly isWrong: boolean;
}

function tellSaid(scenario: Scenario, { weight, fields, thresholds }: ShownRow): string {
  const weights = weight === undefined ? undefined : findSaidWeight(scenario, weight);
  return JSON.stringify([
    weights,
    ...fields.map((field) => findSaid(scenario, field)),
    ...thresholds.map((each) => findSaidThreshold(scenario, each)),
  ]);
}

/** A row is drawn again only where something of its own has changed. */
const Row = memo(DrawnRow, (before, now) =>
  (["row", "whole", "said", "heads", "isWrong", "change", "toggle", "explain"] as const).every(
    (name) => before[name] === now[name],
  ),
);

function DrawnRow({ row, whole, isWrong, scenario, names, isComputed, change, toggle, explain }: RowProps) {
  const words = usePageWords(whatIfWords);
  const { title, depth, weight, fields, synthesis, thresholds } = row;
  return (
    <tr className={row.supposed.some((each) => each !== undefined) ? "pm-try-moved" : undefined}>
      <th scope="row">
        <span className="pm-row-title" style={{ paddingInlineStart: `${depth * 1.1}rem` }}>
          {row.hasParts ? (
            <button
              type="button"
              className="pm-toggle"
              aria-expanded={row.isOpen}
              aria-label={row.isOpen ? words.closeRow(title) : words.openRow(title)}
              onClick={() => toggle(row.path)}
            >
              <span aria-hidden="true">{row.isOpen ? "▾" : "▸"}</span>
            </button>
          ) : (
            <span className="pm-toggle-none" aria-hidden="true" />
          )}
          <span>{title}</span>
        </span>
        {synthesis !== undefined && row.isOpen ? (
          <SynthesisTools row={row} synthesis={synthesis} isWrong={isWrong} change={change} />
        ) : null}
      </th>
      <td className="pm-fields-cell">
        {fields.length === 0 ? null : (
          <span className="pm-fields">
            {fields.map((field) => (
              <ValueField
                key={field.facet}
                field={{ ...field, said: findSaid(scenario, field) }}
                title={title}
                change={change}
              />
            ))}
          </span>
        )}
        {thresholds.length === 0 ? null : (
          <ThresholdFields thresholds={thresholds} scenario={scenario} title={title} change={change} />
        )}
      </td>
      <td data-label={words.weight}>
        {weight === undefined || whole === undefined ? null : (
          <WeightField
            weight={{ ...weight, said: findSaidWeight(scenario, weight) }}
            synthesis={whole}
            title={title}
            change={change}
          />
        )}
      </td>
      <td className="text-end" data-label={words.real}>
        <FigureValue figure={row.figure} title={title} />
      </td>
      {names.map((name, place) => {
        const supposed = row.supposed[place];
        return isComputed[place] !== true ? (
          <td className="text-end" key={place} colSpan={2} data-label={name}>
            <span className="pm-absence">
              {isComputed[place] === false ? words.notComputed : words.awaited}
            </span>
          </td>
        ) : (
          <SupposedCells
            key={place}
            name={name}
            row={row}
            supposed={supposed}
            explain={() => explain(place, row)}
          />
        );
      })}
    </tr>
  );
}

interface SupposedCellsProps {
  readonly name: string;
  readonly row: ShownRow;
  readonly supposed: ShownRow["figure"] | undefined;
  readonly explain: () => void;
}

function SupposedCells({ name, row, supposed, explain }: SupposedCellsProps) {
  const words = usePageWords(whatIfWords);
  if (supposed === undefined)
    return (
      <td className="text-end" colSpan={2} data-label={name}>
        <span className="pm-still">{words.same}</span>
      </td>
    );
  return (
    <>
      <td className="text-end" data-label={name}>
        <SupposedValue figure={supposed} title={row.title} explain={explain} />
      </td>
      <td className="text-end" data-label={words.change}>
        <Difference from={row.figure} to={supposed} />
      </td>
    </>
  );
}

interface SynthesisToolsProps {
  readonly row: ShownRow;
  readonly synthesis: ShownSynthesis;
  readonly isWrong: boolean;
  readonly change: TellChange;
}

/** What one does with all the weights of a synthesis, and whether the printed number is met. */
function SynthesisTools({ row, synthesis, isWrong, change }: SynthesisToolsProps) {
  const words = usePageWords(whatIfWords);
  const { title, depth, figure } = row;
  const { indicator, components, isDisclosed, isSupposed, adapts } = synthesis;
  const choose = (next: boolean): void =>
    change({ type: "adapts", synthesis: indicator, components, adapts: next });
  return (
    <span className="pm-try-tools" style={{ marginInlineStart: `${depth * 1.1 + 1.6}rem` }}>
      {isSupposed ? (
        <>
          <label className="pm-inline">
            <span>{words.others}</span>
            <select
              aria-label={words.othersOf(title)}
              value={adapts ? "adapt" : "stay"}
              onChange={({ target }) => choose(target.value === "adapt")}
            >
              <option value="adapt">{isDisclosed ? words.adapt : words.adaptEqual}</option>
              <option value="stay">{words.stay}</option>
            </select>
          </label>
          <button
            type="button"
            className="btn btn-xs btn-outline-primary"
            aria-label={words.leaveOf(title)}
            onClick={() => change({ type: "leave-weights", synthesis: indicator })}
          >
            {words.leave}
          </button>
        </>
      ) : isDisclosed ? null : (
        <button
          type="button"
          className="btn btn-xs btn-outline-primary"
          aria-label={words.supposeOf(title)}
          onClick={() => choose(true)}
        >
          {words.suppose}
        </button>
      )}
      {isWrong ? (
        <span role="alert" className="pm-field-fault">
          {words.weightsFail(title, writeNumber(synthesis.total, 0))}
        </span>
      ) : null}
      {isSupposed && !isDisclosed && figure.printed ? <Printed row={row} /> : null}
    </span>
  );
}

/** Whether the weights give the number that is printed. */
function Printed({ row: { figure, supposed } }: { readonly row: ShownRow }) {
  const words = usePageWords(whatIfWords);
  const common = useWords();
  const found = supposed[0];
  if (found === undefined || found.value === null || figure.value === null) return null;
  const isMet = found.display === figure.display;
  return (
    <span className={`pm-try-printed ${isMet ? "pm-met" : "pm-missed"}`}>
      <span aria-hidden="true">{isMet ? "✓" : "≠"}</span>{" "}
      {words.computed(writeValue(figure, common), writeValue(found, common))}:{" "}
      {isMet ? words.met : words.missed(writeNumber(found.value - figure.value, 2))}
    </span>
  );
}
