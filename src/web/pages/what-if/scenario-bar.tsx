/** The scenarios by name: which is at work, which stands beside it, and what one does with them. */
import { useEffect, useState } from "react";
import { usePageWords } from "../../words/language.tsx";
import { mostScenarios } from "./scenario-address.ts";
import type { ScenarioAction, Scenarios } from "./use-scenarios.ts";
import { whatIfWords } from "./words.ts";

export interface ScenarioBarProps {
  readonly scenarios: Scenarios;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly dispatch: (action: ScenarioAction) => void;
  /** Puts the scenarios into the address now. */
  readonly write: () => void;
}

export function ScenarioBar({ scenarios, canUndo, canRedo, dispatch, write }: ScenarioBarProps) {
  const words = usePageWords(whatIfWords);
  const { list, active, beside } = scenarios;
  const current = list[active]!;
  const isFull = list.length >= mostScenarios;
  const name = words.numbered(list.length + 1);
  return (
    <section className="pm-try-bar" aria-label={words.scenarios}>
      <div className="pm-bar-row">
        <label className="pm-choose">
          <span>{words.scenario}</span>
          <select
            value={active}
            onChange={({ target }) => dispatch({ type: "select", at: Number(target.value) })}
          >
            {list.map((each, at) => (
              <option key={at} value={at}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
        <NameField key={`${active} ${current.name}`} name={current.name} dispatch={dispatch} />
        <label className="pm-choose">
          <span>{words.beside}</span>
          <select
            value={beside ?? ""}
            onChange={({ target }) =>
              dispatch({ type: "compare", at: target.value === "" ? undefined : Number(target.value) })
            }
          >
            <option value="">{words.onlyReal}</option>
            {list.map((each, at) =>
              at === active ? null : (
                <option key={at} value={at}>
                  {each.name}
                </option>
              ),
            )}
          </select>
        </label>
      </div>
      <div className="pm-bar-row">
        <Press disabled={isFull} onClick={() => dispatch({ type: "add", name, copy: false })}>
          {words.add}
        </Press>
        <Press disabled={isFull} onClick={() => dispatch({ type: "add", name, copy: true })}>
          {words.copy}
        </Press>
        <Press disabled={list.length === 1} onClick={() => dispatch({ type: "remove" })}>
          {words.remove}
        </Press>
        <span className="pm-gap" />
        <Press disabled={!canUndo} onClick={() => dispatch({ type: "undo" })}>
          {words.undo}
        </Press>
        <Press disabled={!canRedo} onClick={() => dispatch({ type: "redo" })}>
          {words.redo}
        </Press>
        <Press onClick={() => dispatch({ type: "clear" })}>{words.reset}</Press>
        <CopyAddress write={write} />
      </div>
    </section>
  );
}

interface PressProps {
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: string;
}

function Press({ disabled = false, onClick, children }: PressProps) {
  return (
    <button type="button" className="btn btn-xs btn-outline-primary" disabled={disabled} onClick={onClick}>
      {children}
    </button>
  );
}

interface NameFieldProps {
  readonly name: string;
  readonly dispatch: (action: ScenarioAction) => void;
}

/** The name changes when the field is left, or at Enter: until then an empty one is only on its way. */
function NameField({ name, dispatch }: NameFieldProps) {
  const words = usePageWords(whatIfWords);
  const [draft, setDraft] = useState(name);
  const keep = (): void => dispatch({ type: "rename", name: draft });
  return (
    <label className="pm-choose">
      <span>{words.name}</span>
      <input
        type="text"
        value={draft}
        maxLength={60}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={keep}
        onKeyDown={({ key }) => {
          if (key === "Enter") keep();
        }}
      />
    </label>
  );
}

function CopyAddress({ write }: { readonly write: () => void }) {
  const words = usePageWords(whatIfWords);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const soon = setTimeout(() => setCopied(false), 3_000);
    return () => clearTimeout(soon);
  }, [isCopied]);
  const copy = async (): Promise<void> => {
    write();
    // The address follows after the page has been told of it.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await navigator.clipboard.writeText(location.href);
    setCopied(true);
  };
  return (
    <>
      <button type="button" className="btn btn-xs btn-primary" onClick={() => void copy()}>
        {words.copyAddress}
      </button>
      <span role="status" className="pm-hint">
        {isCopied ? words.copied : ""}
      </span>
    </>
  );
}
