import type { MatterView, MeetingForces } from '@liudan/shared/meeting/contract';
import { DECISION_WORDS, FORCE_WORDS, FORCES, type Force, RESOLUTIONS } from '@liudan/shared/meeting/words';
import type { NextAction, TicketView } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { FieldFrame } from '@/components/Field/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { TextArea } from '@/components/TextArea/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { readTicket } from '@/services/act.ts';
import { useDistrict } from '@/services/district.ts';
import { request } from '@/services/http.ts';
import { forget, store as keep, randomKey, stored } from '@/services/platform.ts';
import { type Problem, problemOf } from '@/services/problem.ts';
import { useMe } from '@/services/tokens.ts';
import { useRequest } from '@/services/useRequest.ts';
import { ActSheet } from '../form/ActSheet.tsx';
import type { Sender } from '../form/useActForm.ts';
import { answeringUnit } from '../ticket/looking.ts';
import { readForces } from './ask.ts';
import { PickRow } from './PickRow.tsx';
import { PickSheet } from './PickSheet.tsx';

interface Props {
  meetingId: string;
  acts: readonly string[];
  matter: MatterView;
  onClose: () => void;
  onDone: (words: string) => void;
}

interface Draft {
  key: string;
  note: string;
  forces: Partial<Record<Force, string>>;
}

const NOTE_MAX = 500;
const PHOTO_BYTES = 20 * 1_048_576;

/** One thing decided (一事一办): what was said of it, who of the four forces answers, and the way it goes. */
export function DecideSheet({ meetingId, acts, matter, onClose, onDone }: Props) {
  const { id, community, summary } = matter.ticket;
  const under = `draft.decide.${meetingId}.${id}`;
  const me = useMe();
  const { district } = useDistrict();
  const page = useRequest<TicketView>(id, () => readTicket(id));
  const people = useRequest<MeetingForces>(community?.id ?? null, () => readForces(community?.id ?? ''));
  const [draft, setDraft] = useState<Draft>(() => ({
    note: '',
    forces: {},
    ...stored<Draft>(under),
    key: randomKey(),
  }));
  const [picking, setPicking] = useState<Force | null>(null);
  const [acting, setActing] = useState<NextAction | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part, key: randomKey() };
    setDraft(next);
    keep(under, next);
  };
  const said = { ticket: id, ...(draft.note.trim() ? { note: draft.note } : {}), forces: draft.forces };
  const finish = (words: string) => {
    forget(under);
    onDone(words);
  };
  const via: Sender = async ({ action, version, input, key }) => {
    await request(`/meetings/${meetingId}/decisions`, {
      method: 'POST',
      key,
      body: { ...said, action, version, input },
    });
  };
  const agree = async (resolution: string) => {
    setBusy(true);
    setProblem(null);
    try {
      const body = { ...said, note: draft.note, resolution };
      await request(`/meetings/${meetingId}/resolutions`, { method: 'POST', key: draft.key, body });
      finish(DECISION_WORDS[resolution] ?? '');
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  const { data } = page;
  if (acting && data)
    return (
      <ActSheet
        key={acting.action}
        ticket={data.ticket}
        version={data.version}
        action={data.nextActions.find(({ action }) => action === acting.action) ?? acting}
        gone={!data.nextActions.some(({ action }) => action === acting.action)}
        news={[]}
        personId={me?.id ?? ''}
        unit={answeringUnit(me, data.ticket, data.parts)}
        photoBytes={district?.limits.photoBytes ?? PHOTO_BYTES}
        via={via}
        onClose={() => setActing(null)}
        onDone={(action) => finish(action.label)}
        onRefresh={page.reload}
      />
    );
  const offered = acts.flatMap((act) => data?.nextActions.find(({ action }) => action === act) ?? []);
  const ways = (
    <View className="meeting-ways">
      {offered.map((action, at) => (
        <Button
          key={action.action}
          kind={at === 0 ? 'primary' : 'plain'}
          disabled={busy}
          onPress={() => setActing(action)}
        >
          {action.label}
        </Button>
      ))}
      {RESOLUTIONS.map((resolution) => (
        <Button key={resolution} disabled={busy} onPress={() => void agree(resolution)}>
          {DECISION_WORDS[resolution]}
        </Button>
      ))}
    </View>
  );
  return (
    <>
      <Sheet open title={summary} onClose={onClose} bar={data && ways}>
        {problem && <ErrorState problem={problem} kept="您写的内容还在。" inline />}
        {page.problem && <ErrorState problem={page.problem} onRetry={() => void page.reload()} inline />}
        <ListRow
          icon="eye"
          title="看工单"
          note={matter.ticket.sentence}
          onPress={() => goTo(routes.staffTicket, { id })}
        />
        <FieldFrame label="一事一办：会上怎么说的">
          <TextArea
            label="一事一办：会上怎么说的"
            value={draft.note}
            onChange={(note) => change({ note })}
            placeholder="缓议和跟踪督促必须写明"
            max={NOTE_MAX}
            problem={problem?.fields?.note}
          />
        </FieldFrame>
        {people.data &&
          FORCES.map((force) => (
            <PickRow
              key={force}
              label={FORCE_WORDS[force]}
              options={people.data?.[force] ?? []}
              chosen={draft.forces[force] ? [draft.forces[force]] : []}
              problem={problem?.fields?.[`forces.${force}`]}
              onOpen={() => setPicking(force)}
            />
          ))}
        {page.loading && <Skeleton cards={1} lines={2} />}
      </Sheet>
      {picking && (
        <PickSheet
          title={FORCE_WORDS[picking]}
          options={people.data?.[picking] ?? []}
          chosen={draft.forces[picking] ? [draft.forces[picking]] : []}
          onChange={([key]) => {
            const { [picking]: _, ...others } = draft.forces;
            change({ forces: key ? { ...others, [picking]: key } : others });
          }}
          onClose={() => setPicking(null)}
        />
      )}
    </>
  );
}
