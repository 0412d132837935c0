import { currentOf, decided, NO_QUEUE, placeWords, refreshed, stepped } from './queue.ts';

describe('a session', () => {
  const three = refreshed(NO_QUEUE, ['a', 'b', 'c']);

  it('begins with the first, and says where it stands with those decided before', () => {
    expect(currentOf(three)).toBe('a');
    expect(placeWords(three, 0)).toBe('第 1 件，共 3 件');
    expect(placeWords(stepped(three, 1), 4)).toBe('第 6 件，共 7 件');
    expect(currentOf(NO_QUEUE)).toBeNull();
  });

  it('comes back to what was skipped, and goes back as well', () => {
    expect(currentOf(stepped(stepped(stepped(three, 1), 1), 1))).toBe('a');
    expect(currentOf(stepped(three, -1))).toBe('c');
    expect(stepped(NO_QUEUE, 1)).toEqual(NO_QUEUE);
  });

  it('moves on when one is decided, from the last to what was skipped', () => {
    expect(currentOf(decided(three, 'a'))).toBe('b');
    const last = decided(stepped(three, -1), 'c');
    expect([currentOf(last), last.ids]).toEqual(['a', ['a', 'b']]);
    expect(currentOf(decided(refreshed(NO_QUEUE, ['a']), 'a'))).toBeNull();
  });

  it('keeps what is on the screen when others come or go', () => {
    const second = stepped(three, 1);
    expect(refreshed(second, ['new', 'b', 'c'])).toEqual({ ids: ['b', 'c', 'new'], at: 0 });
    expect(currentOf(refreshed(second, ['new', 'b', 'c']))).toBe('b');
    expect(currentOf(refreshed(second, ['a', 'c']))).toBe('c');
    expect(refreshed(second, [])).toEqual({ ids: [], at: 0 });
  });
});
