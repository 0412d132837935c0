// The small local server behind a host: the page itself, the package's own files, and a proxy for the mini-program's
// requests. A mini-program knows no CORS and no cookie jar; going through here takes both out of the browser's hands.
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};
const REFERER = 'https://servicewechat.com/touristappid/devtools/page-frame.html';
/** Tells the page that the far server could not be reached at all. */
const UNREACHABLE = 599;
/** Tells it that the connection broke; breaking it really would make Chromium try once more. */
const BROKEN = 598;

/** A connection that breaks on the way, the next `times` times that a request's path contains `path`. */
export interface Drop {
  path: string;
  /** `sending`: after half of the body went out; `answering`: the server did its work, the answer is lost. */
  when: 'sending' | 'answering';
  times: number;
}

export interface PageServer {
  origin: string;
  /** Breaks connections to come; the ones asked for first come first. */
  drops: Drop[];
  close(): Promise<void>;
}

function sendFile(dist: string, name: string, res: http.ServerResponse): void {
  const file = path.join(dist, path.posix.normalize(`/${decodeURIComponent(name)}`));
  if (!fs.existsSync(file) || !fs.statSync(file).isFile()) {
    res.writeHead(404).end();
    return;
  }
  res.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
  fs.createReadStream(file).pipe(res);
}

/** Lets half of the body through and breaks both ends. */
function breakHalfway(
  req: http.IncomingMessage,
  upstream: http.ClientRequest,
  length: number,
  broken: () => void,
): void {
  let left = Math.floor(length / 2);
  req.on('data', (part: Buffer) => {
    if (left > 0) upstream.write(part.subarray(0, left));
    left -= part.length;
    if (left <= 0) {
      upstream.destroy();
      broken();
    }
  });
}

function forward(
  target: string,
  req: http.IncomingMessage,
  res: http.ServerResponse,
  drop: Drop['when'] | undefined,
): void {
  const header = JSON.parse(decodeURIComponent(String(req.headers['x-weapp-header'] ?? '%7B%7D'))) as Record<
    string,
    string
  >;
  const sent: Record<string, string> = { referer: REFERER, 'user-agent': 'MicroMessenger/8.0.50 miniProgram' };
  for (const [name, value] of Object.entries(header)) sent[name.toLowerCase()] = String(value);
  // The browser alone knows the boundary of a multipart body.
  const type = req.headers['content-type'];
  if (type?.startsWith('multipart/')) sent['content-type'] = type;
  const { 'content-length': length } = req.headers;
  if (length) sent['content-length'] = length;
  const broken = () => {
    if (!res.headersSent) res.writeHead(BROKEN).end();
  };
  const upstream = http.request(target, { method: req.method, headers: sent }, (answer) => {
    if (drop === 'answering') {
      answer.resume().on('end', broken);
      return;
    }
    const plain: Record<string, string> = {};
    for (const [name, value] of Object.entries(answer.headers))
      plain[name] = Array.isArray(value) ? value.join(',') : String(value);
    const told = encodeURIComponent(JSON.stringify({ header: plain, cookies: answer.headers['set-cookie'] ?? [] }));
    res.writeHead(answer.statusCode ?? 502, {
      'content-type': 'application/octet-stream',
      ...(answer.headers['content-length'] ? { 'content-length': answer.headers['content-length'] } : {}),
      'cache-control': 'no-store',
      'x-weapp-header': told,
    });
    answer.pipe(res);
  });
  upstream.on('error', (error) => {
    if (drop) broken();
    else if (res.headersSent) res.destroy();
    else res.writeHead(UNREACHABLE).end(error.message);
  });
  res.on('close', () => upstream.destroy());
  if (drop === 'sending') breakHalfway(req, upstream, Number(length ?? 0), broken);
  else req.pipe(upstream);
}

function dropOf(drops: Drop[], target: string): Drop['when'] | undefined {
  const found = drops.find(({ path: part, times }) => times > 0 && target.includes(part));
  if (found) found.times -= 1;
  return found?.when;
}

/** The address where a server really is: `origins` leads from those the app knows to those that listen. */
const led = (target: string, origins: Readonly<Record<string, string>>): string => {
  const known = Object.keys(origins).find((origin) => target === origin || target.startsWith(`${origin}/`));
  return known === undefined ? target : origins[known] + target.slice(known.length);
};

/** Serves `html()` on a free port of 127.0.0.1. The port stays the same for the server's life, and with it the storage. */
export async function servePage(
  dist: string,
  html: () => string,
  origins: Readonly<Record<string, string>> = {},
): Promise<PageServer> {
  const drops: Drop[] = [];
  const server = http.createServer((req, res) => {
    const url = new URL(req.url ?? '/', 'http://host');
    const target = url.searchParams.get('url');
    if (url.pathname === '/__proxy' && target) forward(led(target, origins), req, res, dropOf(drops, target));
    else if (url.pathname.startsWith('/__dist/')) sendFile(dist, url.pathname.slice('/__dist/'.length), res);
    else if (url.pathname === '/')
      res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html());
    else res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    drops,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
