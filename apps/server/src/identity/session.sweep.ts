import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Sweeps } from '../kernel/sweeps.ts';
import { SessionActions } from './session.actions.ts';

/** Clears sessions and tokens that can't be used any more away once an hour. */
@Injectable()
export class SessionSweep implements OnApplicationBootstrap {
  constructor(
    private readonly sessions: SessionActions,
    private readonly sweeps: Sweeps,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeps.every('sessions', 60 * 60 * 1000, () => this.sessions.forget());
  }
}
