import { ClockEntity } from './clock.entity.ts';
import { FollowerEntity } from './follower.entity.ts';
import { LookEntity } from './look.entity.ts';
import { NumberEntity } from './number.entity.ts';
import { PartEntity } from './part.entity.ts';
import { SupervisionEntity } from './supervision.entity.ts';
import { TicketEntity } from './ticket.entity.ts';
import { TicketEventEntity } from './ticket-event.entity.ts';

export const TICKET_ENTITIES = [
  TicketEntity,
  PartEntity,
  ClockEntity,
  FollowerEntity,
  SupervisionEntity,
  TicketEventEntity,
  LookEntity,
  NumberEntity,
];
