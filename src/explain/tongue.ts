/**
 * In which tongue an explanation is told. What a model says is Italian in every tongue; who shows a sentence may ask
 * for marks around it, the two isolates with which MessageFormat 2 encloses what is put into a sentence.
 */
import type { Language } from "../formula/index.ts";

export interface Tongue {
  readonly language: Language;
  /** Whether marks enclose what the model says. */
  readonly isMarked?: boolean | undefined;
}

export const italian: Tongue = { language: "it" };

/** Part of a sentence: ours, or cited from the model. */
export interface Stretch {
  readonly text: string;
  readonly isCited: boolean;
}

/** What the model says, as it stands in a sentence; figures and signs are of no language, and are not marked. */
export function cite(text: string, { isMarked = false }: Tongue): string {
  return isMarked && /\p{L}/u.test(text) ? `\u2068${dropMarks(text)}\u2069` : text;
}

export function splitCited(sentence: string): readonly Stretch[] {
  return sentence
    .split(/\u2068([^\u2069]*)\u2069/)
    .map((text, at) => ({ text, isCited: at % 2 === 1 }))
    .filter(({ text }) => text !== "");
}

export function dropMarks(sentence: string): string {
  return sentence.replaceAll(/[\u2068\u2069]/g, "");
}
