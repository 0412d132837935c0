import type { Named } from '@liudan/shared/contract';
import type { PlaceView } from '@liudan/shared/district/contract';
import { useCallback, useRef, useState } from 'react';
import type { LngLat } from '@/components/PinMap/index.tsx';
import { whereIs } from '@/services/district.ts';
import { currentPlacing } from '@/services/placing.ts';
import { choosePlace, locate, offerSettings, say } from '@/services/platform.ts';
import { problemOf } from '@/services/problem.ts';
import type { DraftPlace } from '@/services/report.ts';

export interface PlaceChoice {
  place: DraftPlace | null;
  address: string;
  setAddress(address: string): void;
  point: LngLat | null;
  /** The pin was put by hand; GCJ-02. */
  pin(point: LngLat): void;
  choose(community: Named, grid: Named | null): void;
  locateMe(): Promise<void>;
  search(): Promise<void>;
  /** Hands the place to whoever asked for it. */
  use(place: DraftPlace, address: string): void;
  /** A question is on its way. */
  busy: boolean;
  outside: boolean;
}

const WAIT_MS = 400;

/** The place being chosen: it becomes the form's only when the person says so. */
export function usePlace(): PlaceChoice {
  const [placing] = useState(currentPlacing);
  const [place, setPlace] = useState<DraftPlace | null>(placing.place);
  const [point, setPoint] = useState<LngLat | null>(() => pointOf(placing.place));
  const [address, setAddress] = useState(placing.address);
  const [busy, setBusy] = useState(false);
  const [outside, setOutside] = useState(false);
  const asked = useRef(0);

  const resolve = useCallback(
    async (
      lng: number,
      lat: number,
      system: DraftPlace['system'],
      how: DraftPlace['how'],
      accuracyMetres: number | null,
    ) => {
      asked.current += 1;
      const mine = asked.current;
      setBusy(true);
      let where: PlaceView | null = null;
      try {
        where = await whereIs(lng, lat, system);
      } catch (error) {
        if (mine === asked.current) say(problemOf(error).message);
      }
      if (mine !== asked.current) return;
      setBusy(false);
      if (where === null) return;
      setOutside(where.community === null);
      setPoint([where.lng, where.lat]);
      setPlace(
        where.community === null
          ? null
          : {
              how,
              lng: where.lng,
              lat: where.lat,
              system: 'gcj02',
              accuracyMetres,
              community: where.community,
              grid: where.grid,
            },
      );
    },
    [],
  );

  const timer = useRef<ReturnType<typeof setTimeout>>();
  const pin = useCallback(
    (next: LngLat) => {
      setPoint(next);
      clearTimeout(timer.current);
      // A drag is many points; only where it rests is asked about.
      timer.current = setTimeout(() => void resolve(next[0], next[1], 'gcj02', 'pinned', null), WAIT_MS);
    },
    [resolve],
  );

  const locateMe = useCallback(async () => {
    setBusy(true);
    const found = await locate();
    setBusy(false);
    if ('refused' in found) {
      if (found.refused === 'denied') await offerSettings('没有定位权限。可以在图上点，或从列表选。');
      else say('没有定到位。可以在图上点，或从列表选。');
      return;
    }
    const { lng, lat, accuracyMetres, system } = found.place;
    await resolve(lng, lat, system, 'located', accuracyMetres);
  }, [resolve]);

  const search = useCallback(async () => {
    const found = await choosePlace();
    if (found === null) return;
    setAddress(found.address);
    await resolve(found.lng, found.lat, 'gcj02', 'pinned', null);
  }, [resolve]);

  const choose = useCallback((community: Named, grid: Named | null) => {
    asked.current += 1;
    setBusy(false);
    setOutside(false);
    setPoint(null);
    setPlace({ how: 'listed', lng: null, lat: null, system: 'gcj02', accuracyMetres: null, community, grid });
  }, []);

  return { place, address, setAddress, point, pin, choose, locateMe, search, busy, outside, use: placing.use };
}

const pointOf = (place: DraftPlace | null): LngLat | null =>
  place !== null && place.lng !== null && place.lat !== null ? [place.lng, place.lat] : null;
