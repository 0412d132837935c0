// Whether the app is in front, for the parts that have to know: requests, recordings, consent popups.

type Listener = () => void;

const hiding = new Set<Listener>();
const showing = new Set<Listener>();
const inert = () => undefined;
let hiddenAt: number | undefined;

/** Seconds that the app has been in the background; undefined while it is in front. */
export const secondsHidden = (): number | undefined =>
  hiddenAt === undefined ? undefined : (performance.now() - hiddenAt) / 1000;

export const whenHidden = (act: Listener): void => void hiding.add(act);
export const whenShown = (act: Listener): void => void showing.add(act);

/** `seconds`: how long the app has been away already, so that a test need not wait for it. */
export function goAway(seconds: number): void {
  hiddenAt = performance.now() - seconds * 1000;
  for (const act of hiding) act();
}

export function comeBack(): void {
  hiddenAt = undefined;
  for (const act of showing) act();
}

/** Listeners that a mini-program adds and takes away by `onX(listener)` and `offX(listener?)`. */
export class Listeners<T> {
  private readonly all = new Set<(answer: T) => void>();
  readonly on = (listener: (answer: T) => void): void => void this.all.add(listener);
  readonly off = (listener?: (answer: T) => void): void =>
    listener ? void this.all.delete(listener) : this.all.clear();
  tell(answer: T): void {
    for (const listener of [...this.all]) (listener ?? inert)(answer);
  }
}
