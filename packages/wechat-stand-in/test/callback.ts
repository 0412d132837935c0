/** An app's callback address: echoes when asked to prove itself, and keeps every push. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Pushed {
  readonly query: Record<string, string>;
  readonly type: string | undefined;
  readonly text: string;
}

export interface CallbackServer {
  readonly url: string;
  readonly pushed: Pushed[];
  /** What the next pushes are answered, one each; `success` after that. */
  readonly answers: { status?: number; text: string; afterMs?: number }[];
  echo: (given: string) => string;
  close(): Promise<void>;
}

export async function startCallback(): Promise<CallbackServer> {
  const pushed: Pushed[] = [];
  const answers: CallbackServer['answers'] = [];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const { searchParams } = new URL(req.url ?? '/', 'http://app');
    const query = Object.fromEntries(searchParams);
    if (req.method === 'GET') return void res.end(callback.echo(query.echostr ?? ''));
    pushed.push({ query, type: req.headers['content-type'], text: Buffer.concat(chunks).toString() });
    const { status = 200, text, afterMs = 0 } = answers.shift() ?? { text: 'success' };
    setTimeout(() => res.writeHead(status).end(text), afterMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const callback: CallbackServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wechat/callback`,
    pushed,
    answers,
    echo: (given) => given,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return callback;
}
