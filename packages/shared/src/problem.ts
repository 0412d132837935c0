/**
 * The closed list of refusals: a stable code, the HTTP status, and what the person reads.
 *
 * Clients switch on the code, never on the words. `{name}` is filled from the refusal's own facts.
 */
export const PROBLEMS = {
  INVALID_INPUT: { status: 400, message: '填写的内容有误，请检查标红的地方。' },
  BAD_REQUEST: { status: 400, message: '请求的格式不正确。' },
  IDEMPOTENCY_KEY_MISSING: { status: 400, message: '缺少请求编号，或长度不是 8 到 64 个字符，请更新小程序后重试。' },
  NOT_SIGNED_IN: { status: 401, message: '登录已过期，请重新登录。您填写的内容已保留。' },
  SESSION_REVOKED: { status: 401, message: '登录已失效，请重新登录。' },
  WECHAT_CODE_REFUSED: { status: 401, message: '微信登录没有成功，请再试一次。' },
  FORBIDDEN: { status: 403, message: '您没有权限进行此操作。' },
  ACTION_NOT_YOURS: { status: 403, message: '这一步要由{who}办理。' },
  NOT_YOUR_COMMUNITY: { status: 403, message: '这是别的社区的页面，请先在首页选好您所在的社区。' },
  OWN_POST: { status: 403, message: '不能处理自己发的内容，请由其他工作人员处理。' },
  OWN_TICKET: { status: 403, message: '不能办理或回访自己反映的工单。' },
  OWN_REPORT: { status: 403, message: '不能代自己登记。您自己反映的问题请用“我要上报”。' },
  HANDLED_BY_YOU: { status: 403, message: '办理过这件工单的人员不能评价。' },
  DEMO_CLOSED: { status: 403, message: '演示登录未开放。' },
  NOT_FOUND: { status: 404, message: '没有找到，或您无权查看。' },
  METHOD_NOT_ALLOWED: { status: 405, message: '不支持这种请求方式。' },
  STALE_VERSION: { status: 409, message: '这件工单刚刚有了新进展：{change}。请看过后再操作。' },
  ACTION_NOT_NOW: { status: 409, message: '工单现在是“{state}”，不能{action}。' },
  ALREADY_RATED: { status: 409, message: '这次办理已经评价过了。' },
  WINDOW_CLOSED: { status: 409, message: '已超过{what}的期限。' },
  PARTS_OPEN: { status: 409, message: '还有协办单位没有办完：{orgs}。' },
  ALREADY_SETTLED: { status: 409, message: '这条走访记录刚刚已经处理过了，请刷新后再看。' },
  CHANGED_MEANWHILE: { status: 409, message: '刚刚有人处理过，请刷新后再操作。' },
  POST_ORDERED: { status: 409, message: '这条内容已经转成了工单。' },
  LIMIT_REACHED: { status: 409, message: '{what}的次数已用完。' },
  GROUP_TAKEN: { status: 409, message: '这个群已经由别的社区确认为居民群。' },
  MEETING_OPEN: { status: 409, message: '{org}的{meeting}还没有结束，请先继续或结束它。' },
  MEETING_NOT_NOW: { status: 409, message: '会议{state}，不能{action}。' },
  MEETING_CHANGED: { status: 409, message: '会议刚刚被别人改动，请刷新后再保存。您填写的内容已保留。' },
  REQUEST_IN_PROGRESS: { status: 409, message: '同一请求正在处理，请稍候。' },
  MEDIA_ALREADY_ATTACHED: { status: 409, message: '照片已用在别处，请重新上传。' },
  TOO_LARGE: { status: 413, message: '文件太大（{size}），请选 {limit} 以内的照片；文字已保存。' },
  BODY_TOO_LARGE: { status: 413, message: '内容太多（{size}），一次最多 {limit}。' },
  UNSUPPORTED_MEDIA: { status: 415, message: '只支持 JPG、PNG、WebP 格式的照片。' },
  UNSUPPORTED_FORMAT: { status: 415, message: '请求的内容要用 JSON 格式。' },
  MEDIA_UNREADABLE: { status: 422, message: '这张照片无法读取，请换一张。' },
  VOICE_UNSUPPORTED: { status: 415, message: '这种录音格式不支持，请重新录一段。' },
  VOICE_UNREADABLE: { status: 422, message: '这段录音无法读取，或没有声音内容，请重新录一段。' },
  VOICE_TOO_LONG: { status: 413, message: '录音最长 {seconds} 秒，请分开说，或者改用文字。' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, message: '请求编号已用于别的内容，请重新提交。' },
  PHOTO_REQUIRED: { status: 422, message: '这类问题办结时请附上办理后的照片。' },
  NOT_COMPETENT: { status: 422, message: '{org}不能承办这类事项。' },
  PLACE_OUTSIDE: { status: 422, message: '所选位置不在本区范围内，请重新选择位置或网格。' },
  DUE_NOT_IN_FUTURE: { status: 422, message: '办理期限要晚于现在。' },
  PHONE_NOT_AVAILABLE: { status: 422, message: '没有取得手机号，请再试一次或手工填写。' },
  CHANNEL_NOT_HERE: { status: 409, message: '这里没有接入{channel}。' },
  PHONE_NOT_VERIFIED: { status: 422, message: '请先在“我的”页面用微信验证手机号。' },
  WECOM_MEMBER_UNKNOWN: { status: 422, message: '企业微信通讯录里没有您的手机号，请联系管理员添加后再试。' },
  TOO_MANY_REQUESTS: { status: 429, message: '操作太频繁，请稍后再试。' },
  INTERNAL: { status: 500, message: '系统出了点问题，请稍后再试。您填写的内容已保留。' },
  WECOM_UNAVAILABLE: { status: 503, message: '企业微信暂时连不上，请稍后再试。' },
  WECHAT_UNAVAILABLE: { status: 503, message: '微信服务暂时连不上，请稍后再试。' },
  UNAVAILABLE: { status: 503, message: '系统正忙，请稍后再试。您填写的内容已保留。' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** A rule's refusal, as a value. `facts` fill the message; `fields` name what to correct (path -> words). */
export interface Refusal {
  refused: ProblemCode;
  facts?: Readonly<Record<string, string>>;
  fields?: Readonly<Record<string, string>>;
}

export const refuse = (refused: ProblemCode, facts?: Refusal['facts'], fields?: Refusal['fields']): Refusal => ({
  refused,
  ...(facts ? { facts } : {}),
  ...(fields ? { fields } : {}),
});

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value;

/** The words a person reads for a refusal, with its facts filled in. */
export function problemWords(refusal: Refusal): string {
  return PROBLEMS[refusal.refused].message.replace(/\{(\w+)\}/g, (_, name: string) => refusal.facts?.[name] ?? '');
}
