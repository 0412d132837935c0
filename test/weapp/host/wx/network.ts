// Requests go through the host's own server (/__proxy), which has no CORS and passes every header on, as WeChat does.
import { ApiFailure, type ApiGroup, type Task } from './api.ts';
import { addTemporary, fileAt } from './files.ts';
import { Listeners, secondsHidden, whenHidden, whenShown } from './stay.ts';

interface Call {
  url: string;
  method?: string;
  data?: unknown;
  header?: Record<string, string>;
  timeout?: number;
  responseType?: 'text' | 'arraybuffer';
  dataType?: string;
}

interface Answer {
  statusCode: number;
  header: Record<string, string>;
  cookies: string[];
  body: ArrayBuffer;
}

interface Sent {
  method: string;
  url: string;
  header: Record<string, string>;
  body?: XMLHttpRequestBodyInit;
  timeout?: number;
  upload?: boolean;
}

/** In the background, what is not finished by then is cut, and nothing new goes out. */
const CUT_AFTER_SECONDS = 5;
const unfinished = new Set<() => void>();
let cutting: number | undefined;
whenHidden(() => {
  const left = CUT_AFTER_SECONDS - (secondsHidden() ?? 0);
  cutting = window.setTimeout(() => {
    for (const interrupt of [...unfinished]) interrupt();
  }, left * 1000);
});
whenShown(() => window.clearTimeout(cutting));

function send(call: Sent, task: Task): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (!/^https?:\/\//.test(call.url)) throw new ApiFailure(`invalid url "${call.url}"`);
    const xhr = new XMLHttpRequest();
    xhr.open(call.method, `/__proxy?url=${encodeURIComponent(call.url)}`);
    xhr.responseType = 'arraybuffer';
    xhr.timeout = call.timeout ?? 60_000;
    xhr.setRequestHeader('x-weapp-header', encodeURIComponent(JSON.stringify(call.header)));
    const progress = (received: boolean) => (event: ProgressEvent) => {
      const percent = event.total ? Math.round((event.loaded / event.total) * 100) : 0;
      const [done, all] = received
        ? ['totalBytesWritten', 'totalBytesExpectedToWrite']
        : ['totalBytesSent', 'totalBytesExpectedToSend'];
      task.progress({ progress: percent, [done as string]: event.loaded, [all as string]: event.total });
    };
    if (call.upload) xhr.upload.onprogress = progress(false);
    else xhr.onprogress = progress(true);
    // Without a network nothing goes out; with one, the connection broke on the way.
    const broken = () =>
      online() ? 'errcode:-101 net::ERR_CONNECTION_RESET' : 'errcode:-106 net::ERR_INTERNET_DISCONNECTED';
    xhr.onload = () => {
      const raw = xhr.getResponseHeader('x-weapp-header');
      const { header, cookies } = JSON.parse(decodeURIComponent(raw ?? '%7B%7D')) as Pick<Answer, 'header' | 'cookies'>;
      // The proxy itself answers 598 where the connection is to break, and 599 when it could not reach the server.
      if (xhr.status === 598) reject(new ApiFailure(broken(), { errno: 600001 }));
      else if (xhr.status === 599) reject(new ApiFailure(new TextDecoder().decode(xhr.response), { errno: 600001 }));
      else resolve({ statusCode: xhr.status, header: header ?? {}, cookies: cookies ?? [], body: xhr.response });
    };
    xhr.onerror = () => reject(new ApiFailure(broken(), { errno: 600001 }));
    xhr.ontimeout = () => reject(new ApiFailure('timeout', { errno: 5 }));
    xhr.onabort = () => reject(new ApiFailure('abort'));
    task.onAbort(() => xhr.abort());
    xhr.onloadend = () => unfinished.delete(interrupt);
    const interrupt = () => {
      reject(new ApiFailure('interrupted', { errno: 600003 }));
      xhr.abort();
    };
    if ((secondsHidden() ?? 0) >= CUT_AFTER_SECONDS) {
      interrupt();
      return;
    }
    if (chosenType === 'none') {
      reject(new ApiFailure(broken(), { errno: 600001 }));
      return;
    }
    unfinished.add(interrupt);
    xhr.send(call.body);
  });
}

const hasHeader = (header: Record<string, string>, name: string): boolean =>
  Object.keys(header).some((key) => key.toLowerCase() === name);

const queryOf = (data: Record<string, unknown>): string =>
  Object.entries(data)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
    .join('&');

// ArrayBuffers of the mini-program come from another realm, so `instanceof` would not know them.
const isBinary = (data: unknown): data is ArrayBuffer =>
  Object.prototype.toString.call(data) === '[object ArrayBuffer]';

async function request(
  { url, method = 'GET', data, header = {}, responseType, dataType = 'json', timeout }: Call,
  task: Task,
) {
  const verb = method.toUpperCase();
  const sent: Sent = { method: verb, url, header: { ...header }, timeout };
  if (!hasHeader(sent.header, 'content-type')) sent.header['content-type'] = 'application/json';
  const form = /x-www-form-urlencoded/.test(JSON.stringify(sent.header));
  if (data !== undefined && data !== null) {
    if (verb === 'GET' && typeof data === 'object') {
      const query = queryOf(data as Record<string, unknown>);
      if (query) sent.url += (url.includes('?') ? '&' : '?') + query;
    } else if (verb !== 'GET') {
      if (typeof data === 'string' || isBinary(data)) sent.body = data;
      else sent.body = form ? queryOf(data as Record<string, unknown>) : JSON.stringify(data);
    }
  }
  const { body, ...answer } = await send(sent, task);
  return { ...answer, data: responseType === 'arraybuffer' ? body : parse(new TextDecoder().decode(body), dataType) };
}

function parse(text: string, dataType: string): unknown {
  if (dataType !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

interface Upload extends Call {
  filePath: string;
  name: string;
  formData?: Record<string, unknown>;
}

async function uploadFile({ url, filePath, name, formData = {}, header = {}, timeout }: Upload, task: Task) {
  const blob = fileAt(filePath);
  if (!blob) throw new ApiFailure(`file not found: ${filePath}`);
  const form = new FormData();
  for (const [key, value] of Object.entries(formData)) form.append(key, String(value));
  form.append(name, blob, filePath.split('/').pop());
  const {
    statusCode,
    body,
    header: answered,
  } = await send({ method: 'POST', url, header, body: form, timeout, upload: true }, task);
  // Unlike request, the answer of an upload is text always.
  return { statusCode, header: answered, data: new TextDecoder().decode(body) };
}

async function downloadFile({ url, header = {}, timeout }: Call, task: Task) {
  const { statusCode, body, header: answered } = await send({ method: 'GET', url, header, timeout }, task);
  const type = answered['content-type'] ?? 'application/octet-stream';
  const extension = type.split(';')[0]?.split('/')[1] ?? 'bin';
  return { statusCode, header: answered, tempFilePath: addTemporary(new Blob([body], { type }), extension) };
}

const changed = new Listeners<{ isConnected: boolean; networkType: string }>();
let chosenType = 'wifi';
const networkType = (): string => (navigator.onLine ? chosenType : 'none');
const online = (): boolean => networkType() !== 'none';
const tell = (): void => changed.tell({ isConnected: online(), networkType: networkType() });
for (const event of ['online', 'offline']) window.addEventListener(event, tell);

/** wifi, 2g, 3g, 4g, 5g, or none. */
export function setNetworkType(type: string): void {
  if (type === chosenType) return;
  chosenType = type;
  tell();
}

export const network: ApiGroup = {
  calls: { request, uploadFile, downloadFile, getNetworkType: () => ({ networkType: networkType() }) },
  sync: { onNetworkStatusChange: changed.on, offNetworkStatusChange: changed.off },
};
