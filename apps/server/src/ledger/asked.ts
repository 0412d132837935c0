/** A ledger as somebody asked for it, and in which of his duties he reads it. */
import type { District } from '@liudan/shared/district/schema';
import type { Actor } from '@liudan/shared/identity/roles';
import type { AnyLedger } from '@liudan/shared/ledger/all';
import type { LedgerFilter } from '@liudan/shared/ledger/contract';
import type { Viewer } from '../kernel/viewer.ts';

/** Narrowed, and masked or in the clear. */
export interface Asked<L extends AnyLedger = AnyLedger> {
  readonly viewer: Viewer;
  readonly ledger: L;
  readonly filter: LedgerFilter;
  readonly unmasked: boolean;
}

export interface PageOf {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The viewer in those duties only that the ledger is kept for. */
export const actorOf = (viewer: Viewer, ledger: AnyLedger): Actor => ({
  ...viewer,
  duties: viewer.duties.filter(({ role }) => ledger.roles.includes(role)),
});

/** The viewer in those duties that let him take out names and phones in the clear. */
export const unmaskerOf = (viewer: Viewer, { settings }: District): Actor => ({
  ...viewer,
  duties: viewer.duties.filter(({ role }) => settings.export.unmaskedRoles.includes(role)),
});
