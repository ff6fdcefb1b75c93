/**
 * What stands under a printed page, so that the paper says what it is: whose figures, of which period, as known on
 * which day, and the address that shows them again. Browsers that can, print it under every sheet as well.
 */
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { writeDay } from "../../model/index.ts";
import { client } from "../client.ts";
import { getToday, quoteAddress } from "../parts/quote-address.ts";
import { useWords } from "../words/language.tsx";
import { useWorkspace } from "./use-workspace.ts";

export function PrintFoot() {
  const words = useWords();
  const { workspace, search } = useWorkspace();
  // Drawn again at every change of the address.
  const { href } = useLocation();
  const model = useQuery({
    queryKey: [workspace, "model"],
    queryFn: () => client.workspaces.model({ workspace }),
  });
  const { title = workspace, year } = model.data ?? {};
  const known = writeDay(search.knownAt ?? getToday());
  const what = [title, search.period ?? year, `${words.knownAt.toLowerCase()} ${known}`].join(" · ");
  const address = quoteAddress(new URL(href, location.origin).href);
  useSheetFoot(`${what}\n${decodeURI(address)}`);
  return (
    <footer className="pm-print-only pm-print-foot">
      <p>{what}</p>
      <p>{address}</p>
    </footer>
  );
}

/** Margins of sheets take their text from a style only; the policy of the pages lets a script make one. */
function useSheetFoot(text: string): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    const written = text.replaceAll(/[\\"]/g, "\\$&").replaceAll("\n", "\\a ");
    sheet.replaceSync(`@page { @bottom-left { content: "${written}"; } }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    };
  }, [text]);
}
