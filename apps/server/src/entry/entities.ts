import { EntryCodeEntity } from './entry-code.entity.ts';
import { EntryEventEntity } from './entry-event.entity.ts';
import { EntryGroupEntity } from './entry-group.entity.ts';
import { EntryUseEntity } from './entry-use.entity.ts';

export const ENTRY_ENTITIES = [EntryCodeEntity, EntryUseEntity, EntryGroupEntity, EntryEventEntity];
