/** Signing in and out. In WeChat it happens by itself at the first need; on H5 the person chooses who to be. */
import type { Me, SessionView } from '@liudan/shared/identity/contract';
import Taro from '@tarojs/taro';
import { routes } from '../routes.ts';
import { ask, wechatCode } from './platform.ts';
import { brokenLine, problemFrom, RequestProblem } from './problem.ts';
import { accessToken, dropSession, keepSession, refreshToken } from './tokens.ts';

async function open(path: string, body: unknown): Promise<SessionView> {
  const answer = await ask({
    url: `${API_BASE}/api/v1/sessions/${path}`,
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body,
    timeoutMs: 15_000,
  }).catch((error) => {
    throw new RequestProblem(brokenLine(error));
  });
  if (answer.status >= 300) throw new RequestProblem(problemFrom(answer.status, answer.body));
  const view = answer.body as SessionView;
  keepSession(view, Date.now());
  return view;
}

let refreshing: Promise<boolean> | null = null;

/** Several requests may be refused at once; they share one refresh. False when the session is over. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= refreshOnce().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function refreshOnce(): Promise<boolean> {
  const token = refreshToken();
  if (token === null) return false;
  try {
    await open('refresh', { refreshToken: token });
    return true;
  } catch (error) {
    // A broken line says nothing about the session: it is kept for when the line is back.
    if (error instanceof RequestProblem && error.problem.status === 401) {
      dropSession();
      return false;
    }
    throw error;
  }
}

let signingIn: Promise<void> | null = null;

/** WeChat: silently, again. H5: leads to the page where the person chooses, and gives up the request at hand. */
export function signInAgain(): Promise<void> {
  signingIn ??= signInOnce().finally(() => {
    signingIn = null;
  });
  return signingIn;
}

async function signInOnce(): Promise<void> {
  const code = await wechatCode().catch(() => {
    throw new RequestProblem({ code: 'WECHAT_CODE_REFUSED', message: '微信登录没有成功，请再试一次。', status: 0 });
  });
  if (code !== null) {
    await open('wechat', { code });
    return;
  }
  const here = Taro.getCurrentInstance().router?.path ?? '';
  if (!here.includes(routes.login)) void Taro.navigateTo({ url: routes.login });
  throw new RequestProblem({ code: 'NOT_SIGNED_IN', message: '请先登录。您填写的内容已保留。', status: 401 });
}

export async function signInAs(person: string): Promise<Me> {
  return (await open('demo', { person })).me;
}

/** The phone forgets at once; whether the server heard it is its own affair. */
export async function signOut(): Promise<void> {
  const token = accessToken();
  dropSession();
  if (token === null) return;
  await ask({
    url: `${API_BASE}/api/v1/sessions/current`,
    method: 'DELETE',
    headers: { Authorization: `Bearer ${token}` },
    timeoutMs: 8000,
  }).catch(() => undefined);
}
