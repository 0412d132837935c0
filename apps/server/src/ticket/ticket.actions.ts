/**
 * The only code that changes a ticket. It loads, asks the journey, and writes the change and its one event in one transaction
 * (invariants 7 and 8): an act happened completely or not at all, and of two people acting at once one wins.
 */
import type { District } from '@liudan/shared/district/schema';
import { type Actor, SYSTEM_ACTOR } from '@liudan/shared/identity/roles';
import { isRefusal, type ProblemCode, problemWords } from '@liudan/shared/problem';
import { type Advanced, advance } from '@liudan/shared/ticket/advance';
import type { Change, Ticket, Whole } from '@liudan/shared/ticket/facts';
import { isHimself } from '@liudan/shared/ticket/relation';
import type {
  Entered,
  Joined,
  JoinTicket,
  SubmitOnBehalf,
  SubmitTicket,
  Submitted,
} from '@liudan/shared/ticket/reporting/contract';
import type { ActionId } from '@liudan/shared/ticket/row';
import type { Shown } from '@liudan/shared/ticket/screening';
import { phaseOf } from '@liudan/shared/ticket/status';
import { unborn } from '@liudan/shared/ticket/unborn';
import { may, mayEnter } from '@liudan/shared/ticket/visible';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Once } from '../kernel/once.ts';
import { fail, ProblemError } from '../kernel/problem.ts';
import { updateRows } from '../kernel/rows.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { CHAIN_START } from './chain.ts';
import { type Located, locate } from './place.ts';
import { type Acted, acted, submitted } from './ticket.answers.ts';
import { changeSince } from './ticket.changes.ts';
import { checkedInput, holdToDistrict, knownAction } from './ticket.checks.ts';
import { TicketEntity } from './ticket.entity.ts';
import { append, loadTicket, type Stored } from './ticket.store.ts';
import { TicketTools } from './ticket.tools.ts';

/** What a satellite writes in the transaction of an act, so that both are kept or neither is. */
export type Beside<Done> = (tx: EntityManager, done: Done) => Promise<void>;

export interface Act {
  action: string;
  version: number;
  input: Readonly<Record<string, unknown>>;
}

/** A ticket that was just begun for somebody. */
export interface Begun {
  ticketId: string;
  whole: Whole;
}

/** What both ways to begin a ticket carry. */
type Reported = Pick<SubmitTicket, 'text' | 'photos' | 'place' | 'category' | 'hideName' | 'channel'> & {
  voice?: string | undefined;
  informed?: true;
};

/** Who may not merge is told so, and not that there is something wrong with the target. */
const NOT_HIS: readonly ProblemCode[] = ['ACTION_NOT_YOURS', 'OWN_TICKET'];

interface Birth {
  located: Located;
  number: string;
  at: number;
  reporterId: string;
  contactPhone: string | null;
}

@Injectable()
export class TicketActions {
  constructor(
    private readonly database: Database,
    private readonly once: Once,
    private readonly tools: TicketTools,
    @Inject(DISTRICT) private readonly district: District,
    private readonly clock: Clock,
  ) {}

  /** Begins a ticket for the signed-in reporter. Sent twice with one key, it is one ticket and one answer. */
  async submit(viewer: Viewer, report: SubmitTicket, key: string): Promise<Submitted> {
    const { settings } = this.district;
    if (report.consent !== settings.privacy.version)
      fail('INVALID_INPUT', undefined, { consent: '隐私说明已更新，请重新阅读并同意' });
    if (report.channel !== 'mini_program') fail('INVALID_INPUT', undefined, { channel: '这里只能由本人上报' });
    const birth = await this.expect(report);
    const { answer } = await this.once.run({ personId: viewer.personId, key, fingerprint: report }, async (tx) => {
      const contactPhone = report.phone === undefined ? null : this.tools.reporters.seal(report.phone);
      const { whole } = await this.begin(tx, viewer, report, { ...birth, reporterId: viewer.personId, contactPhone });
      return submitted(whole, this.district);
    });
    return answer;
  }

  /**
   * 代登记: begins a ticket that staff write down for a resident. `also` runs in the same transaction, for a satellite's own row about
   * it: it must do nothing but ask the database and compute. Refuses OWN_REPORT where the reporter would be the viewer himself.
   */
  async submitFor(viewer: Viewer, report: SubmitOnBehalf, key: string, also?: Beside<Begun>): Promise<Entered> {
    if (!mayEnter(viewer)) fail('FORBIDDEN');
    if ((report.channel === 'inspection') !== (report.reporter === undefined))
      fail('INVALID_INPUT', undefined, {
        reporter: report.reporter ? '网格巡查发现的问题没有反映人' : '请填写反映人',
      });
    const birth = await this.expect(report);
    const fingerprint = { onBehalf: report };
    const { answer } = await this.once.run({ personId: viewer.personId, key, fingerprint }, async (tx) => {
      const { communityId } = birth.located;
      const reporterId = await this.tools.reporters.reporterFor(tx, report.reporter ?? null, communityId);
      if (isHimself(viewer, reporterId)) fail('OWN_REPORT');
      const { whole } = await this.begin(tx, viewer, report, { ...birth, reporterId, contactPhone: null });
      await also?.(tx, { ticketId: whole.ticket.id, whole });
      return { ...submitted(whole, this.district), visible: may('ticket.see', viewer, whole, this.district) };
    });
    return answer;
  }

  /** Does one act of a person. Refuses what the journey refuses; a foreign ticket is not found. */
  async act(viewer: Viewer, ticketId: string, act: Act, key: string, also?: Beside<Acted>): Promise<Acted> {
    const action = knownAction(act.action);
    const input = checkedInput(action, act.input, this.district);
    const fingerprint = { ticketId, action, version: act.version, input: act.input };
    const { answer } = await this.once.run({ personId: viewer.personId, key, fingerprint }, async (tx) => {
      const before = await this.loadFor(tx, viewer, ticketId);
      await this.agreeOnVersion(tx, before, act.version);
      const eventId = this.tools.ids.next();
      const known = await this.tools.withPeople(await this.tools.spoken(tx, input, viewer, '语音补充'), before);
      const ready = action === 'merge' ? await this.absorbed(tx, viewer, before, known) : known;
      const done = this.decide(before.whole, { action, input: ready }, viewer, this.clock.now());
      await this.write(tx, eventId, before, done);
      const answer = acted(done, eventId, this.district);
      await also?.(tx, answer);
      return answer;
    });
    return answer;
  }

  /**
   * Joins somebody who has the same problem: the viewer himself, who need not know the ticket beyond its summary, or the `reporter`
   * for whom staff do it at a desk. Refuses NOT_FOUND where there is nothing that can be joined.
   */
  async join(viewer: Viewer, ticketId: string, { reporter, ...said }: JoinTicket, key: string): Promise<Joined> {
    holdToDistrict({ photos: [said.photos, this.district.settings.photos.perAct] });
    const fingerprint = { ticketId, join: { reporter, said } };
    const { answer } = await this.once.run({ personId: viewer.personId, key, fingerprint }, async (tx) => {
      const before = reporter ? await this.loadFor(tx, viewer, ticketId) : await loadTicket(tx, ticketId);
      if (!before || phaseOf(before.whole.ticket.state) !== 'open') fail('NOT_FOUND');
      const { communityId } = before.whole.ticket;
      const followerId = reporter && (await this.tools.reporters.reporterFor(tx, reporter, communityId));
      const eventId = this.tools.ids.next();
      const heard = await this.tools.spoken(tx, said, viewer, '语音补充');
      const step = { action: 'join', input: followerId ? { ...heard, followerId } : heard } as const;
      const done = this.decide(before.whole, step, viewer, this.clock.now());
      await this.write(tx, eventId, before, done);
      const { sentence, version } = acted(done, eventId, this.district);
      return { id: ticketId, number: done.whole.ticket.number, version, sentence };
    });
    return answer;
  }

  /** Takes the reporter and the followers of a ticket over into the one it is merged into; gives the input with what was found. */
  private async absorbed(tx: EntityManager, viewer: Viewer, source: Stored, input: Readonly<Record<string, unknown>>) {
    const wrong = (words: string): never => fail('INVALID_INPUT', undefined, { target: words });
    const found = await tx.findOne(TicketEntity, { select: { id: true }, where: { number: String(input.target) } });
    const target = found && (await loadTicket(tx, found.id));
    if (!target || !may('ticket.see', viewer, target.whole, this.district)) return wrong('没有这件工单，或您无权查看');
    const { id, reporterId } = source.whole.ticket;
    if (target.whole.ticket.id === id) return wrong('不能并到自己');
    const followers = source.whole.followers.filter(({ leftAt }) => leftAt === null);
    const people = [reporterId, ...followers.map(({ personId }) => personId)];
    const step = { action: 'absorb', input: { source: id, people } } as const;
    const result = advance(target.whole, step, viewer, this.clock.now(), this.district);
    if (isRefusal(result) && NOT_HIS.includes(result.refused)) throw new ProblemError(result);
    if (isRefusal(result))
      return wrong(result.refused === 'ACTION_NOT_NOW' ? '要并到的那件已经办结' : problemWords(result));
    await this.write(tx, this.tools.ids.next(), target, result);
    return { ...input, targetId: target.whole.ticket.id };
  }

  /** Lets time or a check act on a ticket. Nothing happens where it changes nothing, or somebody else was faster: the sweep comes again. */
  async actOfSystem(ticketId: string, action: ActionId, input: Act['input'] = {}): Promise<boolean> {
    return this.database.write(async (tx) => {
      const before = await loadTicket(tx, ticketId);
      if (!before) return false;
      const result = advance(before.whole, { action, input }, SYSTEM_ACTOR, this.clock.now(), this.district);
      if (isRefusal(result) || isIdle(result.event.change)) return false;
      return append(tx, this.tools.ids.next(), before, result.event);
    });
  }

  /** Notes how far the checks of a report have come; neighbours are shown no more than that. */
  async markShown(ticketId: string, shown: Shown): Promise<void> {
    await this.database.write((tx) => updateRows(tx, TicketEntity, { id: ticketId }, { shown }));
  }

  /** Where a report belongs, and its number: asked before the transaction, so that no two reports wait for each other. */
  private async expect({ text, photos, place }: Reported): Promise<Pick<Birth, 'located' | 'number' | 'at'>> {
    const { settings } = this.district;
    holdToDistrict({ text: [text, settings.words], photos: [photos, settings.photos.perReport] });
    const located = locate(place, this.district);
    const at = this.clock.now();
    return { located, at, number: await this.tools.numbers.next(settings.ticketPrefix, at) };
  }

  /** The first event of a ticket, whoever writes it. */
  private async begin(tx: EntityManager, viewer: Viewer, report: Reported, birth: Birth): Promise<Advanced> {
    const { located, number, at, reporterId, contactPhone } = birth;
    const [ticketId, eventId] = [this.tools.ids.next(), this.tools.ids.next()];
    const { communityId, streetId } = located;
    const seed = unborn({ id: ticketId, number, reporterId, communityId, streetId, at });
    const { text } = await this.tools.spoken(tx, report, viewer, '语音点单');
    const input = {
      text,
      photos: report.photos,
      ...(report.voice ? { voice: report.voice } : {}),
      ...(report.category ? { category: report.category } : {}),
      ...(report.informed ? { channel: report.channel, informed: this.district.settings.privacy.version } : {}),
      report: {
        ...located,
        text,
        channel: report.channel,
        category: report.category ?? null,
        hideName: report.hideName,
      } satisfies Partial<Ticket>,
    };
    const done = this.decide(seed, { action: 'submit', input }, viewer, at);
    const before: Stored = { whole: seed, lastHash: CHAIN_START, contactPhone };
    // What staff write down for somebody needs no check; what a resident writes is his own until it had one.
    const shown = done.whole.ticket.enteredBy === null ? 'nothing' : 'all';
    await append(tx, eventId, before, firstOf(done), { contactPhone, shown });
    await this.tools.media.attach(tx, {
      ids: report.photos,
      voice: report.voice,
      ownerId: viewer.personId,
      ticketId,
      eventId,
      purpose: 'report',
      at,
    });
    return done;
  }

  private decide(
    whole: Whole,
    step: { action: ActionId; input: Readonly<Record<string, unknown>> },
    actor: Actor,
    now: number,
  ): Advanced {
    const result = advance(whole, step, actor, now, this.district);
    if (isRefusal(result)) throw new ProblemError(result);
    return result;
  }

  private async loadFor(tx: EntityManager, actor: Actor, ticketId: string): Promise<Stored> {
    const before = await loadTicket(tx, ticketId);
    if (!before || !may('ticket.see', actor, before.whole, this.district)) fail('NOT_FOUND');
    return before;
  }

  /** An act on an older version goes through where only clocks ticked since; otherwise it is told what changed. */
  private async agreeOnVersion(tx: EntityManager, before: Stored, seen: number): Promise<void> {
    if (seen === before.whole.ticket.version) return;
    if (seen > before.whole.ticket.version)
      fail('INVALID_INPUT', undefined, { version: '工单还没有这个版本，请刷新后再试' });
    const change = await changeSince(tx, before.whole.ticket.id, seen);
    if (change !== null) fail('STALE_VERSION', { change });
  }

  private async write(tx: EntityManager, eventId: string, before: Stored, { event }: Advanced): Promise<void> {
    if (!(await append(tx, eventId, before, event)))
      fail('STALE_VERSION', {
        change: (await changeSince(tx, before.whole.ticket.id, before.whole.ticket.version)) ?? '有人刚刚办理',
      });
    await this.tools.media.attach(tx, {
      ids: event.said.photos,
      voice: event.said.voice,
      ownerId: event.by.personId,
      ticketId: before.whole.ticket.id,
      eventId,
      purpose: 'act',
      at: event.at,
    });
  }
}

/** Nothing came of it but a number for the event. */
const isIdle = ({ ticket, clocks }: Change): boolean => clocks.length === 0 && Object.keys(ticket).length === 1;

/** The first event says whose the ticket is and where it lies, so that the log alone accounts for the whole row. */
function firstOf({ event, whole }: Advanced): Advanced['event'] {
  const { id, number, reporterId, communityId, streetId } = whole.ticket;
  const ticket = { id, number, reporterId, communityId, streetId, ...event.change.ticket };
  return { ...event, change: { ...event.change, ticket } };
}
