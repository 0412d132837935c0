import type { NextAction } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { pressable } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { classes } from '@/components/classes.ts';
import { Icon } from '@/components/Icon/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { goBack, replaceWith, routes } from '@/routes.ts';
import { useTextSize } from '@/services/settings.ts';
import { consentAtTap } from '../consent.ts';
import { shortened, splitActions } from './looking.ts';
import type { NextTicket } from './useNextTicket.ts';

interface Props {
  actions: readonly NextAction[];
  next: NextTicket;
  /** WeChat templates to ask consent for when the person goes on to the next ticket. */
  consent: string[];
  onChoose: (action: NextAction) => void;
}

/** What can be done now: the one or two acts most likely, the rest behind 「更多」, and after an act the next ticket. */
export function ActionBar({ actions, next, consent, onChoose }: Props) {
  const { large } = useTextSize();
  const [open, setOpen] = useState(false);
  const { bar, more } = splitActions(actions, large ? 1 : 2);
  const choose = (action: NextAction) => {
    setOpen(false);
    next.dismiss();
    onChoose(action);
  };

  return (
    <View className="acts">
      {next.done !== null && <NextOffer next={next} consent={consent} strong={bar.length === 0} />}
      {actions.length > 0 && (
        <View className="acts__row">
          {more.length > 0 && (
            <Button
              className={bar.length > 0 ? 'acts__more' : 'acts__act'}
              onPress={() => setOpen(true)}
              label="更多操作"
            >
              更多
            </Button>
          )}
          {bar.map((action, at) => (
            <Button
              key={action.action}
              className="acts__act"
              kind={at === 0 ? 'primary' : 'plain'}
              onPress={() => choose(action)}
            >
              {action.label}
            </Button>
          ))}
        </View>
      )}
      <Sheet open={open} title="更多操作" onClose={() => setOpen(false)}>
        {more.map((action) => (
          <ListRow
            key={action.action}
            title={<View className={action.danger ? 'acts__danger' : ''}>{action.label}</View>}
            note={action.hint}
            onPress={() => choose(action)}
            label={`${action.label}。${action.hint}`}
          />
        ))}
      </Sheet>
    </View>
  );
}

const NEXT_WORDS = 12;

interface NextOfferProps {
  next: NextTicket;
  consent: string[];
  /** Nothing likelier is left to do here. */
  strong: boolean;
}

/** 「报单 已提交」, and the ticket that waits next. Going on is where WeChat's consent is asked, once a day. */
function NextOffer({ next: { done, ticket }, consent, strong }: NextOfferProps) {
  const look = classes('acts__go', strong && 'acts__go--strong');
  const goOn = async () => {
    await consentAtTap(consent);
    if (ticket) replaceWith(routes.staffTicket, { id: ticket.id });
    else goBack();
  };
  return (
    <View className="acts__next">
      <View className="acts__done">
        <Icon name="circle-check" size="small" />
        <View>{done} 已提交</View>
      </View>
      {ticket ? (
        <View
          className={look}
          {...pressable(() => void goOn(), { label: `下一件：${ticket.summary}，${ticket.dueWords ?? ''}` })}
        >
          <View className="acts__go-words">
            <View>下一件：{shortened(ticket.summary, NEXT_WORDS)}</View>
            {ticket.dueWords && <View className="acts__go-due">{ticket.dueWords}</View>}
          </View>
          <Icon name="chevron-right" size="small" />
        </View>
      ) : (
        <View className={look} {...pressable(() => void goOn())}>
          <View className="acts__go-words">回到待办</View>
          <Icon name="chevron-right" size="small" />
        </View>
      )}
    </View>
  );
}
