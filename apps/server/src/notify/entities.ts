import { BindingEntity } from './binding.entity.ts';
import { CreditEntity } from './credit.entity.ts';
import { DeliveryEntity } from './delivery.entity.ts';
import { MessageEntity } from './message.entity.ts';
import { PushEntity } from './push.entity.ts';

export const NOTIFY_ENTITIES = [MessageEntity, PushEntity, DeliveryEntity, CreditEntity, BindingEntity];
