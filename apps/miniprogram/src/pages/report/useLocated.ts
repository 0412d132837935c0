import { useCallback, useEffect, useState } from 'react';
import { whereIs } from '@/services/district.ts';
import { changeDraft, currentDraft } from '@/services/draft.ts';
import { placeByCode } from '@/services/entry.ts';
import { locate } from '@/services/platform.ts';
import { problemOf } from '@/services/problem.ts';

export type Locating = 'idle' | 'busy' | 'denied' | 'privacy' | 'failed' | 'outside';

/** Asks the phone where it is, once, when the page opens, no code has said it and the draft knows no place yet. */
export function useLocated(): Locating {
  const [state, setState] = useState<Locating>('idle');
  const find = useCallback(async () => {
    setState('busy');
    const found = await locate();
    if ('refused' in found) {
      setState(found.refused);
      return;
    }
    const { lng, lat, accuracyMetres, system } = found.place;
    const where = await whereIs(lng, lat, system).catch((error) => problemOf(error));
    // The person may have been quicker and chosen by hand.
    if (currentDraft().place !== null) return setState('idle');
    if ('code' in where) {
      if (!where.offline) return setState('failed');
      // Which community it is in is found when the report arrives.
      const raw = { how: 'located', lng, lat, system, accuracyMetres, community: null, grid: null } as const;
      changeDraft({ place: raw });
      return setState('idle');
    }
    if (where.community === null) return setState('outside');
    changeDraft({
      place: {
        how: 'located',
        lng: where.lng,
        lat: where.lat,
        system: 'gcj02',
        accuracyMetres,
        community: where.community,
        grid: where.grid,
      },
    });
    setState('idle');
  }, []);
  useEffect(() => {
    if (!placeByCode(Date.now()) && currentDraft().place === null) void find();
  }, [find]);
  return state;
}
