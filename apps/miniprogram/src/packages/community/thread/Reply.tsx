import type { ReplyView } from '@liudan/shared/community/contract';
import { View } from '@tarojs/components';
import { Button } from '@/components/Button/index.tsx';
import { classes } from '@/components/classes.ts';
import { Tag } from '@/components/Tag/index.tsx';
import { agoWords } from '@/services/when.ts';
import { toneOf } from '../words.ts';

interface Props {
  reply: ReplyView;
  /** For who may decide whether neighbours see it. */
  look: { show: () => void; hide: () => void } | null;
}

/** A neighbour's comment, or an organisation's answer, which stands out. */
export function Reply({ reply, look }: Props) {
  const { official, from, text, at, state, stateWords, hiddenBecause, checkWords } = reply;
  return (
    <View className={classes('thread__reply', official && 'thread__reply--official')}>
      <View className="thread__who">
        <View className="thread__name">{from}</View>
        {official && <Tag tone="brand">官方答复</Tag>}
        <View>{agoWords(at, Date.now())}</View>
        {state !== 'shown' && <Tag tone={toneOf(state)}>{stateWords}</Tag>}
      </View>
      <View className="thread__text">{text}</View>
      {hiddenBecause && <View className="thread__note">没有公开的理由：{hiddenBecause}</View>}
      {look && checkWords && state === 'waiting' && <View className="thread__note">{checkWords}</View>}
      {look && !official && (
        <View className="thread__acts">
          {state !== 'hidden' && <Button onPress={look.hide}>不公开</Button>}
          {state !== 'shown' && <Button onPress={look.show}>公开</Button>}
        </View>
      )}
    </View>
  );
}
