// The people of the district: its roster with the habits each has at work, and residents with those of their own.
import { leadersInCharge } from '@liudan/shared/org/tree';
import { actsFor } from '@liudan/shared/ticket/relation';
import { PersonEntity } from '../dist/identity/person.entity.js';
import { NOBODY } from '../dist/identity/sign-in.actions.js';
import { Ids } from '../dist/kernel/ids.js';
import { Sealer } from '../dist/kernel/sealed.js';
import { Dice } from './dice.mjs';
import { dayOf } from './time.mjs';

/** Of ten people at work, how many are of each kind; `pace` is how long they take beside what is usual. */
const WORKERS = [
  { kind: 'quick', share: 3, pace: 0.45, forgets: 0.005 },
  { kind: 'steady', share: 4, pace: 1, forgets: 0.012 },
  { kind: 'slow', share: 2, pace: 1.9, forgets: 0.03 },
  { kind: 'forgetful', share: 1, pace: 1.1, forgets: 0.15 },
];
/** Of ten residents; `rates` is how often he scores by himself, `answers` how often he picks up the phone. */
const RESIDENTS = [
  { kind: 'kind', share: 4, rates: 0.6, answers: 0.85, strict: 0.5 },
  { kind: 'exact', share: 2, rates: 0.75, answers: 0.9, strict: 1.6 },
  { kind: 'busy', share: 2, rates: 0.2, answers: 0.6, strict: 1 },
  { kind: 'silent', share: 2, rates: 0.02, answers: 0.12, strict: 1 },
];
const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚',
];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红梅生海山云飞鹏辉斌建国志文新春花秀珍'];

export class Town {
  constructor(district, personIds, seed) {
    this.district = district;
    this.dice = new Dice(`town ${seed}`);
    this.staff = district.people.map((person) => this.worker(person, personIds.get(person.key)));
    this.byKey = new Map(this.staff.map((one) => [one.key, one]));
    this.byOrg = new Map();
    for (const one of this.staff)
      for (const { role, org } of one.viewer.duties) {
        const orgId = role === 'grid_worker' ? org : actsFor(org, district);
        this.byOrg.set(orgId, [...(this.byOrg.get(orgId) ?? []), { one, role }]);
      }
    this.grids = [...district.orgs.values()].filter(({ tier }) => tier === 'grid');
  }

  worker({ key, roles, charge }, personId) {
    const dice = new Dice(`${key} ${this.dice.state}`);
    const habit = dice.weighted(WORKERS, ({ share }) => share);
    // Two weeks of leave and some days of illness, each year anew.
    const leave = Array.from({ length: 4 }, () => ({ from: dice.below(365), days: 2 + dice.below(6) }));
    const duties = roles.map(({ role, org }) => ({ role, org }));
    const viewer = { personId, kind: 'staff', duties, charge, sessionId: 'simulation' };
    return { key, habit, leave, viewer };
  }

  isAway({ leave }, at) {
    const day = dayOf(at) % 365;
    return leave.some(({ from, days }) => day >= from && day < from + days);
  }

  /** Somebody with one of the roles at the organisation, rather one who is at work. */
  someoneAt(orgId, roles, at, dice) {
    const all = (this.byOrg.get(orgId) ?? []).filter(({ role }) => roles === null || roles.includes(role));
    const present = all.filter(({ one }) => !this.isAway(one, at));
    return all.length === 0 ? undefined : dice.pick(present.length > 0 ? present : all).one;
  }

  /** The district leader in charge of an organisation. */
  leaderOf(orgId) {
    return this.byKey.get(leadersInCharge(this.district, orgId)[0]);
  }

  withRole(role) {
    return this.staff.filter(({ viewer }) => viewer.duties.some((duty) => duty.role === role));
  }

  /** Residents move in: those of the demo, and as many invented ones. Their rows are like those of whoever came through WeChat. */
  async settle(house, count, personIds) {
    const [ids, sealer] = [house.of(Ids), house.of(Sealer)];
    const { dice, district } = this;
    const communities = [...new Set(this.grids.map(({ communityId }) => communityId))];
    const resident = (personId, communityId) => ({
      communityId,
      habit: dice.weighted(RESIDENTS, ({ share }) => share),
      viewer: { personId, kind: 'resident', duties: [], sessionId: 'simulation' },
    });
    this.residents = district.residents.map(({ key, community }) => resident(personIds.get(key), community));
    const rows = Array.from({ length: count }, () => {
      const communityId = dice.pick(communities);
      const at = house.clock.now();
      const agreed = { privacyVersion: district.settings.privacy.version, privacyAgreedAt: at };
      const row = {
        ...NOBODY,
        ...agreed,
        id: ids.next(),
        communityId,
        name: sealer.seal(this.nameOf(dice)),
        createdAt: at,
      };
      this.residents.push(resident(row.id, communityId));
      return row;
    });
    if (rows.length > 0) await house.database.write((tx) => tx.insert(PersonEntity, rows));
  }

  nameOf(dice) {
    return dice.pick(SURNAMES) + dice.pick(GIVEN) + (dice.chance(0.5) ? dice.pick(GIVEN) : '');
  }

  residentOf(personId) {
    this.byPerson ??= new Map(this.residents.map((one) => [one.viewer.personId, one]));
    return this.byPerson.get(personId);
  }

  /** Who reports next, and in which grid: mostly where he lives. A few report often, most once or twice. */
  reporter(dice) {
    const { residents, district } = this;
    const known = district.residents.length;
    const resident =
      known > 0 && dice.chance(0.12)
        ? residents[dice.below(known)]
        : residents[Math.floor(residents.length * dice.next() ** 1.6)];
    const near = this.grids.filter(({ communityId }) => communityId === resident.communityId);
    return { resident, grid: dice.pick(near.length > 0 && dice.chance(0.88) ? near : this.grids) };
  }
}
