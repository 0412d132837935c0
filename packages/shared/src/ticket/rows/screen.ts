/** What others may see of a report: doubt holds it back, a person of its community or street decides. The order itself goes on. */
import { communityOfTicket, streetOfTicket, system } from '../by.ts';
import { type Row, row } from '../row.ts';
import { OPEN } from './states.ts';

/** Neighbours meet what is open, and whoever follows it scores what is resolved. */
const SEEN = [...OPEN, 'resolved'] as const;
const LOOKS = [communityOfTicket, streetOfTicket] as const;

export const SCREEN: readonly Row[] = [
  row('screen.hold', '暂不显示', '内容检查有疑问，请社区查看后再向其他居民显示。', {
    from: SEEN,
    by: [system],
    needs: ['not_held_back'],
    does: ['hold_content'],
  }),
  row('screen.show', '可以显示', '看过内容，没有问题，其他居民可以看到摘要和照片。', {
    from: SEEN,
    by: LOOKS,
    needs: ['held_back'],
    does: ['show_content'],
  }),
  row('screen.hide', '不向居民显示', '内容不适合让其他居民看到的，说明原因；办理不受影响。', {
    from: SEEN,
    by: LOOKS,
    needs: ['not_hidden'],
    does: ['hide_content'],
    says: { text: 'reason' },
  }),
];
