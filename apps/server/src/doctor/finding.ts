/** What the doctor found of one thing. */
export interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly detail: string;
  /** What to do about it; empty where nothing is to be done. */
  readonly fix: string;
}

export const ok = (what: string, detail: string): Finding => ({ what, state: 'ok', detail, fix: '' });
export const warn = (what: string, detail: string, fix: string): Finding => ({ what, state: 'warn', detail, fix });
export const fail = (what: string, detail: string, fix: string): Finding => ({ what, state: 'fail', detail, fix });

/** An error in a word that gives nothing away: addresses of databases hold passwords. */
export function named(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string') return code;
  return error instanceof Error ? error.name : 'unknown';
}
