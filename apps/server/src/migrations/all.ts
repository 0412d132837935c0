/** Every migration in the order it is run. A new one goes to the end; one that was released is never changed. */
import { Identity0001 } from './0001-identity.ts';
import { Media0002 } from './0002-media.ts';
import { Ticket0003 } from './0003-ticket.ts';
import { Notify0004 } from './0004-notify.ts';
import { Kernel0005 } from './0005-kernel.ts';
import { Oversight0006 } from './0006-oversight.ts';
import { Intake0007 } from './0007-intake.ts';
import { Community0008 } from './0008-community.ts';
import { Meeting0009 } from './0009-meeting.ts';
import { Ledger0010 } from './0010-ledger.ts';
import { RatingScale0011 } from './0011-rating-scale.ts';
import { Speed0012 } from './0012-speed.ts';
import { OversightLists0013 } from './0013-oversight-lists.ts';
import { Wechat0014 } from './0014-wechat.ts';
import { Channels0015 } from './0015-channels.ts';
import { Entry0016 } from './0016-entry.ts';
import { Voice0017 } from './0017-voice.ts';
import { Safety0018 } from './0018-safety.ts';

export const MIGRATIONS = [
  Identity0001,
  Media0002,
  Ticket0003,
  Notify0004,
  Kernel0005,
  Oversight0006,
  Intake0007,
  Community0008,
  Meeting0009,
  Ledger0010,
  RatingScale0011,
  Speed0012,
  OversightLists0013,
  Wechat0014,
  Channels0015,
  Entry0016,
  Voice0017,
  Safety0018,
];
