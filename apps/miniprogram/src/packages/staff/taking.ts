/**
 * Taking a ledger out: a file on the phone or in the browser's downloads, a page for the printer.
 *
 * The file is asked for with the token of the person, like everything else, so that no address exists that somebody else could open.
 */
import Taro from '@tarojs/taro';
import { authorized } from '@/services/http.ts';
import { isH5, parsed, say } from '@/services/platform.ts';
import { brokenLine, problemFrom, RequestProblem } from '@/services/problem.ts';

/** Printing is a matter of browsers; WeChat opens a sheet, and prints from there. */
export const canPrint = isH5;

export type Format = 'xlsx' | 'csv';

/** A long ledger takes its time. */
const PATIENCE_MS = 10 * 60_000;

/** Fetches the file and hands it to the person under `name`, without an ending. Throws `RequestProblem`. */
export async function takeFile(
  path: string,
  query: Record<string, string>,
  format: Format,
  name: string,
): Promise<void> {
  const asked = { ...query, format };
  if (isH5) offer(await inBrowser(path, asked), `${name}.${format}`);
  else await inWechat(path, asked, format, name);
}

/** Opens the page for the printer in a tab of its own. Must be called in the tap itself. Throws `RequestProblem`. */
export async function openPaper(path: string, query: Record<string, string>): Promise<void> {
  // Browsers open a tab in the tap and at no other time, so it is there before the page is.
  const tab = window.open('', '_blank');
  if (!tab) {
    say('浏览器拦住了新窗口，请允许后再试');
    return;
  }
  try {
    tab.location.href = URL.createObjectURL(await inBrowser(path, query));
  } catch (error) {
    tab.close();
    throw error;
  }
}

async function inBrowser(path: string, query: Record<string, string>): Promise<Blob> {
  const { status, body } = await authorized(path, query, async (url, header) => {
    const answer = await fetch(url, { headers: header, signal: AbortSignal.timeout(PATIENCE_MS) });
    return { status: answer.status, body: answer.ok ? await answer.blob() : parsed(await answer.text()) };
  });
  if (body instanceof Blob) return body;
  throw new RequestProblem(problemFrom(status, body));
}

function offer(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has to have begun with it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function inWechat(path: string, query: Record<string, string>, format: Format, name: string): Promise<void> {
  const filePath = `${Taro.env.USER_DATA_PATH}/${name}.${format}`;
  const { status } = await authorized(path, query, async (url, header) => {
    const answer = await Taro.downloadFile({ url, header, filePath, timeout: PATIENCE_MS });
    return { status: answer.statusCode, body: null };
  });
  if (status !== 200) throw new RequestProblem(problemFrom(status, null));
  // It can be sent on or printed from there.
  await Taro.openDocument({ filePath, showMenu: true, ...(format === 'xlsx' ? { fileType: 'xlsx' } : {}) }).catch(
    (error: unknown) => {
      throw new RequestProblem(brokenLine(error));
    },
  );
}
