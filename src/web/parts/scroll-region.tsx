/** What is wider than the page scrolls in a region of its own, which the keyboard reaches. */
import type { ReactNode } from "react";

const reachable = { tabIndex: 0 };

export function ScrollRegion({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section className="pm-scroll" aria-label={label} {...reachable}>
      {children}
    </section>
  );
}
