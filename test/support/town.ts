/** Tickets that are under way, so that the lists of a test look as they do on a working day. */
import type { Noticed } from './noticed.ts';
import { photograph } from './photographs.ts';
import { act, type Cast } from './story.ts';

const HOUR = 3_600_000;

interface Begun {
  readonly text: string;
  readonly address: string;
  /** Hours before the clock's time at which it is reported. */
  readonly hoursAgo: number;
  readonly photo?: 'brokenDrain';
  readonly by: 'resident' | 'neighbour';
  /** Whether the community handles it itself, at once. */
  readonly urgent?: true;
}

const BEGUN: readonly Begun[] = [
  { text: '小区垃圾桶满了两天没人清', address: '河滨路 36 号后门', hoursAgo: 23, by: 'neighbour', urgent: true },
  { text: '三栋楼道堆了旧家具，挡住了楼梯', address: '河滨路 18 号三栋', hoursAgo: 1, by: 'neighbour' },
  { text: '广场舞音响到夜里十点还在放', address: '河滨广场', hoursAgo: 2, by: 'resident' },
  {
    text: '巷口的井盖破了，骑车很危险',
    address: '河滨路与沿江巷路口',
    hoursAgo: 25,
    photo: 'brokenDrain',
    by: 'neighbour',
    urgent: true,
  },
];

/** Reports them, oldest first, and leaves the clock where it was. */
export async function liveTown(house: Noticed, cast: Cast): Promise<void> {
  const now = house.clock.now();
  const consent = house.district.settings.privacy.version;
  for (const one of [...BEGUN].sort((a, b) => b.hoursAgo - a.hoursAgo)) {
    house.clock.set(now - one.hoursAgo * HOUR);
    const person = cast[one.by];
    const photos = one.photo ? [await uploaded(person, one.photo)] : [];
    const place = { grid: 'hbl-hbl-g1', address: one.address };
    const reply = await person.post<{ id: string }>('/tickets', { text: one.text, place, photos, consent });
    if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
    if (one.urgent) {
      const answer = '社区已经联系人员到现场，今天处理好。';
      await act(cast.community, reply.body.id, 'triage.handle', { grade: 'urgent', category: 'public-seat', answer });
    }
  }
  house.clock.set(now);
}

async function uploaded(person: Cast['resident'], scene: 'brokenDrain'): Promise<string> {
  const { buffer } = await photograph(scene);
  return (await person.upload<{ id: string }>('/media', buffer)).body.id;
}
