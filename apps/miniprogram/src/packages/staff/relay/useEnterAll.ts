import type { Entered } from '@liudan/shared/ticket/reporting/contract';
import type { EnterOnBehalf } from '@liudan/shared/visit/contract';
import { useState } from 'react';
import { request } from '@/services/http.ts';
import { randomKey } from '@/services/platform.ts';
import { isSure, problemOf } from '@/services/problem.ts';
import { placeToSend } from '@/services/report.ts';
import { markChanged } from '../changed.ts';
import { changePost, currentRelay, type Relay, type RelayPost } from './draft.ts';

/** Those that are to be entered and are not yet. */
export const waiting = ({ posts }: Relay): RelayPost[] =>
  posts.filter(({ included, number }) => included && number === null);

/** What one of them lacks; null when it can go. */
function lacking({ name, text, photos }: RelayPost): string | null {
  if (name.trim() === '') return '请填写群里的称呼。';
  if (text.trim() === '') return '请写下反映的内容。';
  return photos.some(({ state }) => state === 'sending') ? '照片还在上传，请稍等。' : null;
}

/** Enters them one by one, each under a key of its own: one that fails keeps none of the others back, and loses nothing. */
export function useEnterAll() {
  const [busy, setBusy] = useState<string | null>(null);

  const enterAll = async () => {
    const all = waiting(currentRelay());
    for (const [index, { id }] of all.entries()) {
      setBusy(`正在登记第 ${index + 1} 条，共 ${all.length} 条…`);
      await enterOne(id);
    }
    setBusy(null);
    markChanged();
  };
  return { busy, enterAll };
}

async function enterOne(id: string): Promise<void> {
  const relay = currentRelay();
  const post = relay.posts.find((one) => one.id === id);
  if (!post) return;
  const wrong = lacking(post);
  if (wrong) return changePost(id, { problem: wrong });
  const body: EnterOnBehalf = {
    text: post.text.trim(),
    place: placeToSend(relay.place, relay.address),
    photos: post.photos.flatMap(({ mediaId }) => mediaId ?? []),
    channel: 'group_relay',
    reporter: { name: post.name.trim() },
    hideName: false,
    informed: true,
    ...(post.saidAt ? { collectedAt: post.saidAt } : {}),
  };
  try {
    const { number } = await request<Entered>('/tickets/on-behalf', {
      method: 'POST',
      key: post.key,
      body,
      timeoutMs: 30_000,
    });
    changePost(id, { number, problem: null });
  } catch (error) {
    const refusal = problemOf(error);
    const field = Object.values(refusal.fields ?? {})[0];
    // What was refused for certain goes under a new key next time; what had no answer under the same.
    changePost(id, { problem: field ?? refusal.message, ...(isSure(refusal) ? { key: randomKey() } : {}) });
  }
}
