/** Members as a query has them: `genere=F`, one text or several. */
export function readMembers(written: string | readonly string[] | undefined): Record<string, string> {
  const pairs = written === undefined ? [] : [written].flat();
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
