/** An address to quote: it says what was known on which day, so that it tells the same in ten years. */
export function quoteAddress(href: string): string {
  const address = new URL(href);
  if (!address.searchParams.has("knownAt")) address.searchParams.set("knownAt", getToday());
  return address.href;
}

/** Here, not in Greenwich: deliveries are recorded on the day of the place. */
export function getToday(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
