import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Once } from './once.ts';
import { Sweeps } from './sweeps.ts';

/** Clears answers that nobody can ask for again away once an hour. */
@Injectable()
export class OnceSweep implements OnApplicationBootstrap {
  constructor(
    private readonly once: Once,
    private readonly sweeps: Sweeps,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeps.every('once', 60 * 60 * 1000, () => this.once.forget());
  }
}
