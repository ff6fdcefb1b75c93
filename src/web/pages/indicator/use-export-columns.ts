/** The headings of what is taken away, in the tongue of who takes it. */
import type { Words } from "../../words/it.ts";
import { usePageWords, useWords } from "../../words/language.tsx";
import { indicatorWords } from "./words.ts";

export interface ExportColumns {
  readonly headings: readonly string[];
  readonly words: Words;
}

export function useExportColumns(): ExportColumns {
  const own = usePageWords(indicatorWords);
  const words = useWords();
  return {
    headings: [
      own.indicator,
      own.facet,
      own.member,
      own.code,
      own.office,
      own.region,
      own.period,
      own.value,
      own.unit,
      own.absence,
      own.state,
      own.coverage,
      own.status,
      own.provenance,
    ],
    words,
  };
}
