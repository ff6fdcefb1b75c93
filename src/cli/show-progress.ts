/** A bar that moves in place on a terminal, and says nothing where nobody looks. */
export interface ProgressBar {
  readonly show: (step: string, done: number) => void;
  readonly end: () => void;
}

const width = 30;

export function makeProgressBar(title: string): ProgressBar {
  const { stderr } = process;
  if (!stderr.isTTY) return { show: () => {}, end: () => {} };
  return {
    show: (step, done) => {
      const filled = Math.round(width * Math.min(1, Math.max(0, done)));
      const bar = "█".repeat(filled) + "░".repeat(width - filled);
      stderr.write(`\r${title} · ${step} ${bar} ${String(Math.round(done * 100)).padStart(3)} %`);
    },
    end: () => {
      stderr.write("\r\u001B[2K");
    },
  };
}
