/** Work that goes side by side, but not all of it at once: whoever comes later waits his turn. */

interface Lanes {
  /** Waits for a free lane; the answer gives it back. */
  enter(): Promise<() => void>;
}

export function createLanes(many: number): Lanes {
  let free = many;
  const waiting: (() => void)[] = [];
  const leave = () => {
    const next = waiting.shift();
    // The lane is handed on without being given up, so that nobody slips in between.
    if (next) next();
    else free += 1;
  };
  return {
    async enter() {
      if (free > 0) free -= 1;
      else await new Promise<void>((go) => waiting.push(go));
      let left = false;
      return () => {
        if (left) return;
        left = true;
        leave();
      };
    },
  };
}

const PAUSES = [2, 5, 15, 30, 60, 120, 300];

/** How long to wait before the next try, in milliseconds, after `tries` that had no answer. */
export const pauseAfter = (tries: number): number =>
  (PAUSES[Math.min(Math.max(tries, 1), PAUSES.length) - 1] ?? 300) * 1000;
