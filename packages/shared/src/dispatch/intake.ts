/** Who first holds a ticket, by the channel it came in through: the community of its place, or the dispatch centre. */
import type { District } from '../district/schema.ts';
import { dispatchCentre } from '../org/tree.ts';
import type { Ticket } from '../ticket/facts.ts';
import type { Channel } from '../ticket/status.ts';

export const INTAKES = ['community', 'centre'] as const;
export type Intake = (typeof INTAKES)[number];

export interface IntakeRouting {
  readonly default: Intake;
  readonly byChannel: Readonly<Partial<Record<Channel, Intake>>>;
}

/** The id of the organisation that triages it first. */
export function intakeOf(
  district: Pick<District, 'orgs' | 'intake'>,
  { channel, communityId }: Pick<Ticket, 'channel' | 'communityId'>,
): string {
  const { intake } = district;
  return (intake.byChannel[channel] ?? intake.default) === 'centre' ? dispatchCentre(district).id : communityId;
}
