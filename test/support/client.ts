/** A person at the API: what his phone would send, over real HTTP. */
import { randomUUID } from 'node:crypto';
import type { SessionView } from '@liudan/shared/identity/contract';

export interface Reply<T = unknown> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

export interface Sending {
  /** The `Idempotency-Key`; without it every call is an act of its own. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export class Client {
  private session: SessionView | null = null;

  /** `signIn` is how this person comes in, and comes in again where a test moved the clock past his session. */
  constructor(
    private readonly url: string,
    private readonly signIn?: (anybody: Client) => Promise<SessionView>,
  ) {}

  /** The id of the person; throws before he is signed in. */
  get personId(): string {
    return this.current.me.id;
  }

  get current(): SessionView {
    if (!this.session) throw new Error('nobody is signed in here');
    return this.session;
  }

  async enter(): Promise<this> {
    if (!this.signIn) throw new Error('this client has no way to sign in');
    this.session = await this.signIn(new Client(this.url));
    return this;
  }

  get<T = unknown>(path: string, sending?: Sending): Promise<Reply<T>> {
    return this.send('GET', path, undefined, sending);
  }

  post<T = unknown>(path: string, body?: unknown, sending?: Sending): Promise<Reply<T>> {
    return this.send('POST', path, body, sending);
  }

  put<T = unknown>(path: string, body?: unknown, sending?: Sending): Promise<Reply<T>> {
    return this.send('PUT', path, body, sending);
  }

  del<T = unknown>(path: string, sending?: Sending): Promise<Reply<T>> {
    return this.send('DELETE', path, undefined, sending);
  }

  /** One file in the field `file`, as the mini-program's upload sends it. */
  upload<T = unknown>(
    path: string,
    bytes: Uint8Array,
    { name = 'photo.jpg', type = 'image/jpeg', ...sending }: Sending & { name?: string; type?: string } = {},
  ): Promise<Reply<T>> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
    return this.send('POST', path, form, sending);
  }

  private async send<T>(method: string, path: string, body: unknown, sending: Sending = {}): Promise<Reply<T>> {
    const key = sending.key ?? randomUUID();
    const first = await this.once<T>(method, path, body, { ...sending, key });
    if (first.status !== 401 || !this.session || (first.body as { code?: string }).code !== 'NOT_SIGNED_IN')
      return first;
    await this.enter();
    return this.once(method, path, body, { ...sending, key });
  }

  private async once<T>(method: string, path: string, body: unknown, sending: Sending): Promise<Reply<T>> {
    const json = body !== undefined && !(body instanceof FormData);
    const response = await fetch(
      /^\/(api|healthz|readyz|metrics)/.test(path) ? this.url + path : `${this.url}/api/v1${path}`,
      {
        method,
        headers: {
          ...(this.session ? { authorization: `Bearer ${this.session.accessToken}` } : {}),
          ...(method === 'GET' || sending.key === undefined ? {} : { 'idempotency-key': sending.key }),
          ...(json ? { 'content-type': 'application/json' } : {}),
          ...sending.headers,
        },
        ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      },
    );
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, body: (isJson ? JSON.parse(text) : text) as T, headers: response.headers };
  }
}
