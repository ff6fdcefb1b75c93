/** A table that may be wider than the screen: it scrolls in a region of its own, which the keyboard can reach. */
import { type ReactNode, useEffect, useRef, useState } from "react";

export function TableRegion({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const region = useRef<HTMLDivElement>(null);
  const [isWide, setWide] = useState(false);
  useEffect(() => {
    const element = region.current;
    if (element === null) return undefined;
    const look = new ResizeObserver(() => setWide(element.scrollWidth > element.clientWidth));
    look.observe(element);
    return () => look.disconnect();
  }, []);
  // What does not scroll is no stop on the way of the keyboard.
  const reach = isWide ? ({ tabIndex: 0, role: "region", "aria-label": title } as const) : {};
  return (
    <div ref={region} className="pm-table-region" {...reach}>
      {children}
    </div>
  );
}
