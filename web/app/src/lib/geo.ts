import type { Place } from '@parley/client';

const KM_A_DEGREE = 111.32;
/** A hundred thousandth of a degree is a metre. */
const METRE = 1e5;

/** How far east and north of a point another one lies, in kilometres; good for what is in one city. */
export function offset(from: Place, to: Place): [east: number, north: number] {
  return [(to.lng - from.lng) * KM_A_DEGREE * Math.cos((from.lat * Math.PI) / 180), (to.lat - from.lat) * KM_A_DEGREE];
}

export function kilometres(from: Place, to: Place): number {
  const rad = Math.PI / 180;
  const half = Math.sin(((to.lat - from.lat) * rad) / 2) ** 2 + Math.cos(from.lat * rad) * Math.cos(to.lat * rad) * Math.sin(((to.lng - from.lng) * rad) / 2) ** 2;
  return 12_742 * Math.asin(Math.min(1, Math.sqrt(half)));
}

export const distance = (km: number): string => (km < 1 ? `${Math.round(km * 1000)} m` : `${km.toFixed(km < 100 ? 1 : 0)} km`);

/** Where one is, to the metre. */
export function whereIAm(): Promise<Place> {
  const round = (degrees: number): number => Math.round(degrees * METRE) / METRE;
  return new Promise((found, fault) =>
    navigator.geolocation.getCurrentPosition(({ coords }) => found({ lat: round(coords.latitude), lng: round(coords.longitude) }), fault, { timeout: 10_000, maximumAge: 60_000 }),
  );
}
