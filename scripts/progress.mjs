// How far something is: a bar on a terminal, and elsewhere a line every ten seconds, so that nobody waits in silence.
const EVERY_MS = 10_000;
const WIDTH = 30;

/** `at(share)` tells how much of it is done, from 0 to 1; `end()` closes the line. */
export function progress(what) {
  const began = performance.now();
  const terminal = process.stdout.isTTY;
  let said = began;
  const line = (share) => {
    const seconds = Math.round((performance.now() - began) / 1000);
    return `${what} ${String(Math.round(share * 100)).padStart(3)} %  ${seconds} s`;
  };
  return {
    at(share) {
      const now = performance.now();
      if (now - said < (terminal ? 200 : EVERY_MS)) return;
      said = now;
      const done = Math.round(share * WIDTH);
      if (terminal) process.stdout.write(`\r[${'='.repeat(done)}${' '.repeat(WIDTH - done)}] ${line(share)}`);
      else console.log(line(share));
    },
    end() {
      if (terminal) process.stdout.write(`\r[${'='.repeat(WIDTH)}] ${line(1)}\n`);
    },
  };
}
