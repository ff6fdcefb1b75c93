/** A short guide for who comes for the first time; afterwards it waits behind a word in the header. */
import { Button } from "design-react-kit";
import { useEffect, useRef, useState } from "react";
import { usePageWords, useWords } from "../words/language.tsx";
import { recall, remember } from "../words/memory.ts";

const storageKey = "piramide.visita";

const guideWords = {
  it: {
    name: "Guida",
    title: "Benvenuto",
    steps: [
      {
        title: "Ogni blocco poggia su quelli sotto",
        text: "Premi il nome di un blocco: si apre il livello di cui è fatto, giù fino a un indicatore di un ufficio. L'indirizzo tiene tutto ciò che vedi: mandalo a un collega e vedrà lo stesso.",
      },
      {
        title: "Ogni cifra sa dire perché",
        text: "Le cifre sottolineate a puntini si premono: si apre il conto, con i pesi, gli arrotondamenti, l'atto, il file e la riga da cui viene ogni numero.",
      },
      {
        title: "Il tempo è due volte",
        text: "In alto scegli il periodo, e il giorno fino al quale si sapeva. Puoi confrontare con un altro giorno o un altro anno.",
      },
      {
        title: "Cerca e prova",
        text: "Con il tasto / si cerca ovunque. In «E se…» si cambiano pesi, obiettivi e risultati senza toccare nulla di vero; in «Verifica» c'è la relazione stampata, ricalcolata cifra per cifra.",
      },
    ],
    next: "Avanti",
    back: "Indietro",
    end: "Ho capito",
    skip: "Salta la guida",
    of: (step: number, count: number) => `${step} di ${count}`,
  },
  en: {
    name: "Guide",
    title: "Welcome",
    steps: [
      {
        title: "Each block stands on those below",
        text: "Press the name of a block: the level it is made of opens, down to one indicator of one office. The address keeps all that you see: send it to a colleague, who will see the same.",
      },
      {
        title: "Every figure can say why",
        text: "Figures underlined with dots can be pressed: the reckoning opens, with weights, roundings, the act, the file and the line from which each number comes.",
      },
      {
        title: "There are two times",
        text: "At the top you choose the period, and the day up to which things were known. You can compare with another day or another year.",
      },
      {
        title: "Search and try",
        text: "The key / searches everywhere. In “What if…” weights, targets and results change without touching anything real; in “Audit” stands the printed report, recomputed figure by figure.",
      },
    ],
    next: "Next",
    back: "Back",
    end: "Got it",
    skip: "Skip the guide",
    of: (step: number, count: number) => `${step} of ${count}`,
  },
};

function rememberVisit(): void {
  remember(storageKey, "fatta");
}

export function FirstVisit() {
  const words = usePageWords(guideWords);
  const { close } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [step, setStep] = useState(0);
  const shown = words.steps[step]!;
  const isLast = step === words.steps.length - 1;
  useEffect(() => {
    if (recall(storageKey) === null) dialog.current?.showModal();
  }, []);
  return (
    <>
      <button
        type="button"
        className="pm-header-button"
        onClick={() => {
          setStep(0);
          dialog.current?.showModal();
        }}
      >
        {words.name}
      </button>
      <dialog
        ref={dialog}
        className="pm-guide"
        aria-labelledby="guida"
        // With Escape the guide is cancelled at once, and closed a moment later.
        onCancel={rememberVisit}
        onClose={rememberVisit}
      >
        <p className="pm-guide-count">
          {words.title} · {words.of(step + 1, words.steps.length)}
        </p>
        <h2 id="guida">{shown.title}</h2>
        <p>{shown.text}</p>
        <div className="pm-guide-buttons">
          <Button color="primary" outline size="sm" onClick={() => dialog.current?.close()}>
            {isLast ? close : words.skip}
          </Button>
          {step === 0 ? null : (
            <Button color="primary" outline size="sm" onClick={() => setStep(step - 1)}>
              {words.back}
            </Button>
          )}
          <Button
            color="primary"
            size="sm"
            onClick={() => (isLast ? dialog.current?.close() : setStep(step + 1))}
          >
            {isLast ? words.end : words.next}
          </Button>
        </div>
      </dialog>
    </>
  );
}
