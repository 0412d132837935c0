import type { DemoPerson } from '@liudan/shared/identity/contract';
import { View } from '@tarojs/components';
import { useMemo, useState } from 'react';
import { Card } from '@/components/Card/index.tsx';
import { Empty } from '@/components/Empty/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { goBack, replaceWith, staffHome } from '@/routes.ts';
import { handOnCommunity, useDistrict } from '@/services/district.ts';
import { request } from '@/services/http.ts';
import { type Problem, problemOf } from '@/services/problem.ts';
import { signInAs } from '@/services/session.ts';
import { useGradually } from '@/services/useGradually.ts';
import { useRequest } from '@/services/useRequest.ts';
import './index.scss';

const NOBODY: DemoPerson[] = [];

/** Who to be: only where the district says it is a demo. */
export default function Login() {
  const { district, problem: unreachable, reload: again } = useDistrict();
  const open = district?.demo === true;
  const { data, problem, reload } = useRequest(open ? 'people' : null, () =>
    request<{ items: DemoPerson[] }>('/demo/people', { auth: 'none' }),
  );
  const [busy, setBusy] = useState<string | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const people = useGradually(data?.items ?? NOBODY, 20);
  const groups = useMemo(() => byGroup(people), [people]);

  const be = async (person: string) => {
    if (busy) return;
    setBusy(person);
    setRefused(null);
    try {
      const me = await signInAs(person);
      await handOnCommunity().catch(() => undefined);
      if (me.kind === 'staff') replaceWith(staffHome(me));
      else goBack();
    } catch (error) {
      setRefused(problemOf(error));
      setBusy(null);
    }
  };

  if (district && !open) {
    return (
      <Page>
        <Empty
          icon="user-round"
          title="请在微信里打开"
          words="网页版只用于演示。请用微信扫社区的小程序码，登录后查看您的单子。"
        />
      </Page>
    );
  }
  const failed = problem ?? unreachable;
  if (!data)
    return (
      <Page>
        {failed ? <ErrorState problem={failed} onRetry={() => void (problem ? reload() : again())} /> : <Skeleton />}
      </Page>
    );
  return (
    <Page>
      {refused && <ErrorState problem={refused} inline />}
      <View className="login__words">演示环境：选一个人，用他的身份看看。人员都是虚构的。</View>
      {groups.map(({ group, people }) => (
        <Card key={group} title={group}>
          {people.map(({ person, name, description }) => (
            <ListRow
              key={person}
              title={name}
              note={description}
              aside={busy === person ? '正在登录…' : ''}
              onPress={() => void be(person)}
            />
          ))}
        </Card>
      ))}
    </Page>
  );
}

function byGroup(people: readonly DemoPerson[]): { group: string; people: DemoPerson[] }[] {
  const groups = new Map<string, DemoPerson[]>();
  for (const person of people) groups.set(person.group, [...(groups.get(person.group) ?? []), person]);
  return [...groups].map(([group, members]) => ({ group, people: members }));
}
