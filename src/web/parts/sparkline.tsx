/** A line so small that it fits in a row: how something moved, without axes. What it shows is said in its name. */
export interface SparkPoint {
  readonly period: string;
  readonly value: number | null;
  readonly display: string;
}

const width = 96;
const height = 28;
const margin = 3;

export function Sparkline({
  points,
  title,
}: {
  readonly points: readonly SparkPoint[];
  readonly title: string;
}) {
  const known = points.flatMap(({ value }, k) => (value === null ? [] : [{ k, value }]));
  if (known.length < 2) return null;
  const values = known.map(({ value }) => value);
  const least = Math.min(...values);
  const span = Math.max(...values) - least;
  const x = (k: number): number => margin + (k / (points.length - 1)) * (width - 2 * margin);
  const y = (value: number): number =>
    span === 0 ? height / 2 : height - margin - ((value - least) / span) * (height - 2 * margin);
  const last = known.at(-1)!;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" className="pm-spark">
      <title>{title}</title>
      {/* Where a period has no figure the line is broken, not drawn through. */}
      {splitRuns(known).map((run) => (
        <polyline
          key={run[0]!.k}
          points={run.map(({ k, value }) => `${x(k)},${y(value)}`).join(" ")}
          fill="none"
          stroke="#0059b3"
          strokeWidth="2"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      ))}
      <circle cx={x(last.k)} cy={y(last.value)} r="3" fill="#17324d" />
    </svg>
  );
}

interface Known {
  readonly k: number;
  readonly value: number;
}

function splitRuns(known: readonly Known[]): Known[][] {
  const runs: Known[][] = [];
  for (const point of known) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1)!.k === point.k - 1) run.push(point);
    else runs.push([point]);
  }
  return runs;
}
