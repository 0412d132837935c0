import type { TicketView } from '@liudan/shared/ticket/contract';
import { Card } from '@/components/Card/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { goTo, routes } from '@/routes.ts';

const APPEAL = {
  open: '承办单位对评价有不同意见，正由督查室裁定。您的评价会保留。',
  accepted: '督查室裁定这次评价不计入统计。您的评价和裁定理由都会保留。',
  refused: '督查室裁定评价有效。',
} as const;

/** Who else has the same problem, which ticket this one went into, and what became of an appeal against the score. */
export function Neighbours({ ticket: { followerCount, following, mergedInto, appeal } }: Pick<TicketView, 'ticket'>) {
  // Whoever follows knows of himself; the reporter is one of the others to him.
  const others = following ? followerCount - 1 : followerCount;
  const words = following
    ? ['您在一起跟进这件单子，办结后请您评价。', others > 0 && `还有 ${others} 位邻居一起跟进。`]
    : [others > 0 && `${others} 位邻居一起跟进`];
  const said = words.filter(Boolean).join('');
  return (
    <>
      {mergedInto && (
        <Card>
          <ListRow
            icon="clipboard-list"
            title={`已并入 ${mergedInto.number}`}
            note="点此查看"
            onPress={() => goTo(routes.ticket, { id: mergedInto.id })}
          />
        </Card>
      )}
      {said && (
        <Card>
          <ListRow icon="users" title={said} />
        </Card>
      )}
      {appeal && <Card title="评价申诉">{APPEAL[appeal]}</Card>}
    </>
  );
}
