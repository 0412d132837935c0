import { CreditEntity } from './credit.entity.ts';
import { DeliveryEntity } from './delivery.entity.ts';
import { MessageEntity } from './message.entity.ts';

export const NOTIFY_ENTITIES = [MessageEntity, DeliveryEntity, CreditEntity];
