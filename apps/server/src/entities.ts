/** Every table of the server, by the module that owns it. */
import { COMMUNITY_ENTITIES } from './community/entities.ts';
import { ENTRY_ENTITIES } from './entry/entities.ts';
import { IDENTITY_ENTITIES } from './identity/entities.ts';
import { OnceEntity } from './kernel/once.entity.ts';
import { ExportLogEntity } from './ledger/export-log.entity.ts';
import { Media } from './media/media.entity.ts';
import { MEETING_ENTITIES } from './meeting/entities.ts';
import { NOTIFY_ENTITIES } from './notify/entities.ts';
import { ContentCheckEntity } from './safety/content-check.entity.ts';
import { TICKET_ENTITIES } from './ticket/entities.ts';
import { VISIT_ENTITIES } from './visit/entities.ts';
import { WECHAT_ENTITIES } from './wechat/entities.ts';

export const ENTITIES = [
  ...IDENTITY_ENTITIES,
  OnceEntity,
  Media,
  ...TICKET_ENTITIES,
  ...NOTIFY_ENTITIES,
  ...VISIT_ENTITIES,
  ...MEETING_ENTITIES,
  ...COMMUNITY_ENTITIES,
  ExportLogEntity,
  ...WECHAT_ENTITIES,
  ...ENTRY_ENTITIES,
  ContentCheckEntity,
];
