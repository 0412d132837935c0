/** Open tickets like what is being written, asked for while it is written, so that sending need not wait for them. */
import type { SimilarTicket } from '@liudan/shared/ticket/similar/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { request } from './http.ts';
import { type DraftPlace, placeToSend } from './report.ts';

const REST_MS = 700;

interface Writing {
  text: string;
  place: DraftPlace | null;
  category: { id: string } | null;
}

export interface Similar {
  items: SimilarTicket[];
  /** What is known by now, or when the question on its way is answered; nothing where it can't be asked. */
  settled(): Promise<SimilarTicket[]>;
}

export function useSimilar({ text, place, category }: Writing): Similar {
  const [items, setItems] = useState<SimilarTicket[]>([]);
  const asked = useRef(0);
  const answer = useRef<Promise<SimilarTicket[]>>(Promise.resolve([]));
  const words = text.trim();
  const question =
    place === null || (words.length < 2 && category === null) ? null : JSON.stringify([words, place, category?.id]);

  const ask = useCallback(async (): Promise<SimilarTicket[]> => {
    asked.current += 1;
    const mine = asked.current;
    const body = { text: words, place: placeToSend(place, ''), ...(category ? { category: category.id } : {}) };
    // Whoever can't be told of others may send all the same.
    const found = await request<{ items: SimilarTicket[] }>('/tickets/similar', {
      method: 'POST',
      body,
      // Asked while somebody types: a session that has ended must not send him away from it.
      auth: 'aside',
      timeoutMs: 5_000,
    })
      .then(({ items: all }) => all)
      .catch(() => []);
    if (mine === asked.current) setItems(found);
    return found;
  }, [words, place, category]);
  const latest = useRef(ask);
  latest.current = ask;

  useEffect(() => {
    asked.current += 1;
    if (question === null) {
      answer.current = Promise.resolve([]);
      setItems([]);
      return;
    }
    const timer = setTimeout(() => {
      answer.current = latest.current();
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [question]);

  return { items, settled: () => answer.current };
}
