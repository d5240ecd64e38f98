/** The size of the drawing that a path fills. */
export const HEAT_SIZE = { width: 100, height: 20 };
/** So that a part that nobody watched still shows where the line is. */
const LEAST = 0.06;

/** The outline of a heat map as an SVG path, relative to its most watched part. Undefined if nothing was watched. Pure. */
export const heatPath = (heatmap: readonly number[]): string | undefined => {
  const most = Math.max(0, ...heatmap);
  if (most === 0) return undefined;
  const { width, height } = HEAT_SIZE;
  const step = width / heatmap.length;
  const rounded = (value: number) => Number(value.toFixed(2));
  const points = heatmap.map((times, part) => {
    const y = height * (1 - Math.max(LEAST, times / most));
    return `L${rounded((part + 0.5) * step)} ${rounded(y)}`;
  });
  return `M0 ${height}${points.join('')}L${width} ${height}Z`;
};

/** The longest run of parts that were watched most often, as a share of the video. Undefined if nothing was, or all parts equally often. Pure. */
export const hottestPart = (heatmap: readonly number[]): { from: number; to: number } | undefined => {
  const most = Math.max(0, ...heatmap);
  if (heatmap.every((times) => times === most)) return undefined;
  let best = { from: 0, to: 0 };
  let from: number | undefined;
  for (const [part, times] of heatmap.entries()) {
    from = times === most ? (from ?? part) : undefined;
    if (from !== undefined && part + 1 - from > best.to - best.from) best = { from, to: part + 1 };
  }
  return { from: best.from / heatmap.length, to: best.to / heatmap.length };
};
