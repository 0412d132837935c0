import { demoDistrict } from '../../../../test/support/demo-district.ts';
import { pressingOf } from './urgency.ts';

const district = demoDistrict();
const CALM = { grade: null, category: null } as const;

test.each([
  ['new_ticket', true, CALM, 'normal', true],
  ['new_ticket', false, CALM, 'digest', false],
  ['overdue', true, CALM, 'urgent', true],
  ['dispatched', true, { grade: 'urgent', category: 'noise' }, 'urgent', true],
  ['dispatched', true, { grade: 'deferred', category: 'disaster' }, 'urgent', true],
  ['dispatched', true, { grade: 'deferred', category: 'noise' }, 'normal', true],
  // A resident needn't be woken with an answer, however urgent the matter is for those who work on it.
  ['answered', true, { grade: 'urgent', category: 'disaster' }, 'normal', false],
] as const)('%s, pushed %s, of %j presses as %s', (notice, pushed, ticket, urgency, asks) => {
  expect(pressingOf(notice, pushed, ticket, district)).toEqual({ urgency, asks });
});
