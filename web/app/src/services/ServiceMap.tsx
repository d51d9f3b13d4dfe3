import type { Place, Service } from '@parley/client';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { money } from '../lib/format';
import { offset } from '../lib/geo';

// Words keep a size that can be read on a phone.
const SIZE = Math.min(1000, Math.max(520, innerWidth));

/** Distances and directions around a point. No tiles: nobody else learns where one looks. */
export function ServiceMap({ center, radiusKm, services, lit, onLight }: { center: Place; radiusKm: number; services: Service[]; lit: string | null; onLight: (id: string | null) => void }): ReactNode {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const scale = (SIZE * 0.44) / radiusKm;
  const where = (place: Place): [number, number] => {
    const [east, north] = offset(center, place);
    return [SIZE / 2 + east * scale, SIZE / 2 - north * scale];
  };
  // The first ones of the list show their price as far as there is room; the others are points until one looks at them.
  const taken: { x: number; y: number; width: number }[] = [];
  const marks = services.map((service) => {
    const [x, y] = where(service.location);
    const price = money(service.price, service.currency).replace(/\.00$/, '');
    const width = price.length * 13 + 26;
    const isFree = taken.every((other) => Math.abs(other.x - x) > (other.width + width) / 2 + 4 || Math.abs(other.y - y) > 54);
    if (isFree) taken.push({ x, y, width });
    const isLit = service.id === lit;
    return { service, x, y, price, width, isLit, layer: isLit ? 2 : isFree ? 1 : 0 };
  });
  marks.sort((a, b) => a.layer - b.layer);
  return (
    <svg viewBox={`0 0 ${SIZE} ${SIZE}`} className="h-full w-full bg-canvas" role="group" aria-label={t('mapLabel', { count: services.length })}>
      {[0.25, 0.5, 0.75, 1].map((part) => (
        <g key={part}>
          <circle cx={SIZE / 2} cy={SIZE / 2} r={radiusKm * part * scale} className="fill-accent/4 stroke-line" strokeWidth={1.500} />
          <text x={SIZE / 2 + 6} y={SIZE / 2 - radiusKm * part * scale + 22} className="fill-faint" fontSize={18}>
            {radiusKm * part} km
          </text>
        </g>
      ))}
      <path d={`M${SIZE / 2} 20V${SIZE - 20}M20 ${SIZE / 2}H${SIZE - 20}`} className="stroke-line" strokeWidth={1} strokeDasharray="4 8" />
      <text x={SIZE / 2} y={30} textAnchor="middle" className="fill-muted" fontSize={20}>
        {t('north')}
      </text>
      <circle cx={SIZE / 2} cy={SIZE / 2} r={11} className="fill-ink stroke-surface" strokeWidth={5}>
        <title>{t('youAreHere')}</title>
      </circle>
      {marks.map(({ service, x, y, price, width, isLit, layer }) => (
        <g
          key={service.id}
          role="link"
          tabIndex={0}
          aria-label={`${service.name}, ${price}`}
          transform={`translate(${x} ${y})`}
          className="cursor-pointer focus:outline-none [&:focus>circle]:stroke-ink [&:focus>rect]:stroke-ink"
          onClick={() => go(`/services/${service.id}`)}
          onKeyDown={(event) => event.key === 'Enter' && go(`/services/${service.id}`)}
          onMouseEnter={() => onLight(service.id)}
          onMouseLeave={() => onLight(null)}
        >
          {layer === 0 ? (
            <circle r={8} strokeWidth={2.500} className="fill-accent stroke-surface" />
          ) : (
            <>
              <path d="M-8 -14L0 0L8 -14z" className={isLit ? 'fill-accent' : 'fill-raised'} />
              <rect x={-width / 2} y={-48} width={width} height={36} rx={18} strokeWidth={1.500} className={isLit ? 'fill-accent stroke-accent' : 'fill-raised stroke-faint'} />
              <text y={-23} textAnchor="middle" fontSize={20} fontWeight={600} className={isLit ? 'fill-on-accent' : 'fill-ink'}>
                {price}
              </text>
            </>
          )}
          {isLit && (
            <text y={-60} textAnchor="middle" fontSize={20} fontWeight={600} className="fill-ink">
              {service.name}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
