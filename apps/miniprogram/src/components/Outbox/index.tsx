import { View } from '@tarojs/components';
import { spoken } from '@/a11y.ts';
import { handBack } from '@/services/mending.ts';
import { sendByItself, throwAway, useOutbox } from '@/services/outbox.ts';
import { roomWords, standingWords, summaryOf, type Waiting } from '@/services/outbox-rules.ts';
import { confirm, storageFilled } from '@/services/platform.ts';
import { useOnline } from '@/services/useOnline.ts';
import { Button } from '../Button/index.tsx';
import { Card } from '../Card/index.tsx';
import { PhotoStrip } from '../PhotoStrip/index.tsx';
import { Tag } from '../Tag/index.tsx';
import './index.scss';

/** What of the reader's own waits to be sent, the oldest first; nothing where nothing waits. */
export function Outbox() {
  const { items, sending } = useOutbox();
  const online = useOnline();
  if (items.length === 0) return null;
  const full = roomWords(storageFilled());
  return (
    <View className="outbox" {...spoken({ role: 'group', label: `待发送，${items.length} 件` })}>
      {full && (
        <View className="outbox__full" {...spoken({ role: 'alert' })}>
          {full}
        </View>
      )}
      {items.map((item) => (
        <One key={item.key} item={item} sending={sending === item.key} online={online} />
      ))}
    </View>
  );
}

function One({ item, sending, online }: { item: Waiting; sending: boolean; online: boolean }) {
  const remove = async () => {
    const sent = item.draft.attempt === null ? '' : '它可能已经送到了，删掉后在“我的单子”里看。';
    if (await confirm({ title: '删掉这件？', words: `${sent}删掉后，这里的文字、照片和录音都会清掉。`, yes: '删掉' }))
      throwAway(item);
  };
  return (
    <Card
      className="outbox__one"
      title={summaryOf(item)}
      aside={<Tag tone={item.problem ? 'red' : 'brand'}>{item.problem ? '需要您看一下' : '待发送'}</Tag>}
    >
      <PhotoStrip photos={item.draft.photos} />
      <View className="outbox__words" {...spoken({ role: 'status', live: 'polite' })}>
        {standingWords(item, { sending, online })}
      </View>
      <View className="outbox__acts">
        <Button onPress={() => void remove()} disabled={sending} label={`删掉：${summaryOf(item)}`}>
          删掉
        </Button>
        {item.problem ? (
          <Button kind="primary" onPress={() => handBack(item)}>
            打开修改
          </Button>
        ) : (
          <Button onPress={() => void sendByItself()} busy={sending && '正在发送…'}>
            现在发送
          </Button>
        )}
      </View>
    </Card>
  );
}
