import { Module } from '@nestjs/common';
import { TicketModule } from '../ticket/ticket.module.ts';
import { DeadlineSweep } from './deadline.sweep.ts';

@Module({ imports: [TicketModule], providers: [DeadlineSweep], exports: [DeadlineSweep] })
export class DeadlineModule {}
