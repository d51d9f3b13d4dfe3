import type { Place } from '@parley/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { distance, kilometres, offset } from '../lib/geo';

const [WIDTH, HEIGHT] = [360, 200];
const LEAST_KM = 0.5;
/** Of what is near enough to be drawn to scale. */
const MOST_KM = 500;

/** A point with distances around it and, where that is known, where one is oneself. No tiles: nobody else learns of either. */
export function PlaceMap({ at, me }: { at: Place; me?: Place | undefined }): ReactNode {
  const { t } = useTranslation();
  const far = me ? kilometres(at, me) : 0;
  const shown = me && far <= MOST_KM ? me : undefined;
  const radius = Math.max(LEAST_KM, shown ? far * 1.15 : 0);
  const scale = (HEIGHT * 0.46) / radius;
  const [east, north] = shown ? offset(at, shown) : [0, 0];
  const [x, y] = [WIDTH / 2, HEIGHT / 2];
  const [myX, myY] = [x + east * scale, y - north * scale];
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={me ? t('placeFromMe', { far: distance(far) }) : t('place')} className="w-full rounded-xl bg-canvas">
      {[0.5, 1].map((part) => (
        <g key={part}>
          <circle cx={x} cy={y} r={radius * part * scale} className="fill-accent/4 stroke-line" />
          <text x={x + 5} y={y - radius * part * scale + 13} fontSize={11} className="fill-muted">
            {distance(radius * part)}
          </text>
        </g>
      ))}
      {shown && (
        <>
          <path d={`M${x} ${y}L${myX} ${myY}`} className="stroke-faint" strokeDasharray="3 4" />
          <circle cx={myX} cy={myY} r={6} strokeWidth={2.5} className="fill-ink stroke-surface" />
        </>
      )}
      <path d={`M${x} ${y}c-9 -10 -9 -22 0 -22s9 12 0 22z`} className="fill-accent" />
      <circle cx={x} cy={y - 14} r={3} className="fill-on-accent" />
    </svg>
  );
}
