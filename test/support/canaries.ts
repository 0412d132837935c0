/** Tickets of several organisations, each with words, names and numbers that stand nowhere else. */
import type { Client } from './client.ts';
import type { Noticed } from './noticed.ts';
import { act, NOISE } from './story.ts';

/** A ticket's canaries: what anybody who sees it may read, what only staff may, and what nobody may but by the audited look. */
export interface Planted {
  readonly at: string;
  readonly id: string;
  readonly reporter: string;
  readonly open: readonly string[];
  readonly internal: readonly string[];
  readonly name: string;
  readonly phone: string;
}

/** Where each ticket is reported and by whom; the first two communities are of one street. */
const PLACES = {
  'hbl-hbl': { resident: 'resident-1', grid: 'hbl-hbl-g1', name: '甄翠羽', phone: '13711110001' },
  'hbl-mt': { resident: 'resident-3', grid: 'hbl-mt-g1', name: '佘白鹭', phone: '13711110002' },
  'yjl-jt': { resident: 'resident-4', grid: 'yjl-jt-g1', name: '闻画眉', phone: '13711110003' },
  'xj-xm': { resident: 'resident-5', grid: 'xj-xm-g1', name: '郎百灵', phone: '13711110004' },
} as const;
type Place = keyof typeof PLACES;
export const PLACE_NAMES = Object.keys(PLACES) as Place[];

/** Who sees the ticket of which place, by the roster; everybody not named here sees none. */
export const SEES: Readonly<Record<string, readonly Place[]>> = {
  'resident-1': ['hbl-hbl'],
  'resident-3': ['hbl-mt'],
  'resident-4': ['yjl-jt'],
  'resident-5': ['xj-xm'],
  'hbl-hbl-g1-worker': ['hbl-hbl'],
  'hbl-mt-g1-worker': ['hbl-mt'],
  'xj-xm-g1-worker': ['xj-xm'],
  'hbl-hbl-staff-1': ['hbl-hbl'],
  'hbl-mt-staff-1': ['hbl-mt'],
  'yjl-jt-staff-1': ['yjl-jt'],
  'xj-xm-staff-1': ['xj-xm'],
  'hbl-staff-1': ['hbl-hbl', 'hbl-mt'],
  'hbl-leader': ['hbl-hbl', 'hbl-mt'],
  'yjl-staff-1': ['yjl-jt'],
  'xj-leader': ['xj-xm'],
  'dept-urban-1': ['hbl-hbl', 'xj-xm'],
  'dept-water-1': ['hbl-hbl'],
  'dispatch-1': PLACE_NAMES,
  'leader-1': PLACE_NAMES,
  'leader-2': PLACE_NAMES,
  'supervisor-1': PLACE_NAMES,
  'resident-2': [],
  'hbl-hbl-g2-worker': [],
  'hy-ys-staff-1': [],
  'hy-staff-1': [],
  'dept-market-1': [],
  'operator-1': [],
};

/** The word of a ticket in one of its texts. Letters and signs that no other text of the server has. */
const word = (place: Place, what: string) => `雀${PLACE_NAMES.indexOf(place)}鸣${what}𠮷`;

/** Reports one ticket at each place and takes those of 河滨 and 新民 on to departments, with words at every step. */
export async function plant(house: Noticed, staff: (key: string) => Promise<Client>): Promise<Planted[]> {
  const planted: Planted[] = [];
  for (const place of PLACE_NAMES) {
    const { resident, grid, name, phone } = PLACES[place];
    const say = (what: string) => word(place, what);
    const reporter = await staff(resident);
    await reporter.put('/me/name', { name });
    await reporter.post('/me/phone', { phone });
    const reply = await reporter.post<{ id: string }>('/tickets', {
      text: say('报'),
      place: { grid, address: say('址') },
      phone,
      hideName: place === 'xj-xm',
      consent: house.district.settings.privacy.version,
    });
    const { id } = reply.body;
    const [community, street] = [place, place.split('-')[0]];
    const desk = await staff(`${community}-staff-1`);
    await act(reporter, id, 'supplement', { text: say('补') });
    await act(desk, id, 'record', { text: say('内'), internal: true });
    await act(desk, id, 'triage.report_up', { ...NOISE, answer: say('答'), reason: say('因') });
    const onward = place === 'hbl-hbl' || place === 'xj-xm';
    if (onward) {
      const assisting = place === 'hbl-hbl' ? ['dept-water'] : [];
      const leader = await staff(`${street}-leader`);
      await act(leader, id, 'sign');
      await act(leader, id, 'dispatch', { lead: 'dept-urban', assisting, note: say('派') });
      await act(await staff('dept-urban-1'), id, 'accept', { answer: say('接') });
      await act(await staff('dept-urban-1'), id, 'ask', { question: say('问') });
    }
    const open = [...'报址补答', ...(onward ? '接问' : '')].map(say);
    planted.push({
      at: place,
      id,
      reporter: resident,
      open,
      internal: [...'内因', ...(onward ? '派' : '')].map(say),
      name,
      phone,
    });
  }
  return planted;
}
