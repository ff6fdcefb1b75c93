/**
 * From any figure to what would be: a link to the page of scenarios that looks at the same figure, and has fields for
 * the target and the measured value of its indicator.
 */
import { Link } from "@tanstack/react-router";
import { sayWords } from "../address-words.ts";
import { useWorkspace } from "../shell/use-workspace.ts";
import { useLanguage } from "../words/language.tsx";

export interface WhatIfLinkProps {
  readonly indicator: string;
  readonly facet: string;
  /** What it is called, for who does not see the row; and to search by. */
  readonly title: string;
  /** Undefined = at the top of its tree. */
  readonly orgUnit?: string | undefined;
}

const says = {
  it: (title: string) => `E se ${title} cambiasse?`,
  en: (title: string) => `What if ${title} changed?`,
};

export function WhatIfLink({ indicator, facet, title, orgUnit }: WhatIfLinkProps) {
  const { workspace, search } = useWorkspace();
  const { language, words } = useLanguage();
  const { why: _, ...kept } = search;
  const own = sayWords<"whatIf">({ cerca: title, tornado: `${indicator}.${facet}`, ufficio: orgUnit });
  return (
    <Link to="/$workspace/e-se" params={{ workspace }} search={own(kept)} aria-label={says[language](title)}>
      {words.pages.whatIf}
    </Link>
  );
}
