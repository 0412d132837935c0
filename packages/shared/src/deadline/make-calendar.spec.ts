import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'calendar-'));
afterAll(() => rmSync(folder, { recursive: true }));

const make = (...args: string[]) =>
  spawnSync(process.execPath, [path.join(ROOT, 'scripts/make-calendar.mjs'), ...args], { encoding: 'utf8' });

test('the calendar in the demo district is the one the script makes', () => {
  expect(make(folder, '2026')).toMatchObject({ status: 0 });
  expect(readFileSync(path.join(folder, 'calendar/2026.yaml'), 'utf8')).toBe(
    readFileSync(path.join(ROOT, 'config/demo/calendar/2026.yaml'), 'utf8'),
  );
});

test('a year whose holidays are not published is refused', () => {
  const { status, stderr } = make(folder, '2027');
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringContaining("doesn't know the holidays of 2027"),
  });
});

test('without a folder and a year it says how it is used', () => {
  expect(make(folder)).toMatchObject({ status: 2, stderr: expect.stringContaining('usage:') });
});
