/**
 * What only a real account can tell, what this server does until somebody looks, and where. docs/wechat.md has the same table for
 * whoever opens an account; a line that was looked at is taken out of both, and the place made to fit.
 */
export interface Unverified {
  readonly open: string;
  readonly until: string;
  /** The one file that acts on it. */
  readonly place: string;
}

export const UNVERIFIED: readonly Unverified[] = [
  {
    open: 'whether a message that was taken always has a `msgid`',
    until: 'it may be missing, and nothing depends on it',
    place: 'apps/server/src/wechat/wechat.client.ts',
  },
  {
    open: 'which of 43101 and 47003 comes first where both apply',
    until: 'fields are made to fit before they are sent, so that 47003 is a fault of ours',
    place: 'packages/shared/src/notify/wechat-fields.ts',
  },
  {
    open: 'whether a field `time` takes a date alone',
    until: 'date and hour are always sent',
    place: 'packages/shared/src/notify/wechat-fields.ts',
  },
  {
    open: 'how many signs of a field `thing` an emoji is',
    until: 'emoji are counted as one sign, as Unicode does',
    place: 'packages/shared/src/notify/wechat-fields.ts',
  },
  {
    open: 'whether a popup that 总是保持 left out is pushed as an event',
    until: 'consents are counted from what the mini-program says, never from that event',
    place: 'apps/server/src/notify/callback.worker.ts',
  },
  {
    open: 'whether switching a template off takes the consents that were collected',
    until: 'they are counted as taken',
    place: 'apps/server/src/notify/callback.worker.ts',
  },
  {
    open: 'how many employee messages a person may be sent, and with what sound they come',
    until: 'at most `employeePerHour` of district.yaml',
    place: 'apps/server/src/notify/employee.channel.ts',
  },
  {
    open: 'what an employee message is refused with where a field does not fit',
    until: 'any refusal but of the relation or the consent is a fault of ours',
    place: 'packages/shared/src/notify/refusal.ts',
  },
  {
    open: 'how often and how long WeChat pushes again, and whether it signs anew',
    until: 'a signature is good for an hour, and an event is kept once however often it comes',
    place: 'apps/server/src/wechat/callback.ts',
  },
  {
    open: 'whether `CreateTime` is a number or a text, and when `List` is an array',
    until: 'both are read',
    place: 'apps/server/src/wechat/push.ts',
  },
  {
    open: 'whether codes come as JPEG or PNG',
    until: 'their first bytes tell',
    place: 'apps/server/src/wechat/call.ts',
  },
  {
    open: 'whether WeCom asks for a trusted address before it looks for recipients',
    until: 'the doctor takes 82001 for the proof that the address is trusted',
    place: 'apps/server/src/doctor/others.ts',
  },
  {
    open: 'what WeCom says of a notice whose title is shorter than four signs',
    until: 'such a notice is sent as a card',
    place: 'apps/server/src/wechat/wecom.client.ts',
  },
  {
    open: 'what SMS says of a text to nobody after it took the key',
    until: 'the doctor takes every refusal but that of the key for the proof of the key',
    place: 'apps/server/src/doctor/others.ts',
  },
];
