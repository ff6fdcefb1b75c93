/** Why a figure is what it is: the tree, opened step by step, beside the page on which it was asked. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { readWhy, type WhyAsked } from "../address.ts";
import { client, type ExplanationStep } from "../client.ts";
import { useChangeView, useWorkspace } from "../shell/use-workspace.ts";
import { useWords } from "../words/language.tsx";
import { nameFigure } from "./figure-value.tsx";
import { Failed, Loading } from "./loading.tsx";
import "./why-panel.css";

export function WhyPanel({ asked }: { readonly asked: string }) {
  const words = useWords();
  const change = useChangeView();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const explained = useExplanation(readWhy(asked), true);
  return (
    <dialog
      ref={dialog}
      className="pm-panel"
      aria-labelledby="perche"
      onClose={() => change({ why: undefined })}
    >
      <header>
        <h2 id="perche" className="h4">
          {words.why}
        </h2>
        <button
          type="button"
          className="btn btn-xs btn-outline-primary"
          onClick={() => {
            void navigator.clipboard.writeText(location.href).then(() => setCopied(true));
          }}
        >
          {isCopied ? words.copied : words.copyAddress}
        </button>
        <button type="button" className="btn btn-xs btn-primary" onClick={() => dialog.current?.close()}>
          {words.close}
        </button>
      </header>
      {explained.isPending ? <Loading /> : null}
      {explained.error === null ? null : (
        <Failed error={explained.error} retry={() => void explained.refetch()} />
      )}
      {explained.data === undefined ? null : (
        <>
          {explained.data.conditions.map((condition) => (
            <p key={condition} className="pm-tag">
              {condition}
            </p>
          ))}
          <ul className="pm-steps">
            <Step step={explained.data.explanation} isOpen />
          </ul>
          {explained.data.debts.length === 0 ? null : (
            <ul>
              {explained.data.debts.map(({ sentence }) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </dialog>
  );
}

function useExplanation({ indicator, facet, orgUnit, period, members = [] }: WhyAsked, enabled: boolean) {
  const { asked } = useWorkspace();
  const input = {
    ...asked,
    indicator,
    ...(facet === undefined ? {} : { facet: facet as ExplanationStep["figure"]["facet"] }),
    ...(orgUnit === undefined ? {} : { orgUnit }),
    ...(period === undefined ? {} : { period }),
    ...(members.length === 0 ? {} : { member: [...members] }),
  };
  return useQuery({
    queryKey: [asked.workspace, "explain", input],
    queryFn: () => client.figures.explain(input),
    enabled,
  });
}

/** Deliveries of one step that are led to: a year of days would hide the step itself. */
const mostDeliveries = 12;

/** One step; parts that were not sent are asked for when it is opened. */
function Step({ step, isOpen = false }: { readonly step: ExplanationStep; readonly isOpen?: boolean }) {
  const [opened, setOpened] = useState(isOpen);
  const isCut = step.closedParts > 0;
  const more = useExplanation(nameFigure(step.figure), opened && isCut);
  const parts = isCut ? (more.data?.explanation.parts ?? []) : step.parts;
  const [first = "", ...rest] = step.sentences;
  const hasParts = isCut || step.parts.length > 0;
  return (
    <li>
      {hasParts ? (
        <button type="button" className="pm-step" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {first}
        </button>
      ) : (
        <p className="pm-step">{first}</p>
      )}
      {rest.map((sentence) => (
        <p key={sentence} className="pm-sentence">
          {sentence}
        </p>
      ))}
      {step.deliveries.length === 0 ? null : <DeliveryLinks step={step} />}
      {opened && isCut && more.isPending ? <Loading /> : null}
      {opened && parts.length > 0 ? (
        <ul className="pm-steps">
          {parts.map((part, k) => (
            <Step
              key={`${part.figure.id} ${part.figure.facet} ${part.figure.orgUnit} ${part.figure.period} ${k}`}
              step={part}
            />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** To the files it was summed from; the last of them, where there are many, and the others beside it. */
function DeliveryLinks({ step }: { readonly step: ExplanationStep }) {
  const words = useWords();
  const { workspace, search } = useWorkspace();
  const { why: _, ...kept } = search;
  const listed = step.deliveries.slice(-mostDeliveries);
  return (
    <p className="pm-sentence">
      {listed.map(({ number, recordedOn }) => (
        <Link
          key={number}
          to="/$workspace/dati"
          params={{ workspace }}
          search={{ ...kept, delivery: number } as typeof kept}
          className="me-3"
        >
          {words.toDelivery(number, recordedOn)}
        </Link>
      ))}
    </p>
  );
}
