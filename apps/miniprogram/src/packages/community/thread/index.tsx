import type { Posted, PostView, ReplyView } from '@liudan/shared/community/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Light } from '@/components/Light/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page, usePullToRefresh } from '@/components/Page/index.tsx';
import { PhotoRow } from '@/components/PhotoRow/index.tsx';
import { SixDots } from '@/components/SixDots/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { goTo, pageQuery, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { say, sayDone } from '@/services/platform.ts';
import { problemOf } from '@/services/problem.ts';
import { useRequest } from '@/services/useRequest.ts';
import { dateWords } from '@/services/when.ts';
import { SaySheet } from '../SaySheet.tsx';
import { sendOnce } from '../send.ts';
import { toneOf } from '../words.ts';
import { OrderSheet } from './OrderSheet.tsx';
import { Reply } from './Reply.tsx';
import './index.scss';

/** What is being written, and for a reason about what. */
type Open = { what: 'comment' | 'answer' | 'order' } | { what: 'hide'; path: string; seen: PostView['state'] } | null;

/** One question with all that was said on it: for its author, for neighbours, and for the desk that answers. */
export default function Thread() {
  const [{ id = '' }] = useState(pageQuery);
  const { data, problem, reload } = useRequest(id, () => request<PostView>(`/posts/${id}`));
  usePullToRefresh(reload);
  const [open, setOpen] = useState<Open>(null);
  if (!data)
    return (
      <Page>{problem ? <ErrorState problem={problem} onRetry={() => void reload()} /> : <Skeleton lines={4} />}</Page>
    );

  const done = async (words: string) => {
    setOpen(null);
    sayDone(words);
    await reload();
  };
  const show = async (path: string, seen: PostView['state']) => {
    try {
      await sendOnce<Posted>(`draft.look.${path}.sent`, path, { seen, verdict: 'show' });
      await done('已公开');
    } catch (error) {
      say(problemOf(error).message);
      await reload();
    }
  };
  const own = `/posts/${id}/look`;
  const { may, state, desk, order, author } = data;
  const lookOf = (reply: ReplyView) => {
    const path = `/comments/${reply.id}/look`;
    if (!may.look || reply.official || reply.mine) return null;
    return {
      show: () => void show(path, reply.state),
      hide: () => setOpen({ what: 'hide', path, seen: reply.state }),
    };
  };
  const hide = () => setOpen({ what: 'hide', path: own, seen: state });
  return (
    <Page
      bar={
        (may.answer && state === 'waiting' && (
          <>
            <Button onPress={hide}>不公开</Button>
            <Button kind="primary" onPress={() => void show(own, state)}>
              公开给邻居
            </Button>
          </>
        )) ||
        (may.answer && (
          <>
            {may.order && <Button onPress={() => setOpen({ what: 'order' })}>转为工单</Button>}
            <Button kind="primary" onPress={() => setOpen({ what: 'answer' })}>
              {data.answered ? '再答复' : '答复'}
            </Button>
          </>
        )) ||
        (may.comment && (
          <Button kind={author.mine ? 'plain' : 'primary'} icon="pencil" onPress={() => setOpen({ what: 'comment' })}>
            {author.mine ? '补充一句' : '说一句'}
          </Button>
        ))
      }
    >
      {problem && <ErrorState problem={problem} onRetry={() => void reload()} inline />}
      <Card>
        <View className="thread__who">
          <View className="thread__name">{author.name}</View>
          <View>{data.community.name}</View>
          <View>{dateWords(data.at, Date.now())}</View>
          {(state !== 'shown' || desk || author.mine) && <Tag tone={toneOf(state)}>{data.stateWords}</Tag>}
        </View>
        <View className="thread__text">{data.text}</View>
        <PhotoRow photos={data.photos} what="提问的照片" />
        {data.hiddenBecause && <View className="thread__note">没有公开的理由：{data.hiddenBecause}</View>}
        {desk?.light ? (
          <View className="thread__clock">
            <Light light={desk.light} words={`答复${desk.dueWords}`} />
          </View>
        ) : (
          data.promise && <View className="thread__note">{data.promise}</View>
        )}
        {desk && state === 'waiting' && <View className="thread__note">{desk.checkWords}</View>}
      </Card>
      {order && (
        <Card title="已转为工单">
          <View className="thread__order">
            <SixDots steps={order.dots} words={order.dotsWords} />
          </View>
          <View className="thread__order">{order.sentence}</View>
          {order.ticketId && (
            <ListRow
              icon="clipboard-list"
              title={order.number ?? '查看工单'}
              onPress={() => goTo(author.mine ? routes.ticket : routes.staffTicket, { id: order.ticketId ?? '' })}
            />
          )}
        </Card>
      )}
      {may.answer && (
        <Card title="还可以">
          {state === 'waiting' && (
            <>
              <ListRow icon="pencil" title="先答复" onPress={() => setOpen({ what: 'answer' })} />
              {may.order && (
                <ListRow icon="clipboard-list" title="转为工单" onPress={() => setOpen({ what: 'order' })} />
              )}
            </>
          )}
          {state === 'shown' && <ListRow icon="x" title="不再公开" onPress={hide} />}
          {state === 'hidden' && <ListRow icon="eye" title="重新公开" onPress={() => void show(own, state)} />}
        </Card>
      )}
      {data.replies.length > 0 && <View className="thread__heading">答复和留言</View>}
      {data.replies.map((reply) => (
        <Reply key={reply.id} reply={reply} look={lookOf(reply)} />
      ))}
      {open?.what === 'comment' && (
        <SaySheet
          title={author.mine ? '补充一句' : '说一句'}
          label="您想说的话"
          hint="工作人员看过后邻居才看得到。请不要写电话、门牌等个人信息。"
          send="发出"
          max={1000}
          draft={`draft.comment.${id}`}
          onSend={async (text) => {
            await sendOnce<Posted>(`draft.comment.${id}.sent`, `/posts/${id}/comments`, { text });
            await done('已发出');
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.what === 'answer' && (
        <SaySheet
          title="答复"
          label="给居民的答复"
          hint={`以单位的名义答复，${state === 'shown' ? '邻居都看得到' : '这条没有公开，只有提问的人看得到'}。`}
          send="答复"
          ready={desk?.ready.answer ?? []}
          max={1000}
          draft={`draft.answer.${id}`}
          onSend={async (text) => {
            await sendOnce<Posted>(`draft.answer.${id}.sent`, `/posts/${id}/answers`, { text });
            await done('已答复');
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.what === 'hide' && (
        <SaySheet
          title="不公开"
          label="不公开的理由"
          hint="写这段话的人会看到理由。"
          send="不公开"
          ready={desk?.ready.hide ?? []}
          max={500}
          draft={`draft.hide.${open.path}`}
          onSend={async (reason) => {
            const body = { seen: open.seen, verdict: 'hide', reason };
            await sendOnce<Posted>(`draft.hide.${open.path}.sent`, open.path, body);
            await done('没有公开');
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.what === 'order' && (
        <OrderSheet post={data} onDone={() => void done('已转为工单')} onClose={() => setOpen(null)} />
      )}
    </Page>
  );
}
