/** Why the platform said no, and what is told about it. Words of the platform are for telling cases apart, never for showing. */

export function reason(error: unknown): string {
  if (error instanceof Error) return `${error.name} ${error.message}`;
  const { errMsg } = (error ?? {}) as { errMsg?: string };
  return errMsg ?? String(error);
}

const errno = (error: unknown) => ((error ?? {}) as { errno?: number }).errno ?? 0;

/** Not named in WeChat's privacy guide of this mini-program, or barred there. */
const isUndeclared = (error: unknown) =>
  errno(error) === 112 || /privacy agreement|privacy api banned/i.test(reason(error));

const isSwitchedOff = (error: unknown) => /auth deny/i.test(reason(error));

/** The person did not agree to the privacy guide (104; 103 is said of a switch that is off as well), or the guide doesn't have it. */
export const isUnagreed = (error: unknown): boolean =>
  !isSwitchedOff(error) &&
  ([103, 104].includes(errno(error)) || /privacy permission/i.test(reason(error)) || isUndeclared(error));

/** The switch for this was turned off: a page of settings can turn it on again. */
export const isDenied = (error: unknown): boolean =>
  !isUnagreed(error) && /deny|denied|permission|auth|notallowed/i.test(reason(error));

/** What is said where a camera, an album or a microphone can't be used. `what` names it: 照片, 录音. */
export function refusedWords(error: unknown, what: string): string {
  if (isUndeclared(error)) return `暂时不能使用${what}，请先用别的方式上报。`;
  if (isUnagreed(error)) return `您没有同意微信的隐私保护指引，不能使用${what}。同意后再试，也可以先用文字上报。`;
  if (isDenied(error)) return `没有${what}权限，请在设置里打开，也可以先用文字上报。`;
  return `${what}没有打开，请再试一次。`;
}
