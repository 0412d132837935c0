import { useState } from 'react';
import { forget, store as keep, stored } from '@/services/platform.ts';
import { dropFile } from '@/services/platform-files.ts';
import type { VoiceItem } from '@/services/report.ts';
import { sendFile } from '@/services/uploads.ts';
import { VoiceInput } from '../VoiceInput/index.tsx';

/** Where the recording of an act is kept, beside its photos. */
export const voiceUnder = (photosUnder: string): string => `${photosUnder}.voice`;

const kept = (under: string): VoiceItem | null => {
  const voice = stored<VoiceItem>(under);
  return voice?.path?.startsWith('blob:') && voice.mediaId === null && !made.has(voice.key) ? null : voice;
};
/** Recordings of this run: a browser's end with its page. */
const made = new Set<string>();

/** A recording of an act: kept until the act is done, and sent with it. */
export function VoiceField({ keptUnder }: { keptUnder: string }) {
  const [voice, setVoice] = useState(() => kept(keptUnder));
  const change = (next: VoiceItem | null) => {
    if (next) made.add(next.key);
    setVoice(next);
    if (next) keep(keptUnder, next);
    else forget(keptUnder);
  };
  return <VoiceInput voice={voice} onChange={change} invite="按一下，用说的" />;
}

/** The id of the recording that is kept there, sent if it wasn't yet; null where there is none. Throws `RequestProblem`. */
export async function sentVoice(keptUnder: string): Promise<string | null> {
  const voice = kept(keptUnder);
  if (voice === null || voice.mediaId !== null || voice.path === null) return voice?.mediaId ?? null;
  const mediaId = await sendFile({ key: voice.key, path: voice.path, kind: 'voice' });
  keep(keptUnder, { ...voice, mediaId });
  return mediaId;
}

/** The act is done. */
export function forgetVoice(keptUnder: string): void {
  const path = kept(keptUnder)?.path;
  if (path) dropFile(path);
  forget(keptUnder);
}
