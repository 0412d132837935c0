import type { MeetingView } from '@liudan/shared/meeting/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { Tag } from '@/components/Tag/index.tsx';
import { request } from '@/services/http.ts';
import { say } from '@/services/platform.ts';
import { problemOf } from '@/services/problem.ts';
import { useRequest } from '@/services/useRequest.ts';
import { readPeople } from './ask.ts';
import { PickSheet } from './PickSheet.tsx';

interface Props {
  meeting: MeetingView;
  onChanged: () => void;
}

/** Whose meeting, when, where, who; until it ends it can be corrected who is there. */
export function Head({ meeting, onChanged }: Props) {
  const { id, version, kind, org, kindWords, atWords, chair, place, attendees, calledBy, state, stateWords } = meeting;
  const [picking, setPicking] = useState<string[] | null>(null);
  const people = useRequest(picking ? id : null, () => readPeople(kind, org.id));
  const keys = attendees.map(({ key }) => key);
  const put = async () => {
    const chosen = picking;
    setPicking(null);
    if (chosen === null || [...chosen].sort().join() === [...keys].sort().join()) return;
    try {
      await request(`/meetings/${id}`, { method: 'PUT', body: { version, attendees: chosen } });
    } catch (error) {
      say(problemOf(error).message);
    }
    onChanged();
  };
  const facts = [
    ['时间', atWords],
    ['地点', place],
    ['主持', chair],
    ['参加', attendees.map(({ name, unit }) => (unit === org.name ? name : `${name}（${unit}）`)).join('、')],
    ['召集', calledBy],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
  return (
    <>
      <Card
        title={`${org.name}${kindWords}`}
        aside={<Tag tone={state === 'ended' ? 'grey' : 'brand'}>{stateWords}</Tag>}
      >
        {facts.map(([label, words]) => (
          <View key={label} className="meeting-fact">
            <View className="meeting-fact__label">{label}</View>
            <View className="meeting-fact__words">{words}</View>
          </View>
        ))}
        {meeting.hold && state !== 'ended' && (
          <Button kind="quiet" icon="pencil" onPress={() => setPicking(keys)}>
            改参加人员
          </Button>
        )}
      </Card>
      {picking && people.data && (
        <PickSheet
          title="参加人员"
          several
          options={people.data.attendees}
          chosen={picking}
          onChange={setPicking}
          onClose={() => void put()}
        />
      )}
    </>
  );
}
