/**
 * What public documents leave open, with the choice made here: the strict one wherever there is a strict one. A backend
 * must not build on any of it. Whoever has a real account and looks replaces a choice by a fact.
 */
export const UNKNOWNS = {
  /** Switching a template off in the settings loses the credits collected so far. A flag of the admin interface. */
  rejectClears: true,
  /** A popup that "always keep" suppressed is told to the app all the same. A flag of the admin interface. */
  eventWhenKept: false,
  /** Whether an event's CreateTime is a number or a text: documents and captures differ. A flag of the admin interface. */
  createTime: 'alternate',
  /** How often a push is tried again after an answer that is none; older documents say three times. */
  callbackRetries: 3,
  /** How long an answer may take, in milliseconds; older documents say five seconds. */
  callbackMs: 5000,
  /** How a path that doesn't exist is answered. */
  unknownPath: { status: 404, errcode: 40066 },
  /** What the content check says to another version than 2, or to a text that is too long. */
  badCheckOrder: 47001,
  /** What the phone number endpoint says when the openid given isn't that of the code. */
  foreignPhoneOpenid: 40003,
  /** What the employee message endpoint says to a field that breaks the rules of its type. */
  badEmployeeField: 40097,
  /** Whether the event of a media check that failed has a verdict. */
  verdictOfFailedCheck: undefined,
  /** Largest number of templates of an account. */
  templatesPerAccount: 50,
} as const;
