/** What comes of a call to the world outside, as values: nothing here throws. */

/**
 * They said no: `rid` finds the call in their own tools, `code` is the word of a service that has words in place of numbers (its
 * `errcode` is then `WORDED`). Or nobody knows whether it was done; `unsent` where it can't have been, because the call never left
 * this house.
 */
export type WechatFailure =
  | {
      readonly kind: 'refused';
      readonly errcode: number;
      readonly errmsg: string;
      readonly rid: string | null;
      readonly code?: string;
    }
  | { readonly kind: 'unknown'; readonly why: string; readonly unsent?: true };

/** The number of a refusal that came as a word. */
export const WORDED = -2;

export type Answer = { readonly kind: 'answer'; readonly body: Readonly<Record<string, unknown>> } | WechatFailure;
export type Picture =
  | { readonly kind: 'picture'; readonly type: 'image/png' | 'image/jpeg'; readonly bytes: Buffer }
  | WechatFailure;
export type Token = { readonly kind: 'token'; readonly token: string } | WechatFailure;
/** It was taken, which isn't yet that it was shown. */
export type Sent = { readonly kind: 'sent'; readonly msgid?: string } | WechatFailure;
export type Done = { readonly kind: 'done' } | WechatFailure;
export type Link = { readonly kind: 'link'; readonly url: string } | WechatFailure;

export type SignedIn = { readonly kind: 'signed_in'; readonly openid: string } | WechatFailure;
export type PhoneNumber =
  | { readonly kind: 'phone'; readonly phone: string; readonly countryCode: string }
  | WechatFailure;
export type Group = { readonly kind: 'group'; readonly opengid: string } | WechatFailure;
export type Userid = { readonly kind: 'userid'; readonly userid: string } | WechatFailure;

/** What WeChat thinks of a text: show it, let a person look, or don't show it. */
export type Checked = { readonly kind: 'checked'; readonly suggest: 'pass' | 'review' | 'risky' } | WechatFailure;
/** The answer comes later, as an event with this trace. */
export type Ordered = { readonly kind: 'ordered'; readonly traceId: string } | WechatFailure;
