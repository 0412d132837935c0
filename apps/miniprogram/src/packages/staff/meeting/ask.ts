/** What the pages of the meetings ask the server. All throw `RequestProblem`. */
import type {
  DailyList,
  LateList,
  MeetingCard,
  MeetingForces,
  MeetingPeople,
  MeetingView,
} from '@liudan/shared/meeting/contract';
import type { MeetingKind } from '@liudan/shared/meeting/words';
import { request } from '@/services/http.ts';
import type { PageOf } from '@/services/usePaged.ts';

export const readDaily = (org: string | undefined) => request<DailyList>('/meetings/daily', { query: { org } });
export const readLate = (org: string | undefined) => request<LateList>('/meetings/late', { query: { org } });
export const readMeeting = (id: string) => request<MeetingView>(`/meetings/${id}`);
export const readPeople = (kind: MeetingKind, org: string) =>
  request<MeetingPeople>('/meetings/people', { query: { kind, org } });
export const readForces = (community: string) =>
  request<MeetingForces>('/meetings/forces', { query: { org: community } });
export const readMeetings = (kind: MeetingKind, org: string, after: string | null) =>
  request<PageOf<MeetingCard>>('/meetings', { query: { kind, org, after, limit: 10 } });
export const endMeeting = (id: string, body: { version: number; minutes: string }, key: string) =>
  request(`/meetings/${id}/end`, { method: 'POST', body, key });
