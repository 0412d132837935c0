/** What built-in components need from the rest of the host. main.ts fills it in, so that components import no page or wx code. */
export interface HostHooks {
  /** Calls a `wx` function by name, mocks included; a failure comes back as an answer with `errMsg`. */
  ask(name: string, options: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Turns a path the mini-program uses (wxfile://…, /assets/…) into an address the browser can load. */
  toUrl(source: string): string;
  share(button: HTMLElement): void;
  agreePrivacy(buttonId: string): void;
}

const absent = (): never => {
  throw new Error('the host is not started');
};

export const hostHooks: HostHooks = { ask: absent, toUrl: absent, share: absent, agreePrivacy: absent };
