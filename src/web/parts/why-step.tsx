/** One step of an explanation: its value, how it was made, where that is written; its parts when it is opened. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { writeDay } from "../../model/index.ts";
import { sayWords } from "../address-words.ts";
import type { ExplanationStep } from "../client.ts";
import { useWorkspace } from "../shell/use-workspace.ts";
import { useWords } from "../words/language.tsx";
import { Cited } from "./cited.tsx";
import { Doubts, nameFigure } from "./figure-value.tsx";
import { Loading } from "./loading.tsx";
import { useExplanation } from "./use-explanation.ts";
import { useOrgUnits } from "./use-org-units.ts";
import { writeFigure } from "./write-figure.ts";
import { writeNumber } from "./write-number.ts";

interface StepProps {
  readonly step: ExplanationStep;
  readonly isOpen?: boolean;
}

/** Parts that were not sent are asked for when the step is opened. */
export function WhyStep({ step, isOpen = false }: StepProps) {
  const words = useWords();
  const [opened, setOpened] = useState(isOpen);
  const isCut = step.closedParts > 0;
  const more = useExplanation(nameFigure(step.figure), opened && isCut);
  const parts = isCut ? (more.data?.explanation.parts ?? []) : step.parts;
  const count = step.parts.length + step.closedParts;
  return (
    <li>
      <StepHead step={step} />
      {count === 0 ? null : (
        <button
          type="button"
          className="pm-step-open"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {words.parts(count)}
        </button>
      )}
      {opened && isCut && more.isPending ? <Loading /> : null}
      {opened && parts.length > 0 ? (
        <ul className="pm-steps">
          {parts.map((part, k) => (
            <WhyStep key={`${JSON.stringify(nameFigure(part.figure))} ${k}`} step={part} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function StepHead({ step }: { readonly step: ExplanationStep }) {
  const words = useWords();
  const units = useOrgUnits();
  const { figure, weight, sentences, rounding } = step;
  const office = units.data?.find(({ code }) => code === figure.orgUnit)?.title ?? figure.orgUnit;
  // The first sentence says name and value, which stand here by themselves.
  const [, ...told] = sentences;
  return (
    <>
      <p className="pm-step">
        <span className="pm-step-title">
          <Cited text={step.title} />
        </span>
        <strong className={figure.absence === null ? "pm-number" : "pm-absence"}>
          {writeFigure(figure, words)}
        </strong>
        {weight === null ? null : (
          <span className="pm-tag">
            {words.weight.toLowerCase()} {writeNumber(weight, String(weight).split(".")[1]?.length ?? 0)}
          </span>
        )}
        <Doubts figure={figure} />
        {step.told === "here" ? null : <span className="pm-tag">{words.toldElsewhere[step.told]}</span>}
      </p>
      <p className="pm-step-where">
        {[words.facet[figure.facet], office, figure.period, ...Object.values(figure.members)].join(" · ")}{" "}
        <code>{figure.id}</code>
      </p>
      {rounding === "" || figure.absence !== null ? null : <p className="pm-sentence">{rounding}</p>}
      {told.map((sentence) => (
        <p key={sentence} className="pm-sentence">
          <Cited text={sentence} />
        </p>
      ))}
      {step.deliveries.length === 0 ? null : <DeliveryLinks step={step} />}
    </>
  );
}

/** Deliveries of one step that are led to: a year of days would hide the step itself. */
const mostDeliveries = 12;

function DeliveryLinks({ step }: { readonly step: ExplanationStep }) {
  const words = useWords();
  const { workspace, search } = useWorkspace();
  const { why: _, ...kept } = search;
  return (
    <p className="pm-sentence">
      {step.deliveries.slice(-mostDeliveries).map(({ number, recordedOn }) => (
        <Link
          key={number}
          to="/$workspace/dati"
          params={{ workspace }}
          search={sayWords<"data">({ delivery: number })(kept)}
          className="me-3"
        >
          {words.toDelivery(number, writeDay(recordedOn))}
        </Link>
      ))}
    </p>
  );
}
