import { Logger } from '@nestjs/common';
import { Sweeps } from './sweeps.ts';

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe('sweeps', () => {
  let sweeps: Sweeps;
  beforeAll(() => Logger.overrideLogger(false));
  afterAll(() => Logger.overrideLogger(['error', 'warn']));
  beforeEach(() => {
    sweeps = new Sweeps();
  });
  afterEach(() => sweeps.beforeApplicationShutdown());

  it('runs again and again, and never beside itself', async () => {
    let rounds = 0;
    let inside = 0;
    let most = 0;
    sweeps.every('slow', 5, async () => {
      most = Math.max(most, ++inside);
      await wait(20);
      inside--;
      rounds++;
    });
    await wait(120);
    expect(rounds).toBeGreaterThan(1);
    expect(most).toBe(1);
  });

  it('goes on after a round that failed', async () => {
    let rounds = 0;
    sweeps.every('failing', 5, async () => {
      rounds++;
      throw new Error('the database is away');
    });
    await wait(60);
    expect(rounds).toBeGreaterThan(1);
  });

  it('can be run now, and then says what went wrong', async () => {
    sweeps.every('failing', 60_000, async () => {
      throw new Error('the database is away');
    });
    await expect(sweeps.runNow('failing')).rejects.toThrow('the database is away');
    await expect(sweeps.runNow('unknown')).rejects.toThrow('no sweep is called unknown');
    expect(() => sweeps.every('failing', 1, async () => undefined)).toThrow('two sweeps');
    expect(sweeps.names()).toEqual(['failing']);
  });

  it('runs only by hand where a test says so', async () => {
    let rounds = 0;
    sweeps.every('quick', 2, async () => void rounds++);
    sweeps.byHand();
    await wait(30);
    expect(rounds).toBe(0);
    await sweeps.runNow('quick');
    expect(rounds).toBe(1);
  });

  it('waits for what runs before it stops, and starts nothing after', async () => {
    let finished = 0;
    let told = false;
    sweeps.every('long', 60_000, async (closing) => {
      closing.addEventListener('abort', () => {
        told = true;
      });
      await wait(30);
      finished++;
    });
    const running = sweeps.runNow('long');
    await sweeps.beforeApplicationShutdown();
    expect([finished, told]).toEqual([1, true]);
    await running;
  });
});
