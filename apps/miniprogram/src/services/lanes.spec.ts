import { createLanes, pauseAfter } from './lanes.ts';

const settle = () => new Promise((done) => setTimeout(done, 0));

it('lets three in at a time, in the order they came', async () => {
  const lanes = createLanes(3);
  const inside: number[] = [];
  const leaving: (() => void)[] = [];
  for (const number of [1, 2, 3, 4, 5])
    void lanes.enter().then((leave) => {
      inside.push(number);
      leaving[number] = leave;
    });
  await settle();
  expect(inside).toEqual([1, 2, 3]);
  leaving[2]?.();
  leaving[2]?.();
  await settle();
  expect(inside).toEqual([1, 2, 3, 4]);
  leaving[1]?.();
  await settle();
  expect(inside).toEqual([1, 2, 3, 4, 5]);
});

it.each([
  [0, 2_000],
  [1, 2_000],
  [2, 5_000],
  [5, 60_000],
  [7, 300_000],
  [90, 300_000],
])('waits longer after each try: %d', (tries, milliseconds) => {
  expect(pauseAfter(tries)).toBe(milliseconds);
});
