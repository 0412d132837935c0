import { LIMITS } from '@liudan/shared/limits';
import { fail } from '../kernel/problem.ts';

/** The `Idempotency-Key` of a write, which every write of a community's page takes. */
export const keyOf = (key: string | undefined): string =>
  key === undefined || key.length < 8 || key.length > LIMITS.idempotencyKey ? fail('IDEMPOTENCY_KEY_MISSING') : key;
