/** What is opened by a press on the screen, and stands open on paper, which cannot be pressed. */
import { type ReactNode, useState } from "react";
import { usePrinting } from "./use-printing.ts";

interface PaperDetailsProps {
  readonly className?: string;
  readonly children: ReactNode;
}

export function PaperDetails({ className = "", children }: PaperDetailsProps) {
  const isPrinting = usePrinting();
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className={className}
      open={isOpen || isPrinting}
      onToggle={({ currentTarget }) => {
        if (!isPrinting) setOpen(currentTarget.open);
      }}
    >
      {children}
    </details>
  );
}
