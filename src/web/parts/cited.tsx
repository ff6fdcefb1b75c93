/** A sentence of the calculation, in which what the model says is marked as Italian. */
import { splitCited } from "../../explain/index.ts";

export function Cited({ text }: { readonly text: string }) {
  return splitCited(text).map((stretch, at) =>
    stretch.isCited ? (
      <span key={at} lang="it">
        {stretch.text}
      </span>
    ) : (
      stretch.text
    ),
  );
}
