/** What an address says beside the view: each page has its own words for it, and reads them as texts. */
import { useSearch } from "@tanstack/react-router";

export function useAddressTexts(): Readonly<Record<string, string | undefined>> {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  // The router reads what looks like a number or a truth value as one.
  return Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) => {
      const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
      return typeof text === "string" ? [[key, text] as const] : [];
    }),
  );
}
