import { LIMITS } from '@liudan/shared/limits';
import type { ReporterFound } from '@liudan/shared/visit/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Field } from '@/components/Field/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Toggle } from '@/components/Toggle/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { type Problem, problemOf } from '@/services/problem.ts';
import { agoWords } from '@/services/when.ts';
import { changeIntake, type IntakeDraft } from './draft.ts';
import type { Lacking } from './form.ts';

/** Whose report it is: by number, where he is known already, or by name. */
export function Reporter({ draft, wrong }: { draft: IntakeDraft; wrong: Lacking }) {
  const [found, setFound] = useState<ReporterFound | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const whole = /^1[3-9]\d{9}$/.test(draft.phone);

  const type = (phone: string) => {
    changeIntake({ phone: phone.trim(), known: null });
    setFound(null);
  };
  const lookUp = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const answer = await request<ReporterFound>('/reporters/lookup', {
        method: 'POST',
        body: { phone: draft.phone },
      });
      setFound(answer);
      changeIntake({ known: answer.person && { personId: answer.person.personId, name: answer.person.name } });
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };

  return (
    <Card title="反映人">
      <Field label="手机号" value={draft.phone} onChange={type} type="number" maxLength={11} problem={wrong.phone} />
      <Button
        className="intake__look"
        icon="search"
        onPress={() => void lookUp()}
        busy={busy && '正在查找…'}
        disabled={!whole}
      >
        查这个号码反映过什么
      </Button>
      {problem && <ErrorState problem={problem} inline />}
      {found && <Found found={found} />}
      {!draft.known && (
        <Field
          label="称呼"
          value={draft.name}
          onChange={(name) => changeIntake({ name })}
          placeholder="如：张大爷"
          maxLength={LIMITS.name}
          problem={wrong.name}
        />
      )}
      <Field
        label="住址 · 可不填"
        value={draft.home}
        onChange={(home) => changeIntake({ home })}
        placeholder="如：河滨路 3 号 2 单元"
        maxLength={LIMITS.address}
        problem={wrong.home}
      />
      <Toggle
        icon="user-round"
        label="不向承办单位公开姓名"
        on={draft.hideName}
        onChange={(hideName) => changeIntake({ hideName })}
      />
    </Card>
  );
}

/** What the number has reported: seen before the same is entered again. */
function Found({ found: { person, tickets } }: { found: ReporterFound }) {
  if (!person) return <View className="intake__note">这个号码没有登记过，请填写称呼。</View>;
  return (
    <View className="intake__found">
      <View className="intake__person">
        {[person.name ?? '未留姓名', person.community?.name].filter(Boolean).join(' · ')}
      </View>
      {tickets.length === 0 && <View className="intake__note">近期没有反映过问题。</View>}
      {tickets.map(({ number, card, stateWords, community, submittedAt }) => (
        <ListRow
          key={number}
          title={card?.summary ?? `${community?.name ?? ''}的一件单子`}
          note={`${number} · ${stateWords} · ${agoWords(submittedAt, Date.now())}`}
          {...(card ? { onPress: () => goTo(routes.staffTicket, { id: card.id }) } : {})}
        />
      ))}
    </View>
  );
}
