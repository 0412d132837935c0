/**
 * The invented phones of the demo people. WeChat's popup can only be answered on a phone, so where the stand-in takes WeChat's place this
 * answers it for them, over the stand-in's own admin interface. It exists only with `WECHAT_STAND_IN`, never in production.
 */
import type { District } from '@liudan/shared/district/schema';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { demoPeopleOf } from '../identity/demo-people.ts';
import { type KnownPerson, PeopleQueries } from '../identity/people.queries.ts';
import { DISTRICT } from '../kernel/district.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { Sweeps } from '../kernel/sweeps.ts';
import { smsTold, templatesTold, wecomTold } from './demo-outside.ts';

type Answer = 'accept' | 'reject' | 'ban' | 'filter';
const TIMEOUT_MS = 2_000;
/** Content is checked only for who opened the mini-program within two hours, which nobody does in a browser. */
const VISIT_EVERY_MS = 60 * 60_000;

@Injectable()
export class DemoPhones implements OnApplicationBootstrap {
  private readonly log = new Logger(DemoPhones.name);

  constructor(
    @Inject(ENV) private readonly env: Env,
    @Inject(DISTRICT) private readonly district: District,
    private readonly people: PeopleQueries,
    private readonly sweeps: Sweeps,
  ) {}

  /** The stand-in forgets everything when it ends, so it is told anew at each start who has a phone and which templates there are. */
  async onApplicationBootstrap(): Promise<void> {
    this.sweeps.every('demo-visits', VISIT_EVERY_MS, () => this.visit());
    const known = new Map(demoPeopleOf(this.district).map((person) => [person.person, person]));
    try {
      for (const { openid, name, phone, rosterKey } of await this.named()) {
        if (!openid) continue;
        const note = known.get(rosterKey ?? '')?.description;
        await this.tell('users', { openid, name: name ?? rosterKey ?? openid, phone, note });
      }
      const outside = [
        ...templatesTold(this.district),
        ...wecomTold(this.district, this.env),
        ...smsTold(this.district, this.env),
      ];
      for (const { command, body } of outside) await this.tell(command, body);
      await this.visit();
    } catch (error) {
      this.log.warn(`the stand-in does not know the demo people: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** Answers the consent popups for a person: "allow" to every template of the district that is asked for. */
  async consent(personId: string, templates: readonly string[]): Promise<Record<string, Answer>> {
    const openid = await this.people.openidOf(personId);
    if (openid === null) return {};
    const ofEmployees = new Set(Object.values(this.district.templates.notices).map((of) => of.employee?.templateId));
    const forWork = allowed(templates.filter((id) => ofEmployees.has(id)));
    const others = allowed(templates.filter((id) => !ofEmployees.has(id)));
    if (Object.keys(forWork).length > 0)
      await this.tell('client/bind-employee', { openid, result: 'accept', templates: forWork });
    if (Object.keys(others).length > 0) await this.tell('client/subscribe', { openid, result: others });
    return { ...forWork, ...others };
  }

  private async visit(): Promise<void> {
    for (const { openid } of await this.named()) if (openid) await this.tell('client/visit', { openid });
  }

  private named(): Promise<KnownPerson[]> {
    const { residents, people } = this.district;
    return this.people.byRosterKeys([...residents, ...people].map(({ key }) => key));
  }

  private async tell(command: string, body: object): Promise<void> {
    const response = await fetch(`${this.env.wechat.base}/__admin/${command}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`${command} answered ${response.status}: ${await response.text()}`);
  }
}

const allowed = (ids: readonly string[]): Record<string, Answer> =>
  Object.fromEntries(ids.map((id) => [id, 'accept' as const]));
