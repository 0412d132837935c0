import type { MeetingCard } from '@liudan/shared/meeting/contract';
import type { MeetingKind } from '@liudan/shared/meeting/words';
import { Card } from '@/components/Card/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListEnd } from '@/components/ListEnd/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { usePaged } from '@/services/usePaged.ts';
import { readMeetings } from './ask.ts';

/** The records of an organisation's meetings, newest first. `stamp` changes when they have to be read again. */
export function MeetingRows({ kind, org, stamp }: { kind: MeetingKind; org: string; stamp: number }) {
  const list = usePaged<MeetingCard>(`${kind}.${org}.${stamp}`, (after) => readMeetings(kind, org, after));
  const { items, problem } = list;
  if (problem) return <ErrorState problem={problem} onRetry={() => void list.reload()} inline />;
  if (items.length === 0) return null;
  return (
    <Card title="会议记录">
      {items.map(({ id, atWords, chair, decided, state, stateWords }) => (
        <ListRow
          key={id}
          title={atWords}
          note={`${chair}主持，议定 ${decided} 件`}
          aside={state !== 'ended' && <Tag tone="brand">{stateWords}</Tag>}
          onPress={() => goTo(routes.staffMeeting, { id })}
        />
      ))}
      <ListEnd more={list.more} count={items.length} onMore={() => void list.loadMore()} />
    </Card>
  );
}
