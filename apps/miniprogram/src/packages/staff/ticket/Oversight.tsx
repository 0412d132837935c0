import type { SupervisionView } from '@liudan/shared/supervision/contract';
import type { ClockView, TicketView } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { Card } from '@/components/Card/index.tsx';
import { Light } from '@/components/Light/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { dateWords } from '@/services/when.ts';
import { stepsOf } from '../supervisions/words.ts';

interface Props {
  ticket: TicketView['ticket'];
  clocks: readonly ClockView[];
}

const ASKED = { extension: '申请延期', leader: '提请领导定时限' } as const;
const APPEAL = {
  open: '承办单位申诉了这次评价，等督查室裁定',
  accepted: '申诉已采纳，这次评价不计入统计',
  refused: '申诉未采纳，评价有效',
} as const;

/** What stands beside the work: supervision orders, a request that waits, an appeal, who else follows, where it was merged to. */
export function Oversight({ ticket, clocks }: Props) {
  const { supervisions, asked, appeal, followerCount, mergedInto } = ticket;
  const leaders = clocks.find(({ kind }) => kind === 'supervise') ?? null;
  const now = Date.now();
  return (
    <>
      {mergedInto && (
        <Card>
          <ListRow
            icon="clipboard-list"
            title={`已并入 ${mergedInto.number}`}
            note="之后的办理都在那一件里"
            onPress={() => goTo(routes.staffTicket, { id: mergedInto.id })}
          />
        </Card>
      )}
      {asked && (
        <Card title={`等待审批：${ASKED[asked.kind]}`}>
          <View className="duty__note">希望延到 {dateWords(asked.until, now)}</View>
        </Card>
      )}
      {supervisions.length > 0 && (
        <Card title="领导督办">
          {supervisions.map((order) => (
            <Order key={order.id} order={order} clock={order.closedAt === null ? leaders : null} now={now} />
          ))}
        </Card>
      )}
      {appeal && <Card title="评价申诉">{APPEAL[appeal]}</Card>}
      {followerCount > 0 && <Card>{followerCount} 位居民一起跟进，办结后各自评价。</Card>}
    </>
  );
}

function Order({ order, clock, now }: { order: SupervisionView; clock: ClockView | null; now: number }) {
  const { reasonWords, causeWords, org, openedAt } = order;
  return (
    <View className="duty">
      <View className="duty__top">
        <View className="duty__name">{reasonWords}</View>
        {causeWords && <Tag>{causeWords}</Tag>}
        {clock && <Light light={clock.light} words={clock.dueWords} />}
      </View>
      <View className="duty__note">
        {[org && `督办对象 ${org.name}`, `${dateWords(openedAt, now)} 开出`].filter(Boolean).join(' · ')}
      </View>
      {stepsOf(order, now).map((words) => (
        <View key={words} className="duty__note">
          {words}
        </View>
      ))}
    </View>
  );
}
