/** From stored posts to what a viewer may read: a whitelist, with the names of residents masked for everybody. */
import type { PostCard, PostDeskCard, PostView, ReplyView } from '@liudan/shared/community/contract';
import {
  answerLight,
  awaitsAnswer,
  CHECK_WORDS,
  deskOrg,
  maySee,
  POST_STATE_WORDS,
  type Standing,
} from '@liudan/shared/community/post';
import type { District } from '@liudan/shared/district/schema';
import type { Photo } from '@liudan/shared/media/contract';
import { maskName } from '@liudan/shared/ticket/visible';
import { dateWords, summaryOf } from '@liudan/shared/ticket/words';
import { Inject, Injectable } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { DISTRICT } from '../kernel/district.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { MediaQueries } from '../media/media.queries.ts';
import { type Progress, ProgressViews } from '../ticket/progress.view.ts';
import type { Met } from './access.ts';
import type { PostEntity } from './post.entity.ts';
import type { Listed } from './post.queries.ts';
import type { ReplyEntity } from './reply.entity.ts';

/** What is looked up once for a whole list. */
interface Beside {
  readonly viewer: Viewer;
  readonly names: ReadonlyMap<string, string>;
  readonly photos: ReadonlyMap<string, Photo>;
  readonly progress: ReadonlyMap<string, Progress>;
}

@Injectable()
export class PostViews {
  constructor(
    private readonly people: PeopleQueries,
    private readonly media: MediaQueries,
    private readonly progress: ProgressViews,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  async cards(items: readonly Listed[], viewer: Viewer, at: ReadonlySet<Standing>): Promise<PostCard[]> {
    const beside = await this.beside(items, viewer);
    return items.map((one) => this.card(one, at, beside));
  }

  /** The same for the lists of desks; who sees those sees every post in them. */
  async deskCards(items: readonly Listed[], viewer: Viewer): Promise<PostDeskCard[]> {
    const beside = await this.beside(items, viewer);
    return items.map((one) => ({ ...this.card(one, DESK, beside), ...this.deskFacts(one) }));
  }

  async page(thread: Met & Listed & { replies: ReplyEntity[] }, viewer: Viewer): Promise<PostView> {
    const { post, at, replies } = thread;
    const beside = await this.beside([thread], viewer, replies, post.photos);
    const mine = post.authorId === viewer.personId;
    const staff = at.has('desk') || at.has('above');
    const mayAct = !mine && deskOrg(post.communityId, viewer, this.district) !== null;
    const { answers } = this.district.templates;
    const ready = { answer: [...(answers['post.answer']?.any ?? [])], hide: [...(answers['post.hide']?.any ?? [])] };
    return {
      ...this.card(thread, at, beside),
      text: post.text,
      community: this.org(post.communityId),
      photos: post.photos.flatMap((id) => beside.photos.get(id) ?? []),
      hiddenBecause: mine || staff ? post.hiddenBecause : null,
      replies: replies
        .filter((reply) => maySee(reply, viewer.personId, at) || reply.org !== null)
        .map((reply) => this.reply(reply, staff, beside)),
      may: {
        comment: mine || (at.has('neighbour') && post.state === 'shown'),
        look: mayAct,
        answer: mayAct,
        order: mayAct && post.ticketId === null,
      },
      desk: staff ? { ...this.deskFacts(thread), ready } : null,
    };
  }

  private card({ post, lastAnswer }: Listed, at: ReadonlySet<Standing>, beside: Beside): PostCard {
    const mine = post.authorId === beside.viewer.personId;
    const community = this.org(post.communityId).name;
    return {
      id: post.id,
      summary: summaryOf(post.text),
      author: { name: this.nameOf(post.authorId, beside), mine },
      state: post.state,
      stateWords: POST_STATE_WORDS[post.state],
      at: new Date(post.askedAt).toISOString(),
      thumbUrl: beside.photos.get(post.photos[0] ?? '')?.thumbUrl ?? null,
      photoCount: post.photos.length,
      answered: post.answeredAt !== null,
      answer: lastAnswer && {
        from: lastAnswer.org === null ? '' : this.org(lastAnswer.org).name,
        beginning: summaryOf(lastAnswer.text),
      },
      promise:
        awaitsAnswer(post) && post.dueAt >= this.clock.now()
          ? `${community}最晚 ${dateWords(post.dueAt)} 前答复`
          : awaitsAnswer(post)
            ? `${community}还没有答复，已提醒工作人员`
            : null,
      order: this.order(post, mine, at, beside),
    };
  }

  private order(
    { ticketId }: PostEntity,
    mine: boolean,
    at: ReadonlySet<Standing>,
    { progress }: Beside,
  ): PostCard['order'] {
    const found = ticketId === null ? undefined : progress.get(ticketId);
    if (!found) return null;
    const { sentence, dots, dotsWords, number } = found;
    const staff = at.has('desk') || at.has('above');
    return {
      sentence: mine ? sentence.reporter : sentence.others,
      dots,
      dotsWords,
      number: mine || staff ? number : null,
      ticketId: mine || staff ? ticketId : null,
    };
  }

  private deskFacts({ post, waitingComments }: Listed): Omit<PostDeskCard, keyof PostCard> {
    const lit = answerLight(post, this.clock.now(), this.district);
    return {
      community: this.org(post.communityId),
      light: lit?.light ?? null,
      dueWords: lit?.words ?? null,
      dueAt: new Date(post.dueAt).toISOString(),
      check: post.checked,
      checkWords: CHECK_WORDS[post.checked],
      waitingComments,
    };
  }

  private reply(reply: ReplyEntity, staff: boolean, beside: Beside): ReplyView {
    const { id, org, authorId, text, at, state, hiddenBecause, checked } = reply;
    const mine = authorId === beside.viewer.personId;
    return {
      id,
      official: org !== null,
      from: org === null ? this.nameOf(authorId, beside) : this.org(org).name,
      mine: mine && org === null,
      text,
      at: new Date(at).toISOString(),
      state,
      stateWords: POST_STATE_WORDS[state],
      hiddenBecause: mine || staff ? hiddenBecause : null,
      checkWords: staff && org === null ? CHECK_WORDS[checked] : null,
    };
  }

  private async beside(
    items: readonly Listed[],
    viewer: Viewer,
    replies: readonly ReplyEntity[] = [],
    photos: readonly string[] = [],
  ): Promise<Beside> {
    const posts = items.map(({ post }) => post);
    const [names, shown, progress] = await Promise.all([
      this.people.names([...posts, ...replies.filter(({ org }) => org === null)].map(({ authorId }) => authorId)),
      this.media.photosOf([...photos, ...posts.flatMap((post) => post.photos.slice(0, 1))]),
      this.progress.of(posts.flatMap(({ ticketId }) => ticketId ?? [])),
    ]);
    return { viewer, names, photos: shown, progress };
  }

  private nameOf(personId: string, { viewer, names }: Beside): string {
    if (personId === viewer.personId) return '我';
    const name = names.get(personId);
    return name ? maskName(name) : '邻居';
  }

  private org(id: string): { id: string; name: string } {
    return { id, name: this.district.orgs.get(id)?.name ?? id };
  }
}

const DESK: ReadonlySet<Standing> = new Set(['desk']);
