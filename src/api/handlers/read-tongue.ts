/** The tongue in which a query wants its sentences. */
import type { Language, Tongue } from "../../operations/index.ts";
import { isSet } from "../contract/nouns.ts";

interface AskedTongue {
  readonly lang?: Language | undefined;
  readonly marked?: Parameters<typeof isSet>[0];
}

export function readTongue({ lang: language = "it", marked }: AskedTongue): Tongue {
  return { language, isMarked: isSet(marked) };
}
