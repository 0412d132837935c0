import { ClockEntity } from './clock.entity.ts';
import { LookEntity } from './look.entity.ts';
import { NumberEntity } from './number.entity.ts';
import { PartEntity } from './part.entity.ts';
import { TicketEntity } from './ticket.entity.ts';
import { TicketEventEntity } from './ticket-event.entity.ts';

export const TICKET_ENTITIES = [TicketEntity, PartEntity, ClockEntity, TicketEventEntity, LookEntity, NumberEntity];
