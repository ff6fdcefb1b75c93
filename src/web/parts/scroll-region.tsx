/** What is wider or longer than its place scrolls there, not with the page, and is reached by keyboard. */
import type { ReactNode, Ref } from "react";

interface ScrollRegionProps {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLElement>;
}

/** What scrolls takes the focus, though nothing in it can be pressed. */
const reachable = { tabIndex: 0 } as const;

export function ScrollRegion({ label, className = "", children, ref }: ScrollRegionProps) {
  return (
    <section ref={ref} {...reachable} aria-label={label} className={`pm-scroll ${className}`}>
      {children}
    </section>
  );
}
