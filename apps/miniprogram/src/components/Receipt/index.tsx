import { View } from '@tarojs/components';
import { spoken } from '@/a11y.ts';
import { goTo, replaceWith, routes } from '@/routes.ts';
import { ticketOf, useOutbox } from '@/services/outbox.ts';
import { Button } from '../Button/index.tsx';
import { Card } from '../Card/index.tsx';
import { Icon } from '../Icon/index.tsx';
import { Outbox } from '../Outbox/index.tsx';
import { Page } from '../Page/index.tsx';
import './index.scss';

interface Props {
  ticket: { id: string; number: string; sentence: string };
  /** What arrived is what was written before the last changes. */
  edited?: boolean;
  onAgain: () => void;
}

/** A report arrived: its number, who has it, and until when. */
export function Receipt({ ticket: { id, number, sentence }, edited, onAgain }: Props) {
  return (
    <Page
      call
      bar={
        <>
          <Button onPress={onAgain}>再报一件</Button>
          <Button kind="primary" onPress={() => replaceWith(routes.ticket, { id })}>
            看进度
          </Button>
        </>
      }
    >
      <View className="receipt" {...spoken({ role: 'status', live: 'polite' })}>
        <Icon name="circle-check" size="huge" className="receipt__icon" />
        <View className="receipt__title">收到了</View>
        <View className="receipt__sentence">{sentence}</View>
        <View className="receipt__number">单号 {number}</View>
      </View>
      {edited && <Card>我们收到的是您修改之前的内容。后来改的部分，请打开单子点“补充情况”。</Card>}
      <Card>
        <View className="receipt__next">每走一步，“消息”里都会告诉您。办结后请您评价：不满意的，会重新办理。</View>
        <Button kind="quiet" onPress={() => goTo(routes.home)}>
          回首页
        </Button>
      </Card>
    </Page>
  );
}

/** A report lies on the phone and goes by itself; once it has arrived, its receipt. */
export function WaitingReceipt({ waiting, onAgain }: { waiting: string; onAgain: () => void }) {
  // Looked at again whenever something of the outbox changes.
  const { items } = useOutbox();
  const ticket = ticketOf(waiting);
  if (ticket) return <Receipt ticket={ticket} onAgain={onAgain} />;
  const there = items.some(({ key }) => key === waiting);
  return (
    <Page
      call
      bar={
        <>
          <Button onPress={onAgain}>再报一件</Button>
          <Button kind="primary" onPress={() => goTo(routes.home)}>
            回首页
          </Button>
        </>
      }
    >
      <View className="receipt" {...spoken({ role: 'status', live: 'polite' })}>
        <Icon name="clock" size="huge" className="receipt__icon" />
        <View className="receipt__title">{there ? '已存好，联网后自动发送' : '已经取出'}</View>
        <View className="receipt__sentence">
          {there ? '不用再点提交。发出去之后，这里和“我的单子”里会有单号。' : '这件不在待发送里了。'}
        </View>
      </View>
      <Outbox />
    </Page>
  );
}
