/** What a test or a demo does with pushed events. */
import type { Holder } from '../holder.ts';
import { openByEntering, openByWriting } from '../kf.ts';
import { StandInError } from '../trouble.ts';
import { appOf, personOf } from '../world.ts';
import { type Callback, type Happening, owe, type PushEvent } from './event.ts';
import type { Pusher } from './pusher.ts';

export interface PushCommands {
  /** Asks the address to echo, and rejects with a StandInError if it doesn't; null ends the pushes. */
  setCallback(callback: Callback | null, appid?: string): Promise<void>;
  /** Everything that happened, oldest first, with what became of telling it. */
  events(): readonly PushEvent[];
  /** Does what is due by the virtual clock and pushes every event that waits, retries included. */
  flush(): Promise<void>;
  /** An event of any kind. */
  push(happening: Happening, appid?: string): PushEvent;
  /** The person takes back what was agreed to: the app has to delete what it knows. */
  revoke(openid: string, info?: string): PushEvent;
  /** The person writes in the customer service conversation. */
  write(openid: string, content: string): PushEvent;
  /** The person opens the customer service conversation. */
  enterConversation(openid: string): PushEvent;
  /** Queues an event once more, the last one unless named, with the very same content. */
  replay(seq?: number): void;
  /** Every event that waits will be pushed twice. */
  duplicate(): void;
  /** The events that wait will be pushed in the opposite order. */
  reorder(): void;
}

export function pushCommands(holder: Holder, pusher: Pusher): PushCommands {
  return {
    setCallback: (callback, appid) => pusher.setCallback(callback, appid),
    events: () => [...holder.state.events],
    flush: () => pusher.flush(),
    push: (happening, appid) => owe(holder.state, appOf(holder.state, appid), happening),
    revoke(openid, info = '1') {
      const user = personOf(holder.state, openid);
      const members = { OpenID: openid, RevokeInfo: info, PluginID: '', OpenPID: '' };
      return owe(holder.state, appOf(holder.state, user.appid), {
        event: 'user_authorization_revoke',
        openid,
        members,
      });
    },
    write(openid, content) {
      const { state } = holder;
      const user = personOf(state, openid);
      openByWriting(state, openid);
      const members = { MsgType: 'text', Event: undefined, Content: content, MsgId: state.takeMsgid() };
      return owe(state, appOf(state, user.appid), { event: 'text', openid, members });
    },
    enterConversation(openid) {
      const { state } = holder;
      const user = personOf(state, openid);
      openByEntering(state, openid);
      const members = { SessionFrom: '' };
      return owe(state, appOf(state, user.appid), { event: 'user_enter_tempsession', openid, members });
    },
    replay(seq) {
      const { events, waiting } = holder.state;
      const event = seq === undefined ? events.at(-1) : events.find((candidate) => candidate.seq === seq);
      if (!event) throw new StandInError('there is no such event');
      waiting.push(event);
    },
    duplicate() {
      holder.state.waiting = holder.state.waiting.flatMap((event) => [event, event]);
    },
    reorder: () => void holder.state.waiting.reverse(),
  };
}
