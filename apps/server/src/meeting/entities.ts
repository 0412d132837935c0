import { MeetingEntity } from './meeting.entity.ts';
import { MeetingItemEntity } from './meeting-item.entity.ts';

export const MEETING_ENTITIES = [MeetingEntity, MeetingItemEntity];
