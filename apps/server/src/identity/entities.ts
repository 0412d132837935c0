import { DutyEntity } from './duty.entity.ts';
import { PersonEntity } from './person.entity.ts';
import { SessionEntity } from './session.entity.ts';
import { SessionTokenEntity } from './session-token.entity.ts';

export const IDENTITY_ENTITIES = [PersonEntity, DutyEntity, SessionEntity, SessionTokenEntity];
