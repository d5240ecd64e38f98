import { HEAT_SIZE, heatPath } from './heat-path';

type Props = { heatmap: readonly number[]; className?: string | undefined };

/** How often each part of a video was watched, as an area. The panel of the statistics says it in words. */
export const HeatLine = ({ heatmap, className }: Props) => {
  const path = heatPath(heatmap);
  if (path === undefined) return null;
  return (
    <svg
      className={className}
      viewBox={`0 0 ${HEAT_SIZE.width} ${HEAT_SIZE.height}`}
      preserveAspectRatio="none"
      aria-hidden
      data-heat
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
};
