/** What an engine or a library says of an error, short enough to be quoted in a problem. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]!.slice(0, 200);
}
