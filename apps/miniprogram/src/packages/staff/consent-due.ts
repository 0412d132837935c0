import type { Consents } from '../../services/platform.ts';

/** The last answer of this phone to WeChat's consent popup. */
export interface ConsentMemory {
  /** Milliseconds since 1970. */
  at: number;
  accepted: number;
}

const EVERY_MS = 20 * 3_600_000;

/** A popup a day is enough; who refused is not asked again by himself for a week. */
export function isDue(memory: ConsentMemory | null, now: number): boolean {
  if (memory === null) return true;
  return now - memory.at >= (memory.accepted > 0 ? EVERY_MS : 7 * EVERY_MS);
}

export const acceptedIn = (answers: Consents): number =>
  Object.values(answers).filter((answer) => answer === 'accept').length;

/** 「今天已允许 3 类消息」「上次没有允许」. */
export function consentWords(memory: ConsentMemory | null, now: number): string {
  if (memory === null) return '点一下，新单和到期会发到微信';
  if (memory.accepted === 0) return '上次没有允许，点一下重新选择';
  return now - memory.at < EVERY_MS ? `今天已允许 ${memory.accepted} 类消息` : '每次允许只够各发一条，点一下再允许';
}
