import { NoticeEntity } from './notice.entity.ts';
import { NoticeReaderEntity } from './notice-reader.entity.ts';
import { PostEntity } from './post.entity.ts';
import { PostEventEntity } from './post-event.entity.ts';
import { ReplyEntity } from './reply.entity.ts';

export const COMMUNITY_ENTITIES = [NoticeEntity, NoticeReaderEntity, PostEntity, ReplyEntity, PostEventEntity];
