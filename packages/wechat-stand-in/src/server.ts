/** The stand-in as a server, and the same world in the same process for tests and the demo. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerAdmin } from './admin.ts';
import { type Commands, commandsOf } from './commands.ts';
import { exchange, type Incoming } from './exchange.ts';
import type { Holder } from './holder.ts';
import { PHONE_POLICY, phonePage } from './phone/page.ts';
import { Pusher } from './push/pusher.ts';
import { State } from './state.ts';

const LARGEST_BODY = 2 * 1024 * 1024;
/** The message id of the documents' example; beyond 2^53 like every real one. */
const FIRST_MSGID = 2589480923856076802n;

export interface StandInOptions {
  /** 0 takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** Opens `/__admin/*` and `/__phone`: whoever reaches them commands the stand-in. */
  readonly admin?: boolean;
  /** The clock under the virtual clock, in milliseconds. */
  readonly now?: () => number;
  /** Decides faults that have a probability. */
  readonly random?: () => number;
  readonly firstMsgid?: bigint;
  /** Pushes events by itself; otherwise they wait for `flush`. */
  readonly live?: boolean;
  /** Where the mini-program's pages open in a browser; cards on the phone page become links to there. */
  readonly app?: string;
}

export interface StandIn extends Commands {
  /** `http://127.0.0.1:<port>`: the caller's base address of the API. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts listening. Rejects when the port is taken. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { port = 0, host = '127.0.0.1', admin = true, now = Date.now, random = Math.random } = options;
  const fresh = () => new State(now, options.firstMsgid ?? FIRST_MSGID);
  const holder: Holder = {
    state: fresh(),
    reset() {
      this.state = fresh();
    },
  };
  const pages = options.app?.replace(/\/+$/, '') ?? null;
  const closing = new AbortController();
  const pusher = new Pusher(holder, closing.signal);
  const commands = commandsOf(holder, pusher);
  if (options.live) pusher.live();

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const raw = await bodyOf(req);
    if (raw === null) return void res.writeHead(413, { connection: 'close' }).end();
    const incoming: Incoming = { req, res, url: new URL(req.url ?? '/', 'http://stand-in'), raw };
    const { pathname, searchParams } = incoming.url;
    if (admin && pathname.startsWith('/__admin/')) return answerAdmin({ holder, commands }, incoming);
    if (admin && pathname === '/__phone') {
      const phone = searchParams.get('phone') ?? searchParams.get('openid');
      return sendPage(res, phonePage(holder.state, { phone, tab: searchParams.get('tab'), app: pages }));
    }
    await exchange(holder.state, incoming, { random, closing: closing.signal });
  }

  const server = createServer((req, res) => {
    answer(req, res).catch((error: unknown) => {
      // A caller that hung up while it was still sending is its own affair; anything else is a fault of ours.
      if (req.destroyed && !req.complete) return;
      process.stderr.write(`stand-in: ${error instanceof Error ? error.stack : String(error)}\n`);
      if (res.headersSent) res.destroy();
      else res.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  const shownHost = host.includes(':') ? `[${host}]` : host;

  return {
    url: `http://${shownHost}:${taken}`,
    close: () =>
      new Promise((resolve, reject) => {
        closing.abort();
        pusher.stop();
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
    ...commands,
  };
}

function sendPage(res: ServerResponse, html: string): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PHONE_POLICY,
    'cache-control': 'no-store',
  };
  res.writeHead(200, headers).end(html);
}

/** The body as text; null when it is larger than the real service would take. */
async function bodyOf(req: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
