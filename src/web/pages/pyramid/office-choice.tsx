/** Whose pyramid is shown: the whole administration's, or one office's. */
import { useOrgUnits } from "../../parts/use-org-units.ts";
import { usePageWords } from "../../words/language.tsx";
import { pyramidWords } from "./words.ts";

interface ChoiceProps {
  readonly office: string | undefined;
  readonly choose: (code: string | undefined) => void;
}

export function OfficeChoice({ office, choose }: ChoiceProps) {
  const words = usePageWords(pyramidWords);
  const units = useOrgUnits();
  const first = units.data?.[0]?.hierarchy;
  const offices = (units.data ?? []).filter(({ hierarchy, depth }) => hierarchy === first && depth > 0);
  return (
    <label className="pm-field pm-no-print">
      <span>{words.office}</span>
      <select value={office ?? ""} onChange={(event) => choose(event.target.value || undefined)}>
        <option value="">{words.wholeBody}</option>
        {offices.map(({ code, title, depth }) => (
          <option key={code} value={code}>
            {`${"  ".repeat(depth - 1)}${title}`}
          </option>
        ))}
      </select>
    </label>
  );
}
