// wx.createInnerAudioContext(): plays files of the app and of servers, really.
import { Listeners, whenHidden } from './stay.ts';

const EVENTS = ['Canplay', 'Play', 'Pause', 'Stop', 'Ended', 'TimeUpdate', 'Waiting', 'Seeking', 'Seeked'] as const;
type EventName = (typeof EVENTS)[number] | 'Error';

const contexts = new Set<InnerAudio>();

/** What the phone does to all sound at once: a call begins or ends. */
export function interruptAudio(begins: boolean): void {
  if (begins) for (const context of contexts) context.pause();
}

/** One sound. A class, because its properties (src, currentTime, …) are read and written on the page's side. */
export class InnerAudio {
  private readonly sound = new Audio();
  private readonly events = new Map<EventName, Listeners<object>>();
  private given = '';
  startTime = 0;
  obeyMuteSwitch = true;
  autoplay = false;

  constructor(private readonly toUrl: (source: string) => string) {
    for (const name of [...EVENTS, 'Error'] as EventName[]) {
      const listeners = new Listeners<object>();
      this.events.set(name, listeners);
      Object.assign(this, { [`on${name}`]: listeners.on, [`off${name}`]: listeners.off });
    }
    const pass = (event: string, name: EventName) => this.sound.addEventListener(event, () => this.tell(name, {}));
    pass('canplay', 'Canplay');
    pass('play', 'Play');
    pass('ended', 'Ended');
    pass('timeupdate', 'TimeUpdate');
    pass('waiting', 'Waiting');
    pass('seeking', 'Seeking');
    pass('seeked', 'Seeked');
    this.sound.addEventListener('error', () => {
      // 10003: the file could not be had; 10004: it is no sound.
      const missing = this.sound.error?.code === MediaError.MEDIA_ERR_NETWORK;
      this.tell('Error', { errCode: missing ? 10_003 : 10_004, errMsg: this.sound.error?.message ?? 'can not play' });
    });
    contexts.add(this);
  }

  private tell(name: EventName, answer: object): void {
    this.events.get(name)?.tell(answer);
  }

  get src(): string {
    return this.given;
  }
  set src(source: string) {
    this.given = source;
    this.sound.src = this.toUrl(source);
    if (this.autoplay) this.play();
  }
  get duration(): number {
    return Number.isFinite(this.sound.duration) ? this.sound.duration : 0;
  }
  get currentTime(): number {
    return this.sound.currentTime;
  }
  get paused(): boolean {
    return this.sound.paused;
  }
  get volume(): number {
    return this.sound.volume;
  }
  set volume(volume: number) {
    this.sound.volume = volume;
  }
  get loop(): boolean {
    return this.sound.loop;
  }
  set loop(loop: boolean) {
    this.sound.loop = loop;
  }
  get playbackRate(): number {
    return this.sound.playbackRate;
  }
  set playbackRate(rate: number) {
    this.sound.playbackRate = rate;
  }

  play(): void {
    if (this.startTime > 0 && this.sound.currentTime === 0) this.sound.currentTime = this.startTime;
    // A sound that cannot be played raises its error event as well.
    this.sound.play().catch(() => undefined);
  }
  pause(): void {
    if (this.sound.paused) return;
    this.sound.pause();
    this.tell('Pause', {});
  }
  stop(): void {
    this.sound.pause();
    this.sound.currentTime = 0;
    this.tell('Stop', {});
  }
  seek(position: number): void {
    this.sound.currentTime = position;
  }
  destroy(): void {
    this.sound.pause();
    this.sound.removeAttribute('src');
    contexts.delete(this);
  }
}

whenHidden(() => interruptAudio(true));
