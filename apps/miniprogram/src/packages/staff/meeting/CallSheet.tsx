import type { Named } from '@liudan/shared/contract';
import { MEETING_WORDS, type MeetingKind } from '@liudan/shared/meeting/words';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { WhenField } from '@/components/ActionForm/WhenField.tsx';
import { Button } from '@/components/Button/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Field, FieldFrame } from '@/components/Field/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { request } from '@/services/http.ts';
import { forget, store as keep, randomKey, stored } from '@/services/platform.ts';
import { type Problem, problemOf } from '@/services/problem.ts';
import { useRequest } from '@/services/useRequest.ts';
import { readPeople } from './ask.ts';
import { PickRow } from './PickRow.tsx';
import { PickSheet } from './PickSheet.tsx';
import '@/components/ActionForm/index.scss';

interface Props {
  kind: MeetingKind;
  org: Named;
  onClose: () => void;
  /** The meeting exists: at once where it begins now. */
  onCalled: (id: string) => void;
}

interface Draft {
  key: string;
  chair: string[];
  attendees: string[];
  place: string;
  /** ISO 8601; empty to begin now. */
  plannedAt: string;
}

const WHEN = [
  { value: 'now', label: '现在开' },
  { value: 'later', label: '定个时间' },
];

/** Who takes the chair, who attends, where; a weekly meeting may be called for later. What was filled in last time stands there. */
export function CallSheet({ kind, org, onClose, onCalled }: Props) {
  const under = `draft.meeting.${kind}.${org.id}`;
  const people = useRequest(`${kind}.${org.id}`, () => readPeople(kind, org.id));
  const [draft, setDraft] = useState<Draft>(() => ({
    chair: [],
    attendees: [],
    place: '',
    ...stored<Partial<Draft>>(under),
    plannedAt: '',
    key: randomKey(),
  }));
  const [picking, setPicking] = useState<'chair' | 'attendees' | null>(null);
  const [later, setLater] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part, key: randomKey() };
    setDraft(next);
    keep(under, next);
  };
  const chairs = people.data?.chairs ?? [];
  // Most places have one person who may take the chair.
  const chair =
    draft.chair.length > 0 ? draft.chair : chairs.length === 1 ? chairs.slice(0, 1).map(({ value }) => value) : [];
  const call = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const { attendees, place, plannedAt, key } = draft;
      const body = {
        kind,
        org: org.id,
        chair: chair[0] ?? '',
        attendees,
        ...(place.trim() ? { place } : {}),
        ...(later ? { plannedAt } : {}),
      };
      const { id } = await request<{ id: string }>('/meetings', { method: 'POST', body, key });
      onCalled(id);
    } catch (error) {
      const refusal = problemOf(error);
      // People who left the roster since last time are not worth keeping.
      if (refusal.fields?.attendees || refusal.fields?.chair) forget(under);
      setProblem(refusal);
      setBusy(false);
    }
  };
  const wrong = problem?.fields ?? {};
  return (
    <>
      <Sheet
        open
        title={`${org.name}${MEETING_WORDS[kind]}`}
        onClose={onClose}
        bar={
          <Button kind="primary" onPress={() => void call()} busy={busy && '正在提交…'} disabled={!people.data}>
            {later ? '召集会议' : '开始会议'}
          </Button>
        }
      >
        {people.problem && <ErrorState problem={people.problem} onRetry={() => void people.reload()} inline />}
        {people.loading && <Skeleton cards={1} lines={3} />}
        {problem && <ErrorState problem={problem} inline />}
        {people.data && (
          <View>
            <PickRow
              label="主持"
              needed
              options={chairs}
              chosen={chair}
              problem={wrong.chair}
              onOpen={() => setPicking('chair')}
            />
            <PickRow
              label="参加人员"
              options={people.data.attendees}
              chosen={draft.attendees}
              problem={wrong.attendees}
              onOpen={() => setPicking('attendees')}
            />
            <Field
              label="地点 · 可不填"
              value={draft.place}
              onChange={(place) => change({ place })}
              placeholder="比如：二楼会议室"
              problem={wrong.place}
            />
            {kind === 'weekly' && (
              <FieldFrame label="什么时候开" problem={wrong.plannedAt}>
                <Chips
                  label="什么时候开"
                  single
                  choices={WHEN}
                  chosen={[later ? 'later' : 'now']}
                  onChange={([value]) => setLater(value === 'later')}
                />
                {later && (
                  <WhenField label="会议时间" value={draft.plannedAt} onChange={(plannedAt) => change({ plannedAt })} />
                )}
              </FieldFrame>
            )}
          </View>
        )}
      </Sheet>
      {picking === 'chair' && (
        <PickSheet
          title="主持"
          options={chairs}
          chosen={chair}
          onChange={(chosen) => change({ chair: chosen })}
          onClose={() => setPicking(null)}
        />
      )}
      {picking === 'attendees' && (
        <PickSheet
          title="参加人员"
          several
          options={people.data?.attendees ?? []}
          chosen={draft.attendees}
          onChange={(attendees) => change({ attendees })}
          onClose={() => setPicking(null)}
        />
      )}
    </>
  );
}
