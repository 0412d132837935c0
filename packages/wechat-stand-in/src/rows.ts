/** The shape of the table of admin commands. */
import type { Body } from './ask.ts';
import type { Commands } from './commands.ts';
import type { Holder } from './holder.ts';

export interface Asked {
  readonly holder: Holder;
  readonly commands: Commands;
  readonly body: Body;
  readonly query: Body;
}

/** By method and path below `/__admin/`; what a row gives becomes the answer. */
export type Rows = Readonly<Record<string, (asked: Asked) => unknown>>;
