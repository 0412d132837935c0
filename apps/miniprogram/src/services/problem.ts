/** What went wrong, in the one shape that pages show. The words come from the server; only a broken line has its own. */
import type { ProblemCode } from '@liudan/shared/problem';

export interface Problem {
  /**
   * One of the server's codes, or the phone's own: `OFFLINE` when the server could not be reached, `TIMEOUT` when it did not answer,
   * `FILE_GONE` when a photo or recording is no longer there, `STOPPED` when it was taken out, `NO_ROOM` when storage is full.
   */
  code: ProblemCode | 'OFFLINE' | 'TIMEOUT' | 'UNREADABLE' | 'FILE_GONE' | 'STOPPED' | 'NO_ROOM';
  message: string;
  fields?: Record<string, string>;
  requestId?: string;
  /** 0 when there was no answer. */
  status: number;
  /** Nothing reached the server, as far as we know: the same request may be sent again with the same key. */
  offline?: boolean;
}

export class RequestProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'RequestProblem';
    this.problem = problem;
  }
}

export function problemOf(error: unknown): Problem {
  if (error instanceof RequestProblem) return error.problem;
  return { code: 'UNREADABLE', message: '小程序出了点问题，请返回后再试。您填写的内容已保留。', status: 0 };
}

/** Reads the server's error body. A proxy in between may have answered with a page instead. */
export function problemFrom(status: number, body: unknown): Problem {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  if (typeof said.code === 'string' && typeof said.message === 'string') {
    return {
      code: said.code,
      message: said.message,
      status,
      ...(said.fields ? { fields: said.fields } : {}),
      ...(said.requestId ? { requestId: said.requestId } : {}),
    };
  }
  if (status === 413) return { code: 'TOO_LARGE', message: '照片太大，请换一张小一些的。文字已保存。', status };
  if (status === 429) return { code: 'TOO_MANY_REQUESTS', message: '操作太频繁，请稍后再试。', status };
  if (status >= 500) return { code: 'UNAVAILABLE', message: '系统正忙，请稍后再试。您填写的内容已保留。', status };
  return { code: 'UNREADABLE', message: '服务器的回答看不懂，请稍后再试。', status };
}

/** The line broke or took too long. */
export function brokenLine(error: unknown): Problem {
  const { errMsg } = (error ?? {}) as { errMsg?: string };
  const words = errMsg ?? (error instanceof Error ? error.message : '');
  if (/no such file|file not found|file is gone|not exist/i.test(words))
    return { code: 'FILE_GONE', message: '手机里找不到这个文件了，请重新拍照或录音。', status: 0 };
  if (/time\s?out|timed out/i.test(words))
    return {
      code: 'TIMEOUT',
      message: '网络太慢，没有收到回答。您填写的内容已保留，请再试一次。',
      status: 0,
      offline: true,
    };
  return { code: 'OFFLINE', message: '连不上网络。您填写的内容已保留，联网后再试一次。', status: 0, offline: true };
}

const OF_THE_PHONE: readonly Problem['code'][] = ['FILE_GONE', 'STOPPED', 'NO_ROOM'];

/** Whether a refusal says for certain that nothing was made, and that the same again would be refused again. */
export const isSure = ({ status, code }: Problem): boolean =>
  OF_THE_PHONE.includes(code) ||
  (status !== 0 && status !== 401 && status !== 429 && status < 500 && code !== 'REQUEST_IN_PROGRESS');
