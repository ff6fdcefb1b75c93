/** What an address says of one page, and how to change it without leaving the page. */
import { useNavigate, useSearch } from "@tanstack/react-router";

/** @param read takes from an address what the page knows; anything may stand there */
export function usePageSearch<T extends object>(
  read: (search: Readonly<Record<string, unknown>>) => T,
): readonly [T, (change: Partial<T>) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (wanted: Partial<T>): void => {
    void navigate({
      to: ".",
      search: (before: Record<string, unknown>) =>
        Object.fromEntries(
          Object.entries({ ...before, ...wanted }).filter(([, value]) => value !== undefined && value !== ""),
        ),
      replace: true,
      resetScroll: false,
    });
  };
  return [read(search), change];
}

/** A text of an address; the router reads 2023 as a number, and true as what it says. */
export function readText(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}
