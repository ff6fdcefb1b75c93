/** Why a figure is what it is: beside the page on which it was asked, as a tree or as sentences. */
import { Button } from "design-react-kit";
import { useEffect, useRef, useState } from "react";
import { dropMarks } from "../../explain/index.ts";
import { readWhy } from "../address.ts";
import type { Answers } from "../client.ts";
import { PrintFoot } from "../shell/print-foot.tsx";
import { useChangeView } from "../shell/use-workspace.ts";
import { useWords } from "../words/language.tsx";
import { Cited } from "./cited.tsx";
import { Failed, Loading } from "./loading.tsx";
import { quoteAddress } from "./quote-address.ts";
import { useExplanation } from "./use-explanation.ts";
import { WhatIfLink } from "./what-if-link.tsx";
import { WhyStep } from "./why-step.tsx";
import "./why-panel.css";

type Explained = Answers["figures"]["explain"];

export function WhyPanel({ asked }: { readonly asked: string }) {
  const words = useWords();
  const change = useChangeView();
  const dialog = useRef<HTMLDialogElement>(null);
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
        <h2 id="perche">{words.why}</h2>
        <CopyAddress />
        <Button color="primary" size="xs" onClick={() => dialog.current?.close()}>
          {words.close}
        </Button>
      </header>
      {explained.isPending ? <Loading /> : null}
      {explained.error === null ? null : (
        <Failed error={explained.error} retry={() => void explained.refetch()} />
      )}
      {explained.data === undefined ? null : <Told explained={explained.data} key={asked} />}
      <PrintFoot />
    </dialog>
  );
}

function Told({ explained }: { readonly explained: Explained }) {
  const words = useWords();
  const [look, setLook] = useState<"tree" | "sentences">("tree");
  const { explanation, debts, conditions, sentences } = explained;
  return (
    <>
      {conditions.map((condition) => (
        <p key={condition} className="pm-tag">
          <Cited text={condition} />
        </p>
      ))}
      <p className="pm-panel-link">
        <WhatIfLink
          indicator={explanation.figure.id}
          facet={explanation.figure.facet}
          title={dropMarks(explanation.title)}
          orgUnit={explanation.figure.orgUnit}
        />
      </p>
      <fieldset className="pm-switch">
        <legend className="visually-hidden">{words.tellAs}</legend>
        {(["tree", "sentences"] as const).map((each) => (
          <label key={each}>
            <input type="radio" name="perche-come" checked={look === each} onChange={() => setLook(each)} />
            <span>{words.told[each]}</span>
          </label>
        ))}
      </fieldset>
      {look === "tree" ? (
        <ul className="pm-steps">
          <WhyStep step={explanation} isOpen />
        </ul>
      ) : (
        <pre className="pm-sentences">
          <Cited text={sentences.join("\n")} />
        </pre>
      )}
      {debts.length === 0 ? null : (
        <section>
          <h3 className="h6">{words.debts}</h3>
          <ul>
            {debts.map(({ sentence }) => (
              <li key={sentence}>
                <Cited text={sentence} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function CopyAddress() {
  const words = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(quoteAddress(location.href));
    setCopied(true);
  };
  return (
    <>
      <Button color="primary" outline size="xs" onClick={() => void copy()}>
        {words.copyAddress}
      </Button>
      <span role="status" className="pm-copied">
        {isCopied ? words.copied : ""}
      </span>
    </>
  );
}
