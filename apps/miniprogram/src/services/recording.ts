/** What a microphone gives, however it is made. */

export const LONGEST_SECONDS = 60;

export interface Recording {
  path: string;
  seconds: number;
  /** What was understood of it, where speech is turned into text. */
  words?: string;
}

/** Why there is no recording. `denied`: the switch in the settings is off. */
export class NoRecording {
  constructor(
    readonly words: string,
    readonly denied = false,
  ) {}
}

export interface Recorder {
  /** Begins; `done` is told once how it ended. Throws nothing: what goes wrong is told to `done`. */
  start(done: (ended: Recording | NoRecording) => void, onWords?: (words: string) => void): void;
  stop(): void;
}

export const TOO_SHORT = (): NoRecording => new NoRecording('没有录到声音，请按一下开始，说完再按一下。');

/** A recording that ended, however it did: a call that comes in between ends it as the person would have. */
export const ended = (path: string, milliseconds: number): Recording | NoRecording =>
  milliseconds < 800 || path === ''
    ? TOO_SHORT()
    : { path, seconds: Math.min(LONGEST_SECONDS, Math.max(1, Math.round(milliseconds / 1000))) };

/** 「0:07」 */
export const clockWords = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
