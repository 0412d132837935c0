import type { TicketView } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { request } from '@/services/http.ts';
import { call, confirm, say } from '@/services/platform.ts';
import { problemOf } from '@/services/problem.ts';

interface Contact {
  name: string | null;
  phone: string | null;
}

interface Props {
  ticketId: string;
  reporter: TicketView['ticket']['reporter'];
}

/** Who reported it, masked. Whoever needs the whole says so with a tap, and the look is kept. */
export function ReporterCard({ ticketId, reporter }: Props) {
  const [whole, setWhole] = useState<Contact | null>(null);
  const [busy, setBusy] = useState(false);
  if (reporter === null) return null;

  const look = async (): Promise<Contact | null> => {
    if (whole) return whole;
    const sure = await confirm({
      title: '查看反映人信息',
      words: '只用于办理这件工单。您的这次查看会留下记录。',
      yes: '查看',
      no: '不看了',
    });
    if (!sure) return null;
    setBusy(true);
    try {
      const contact = await request<Contact>(`/tickets/${ticketId}/reveal`, { method: 'POST' });
      setWhole(contact);
      return contact;
    } catch (error) {
      say(problemOf(error).message);
      return null;
    } finally {
      setBusy(false);
    }
  };
  const phoneCall = async () => {
    const contact = await look();
    if (contact?.phone) await call(contact.phone);
    else if (contact) say('反映人没有留电话。');
  };

  const { name, phone, hidden, canReveal } = reporter;
  return (
    <Card title="反映人">
      <View className="reporter">
        <View className="reporter__words">
          <View className="reporter__name">{whole?.name ?? name ?? '未留姓名'}</View>
          <View className="reporter__phone">{whole?.phone ?? phone ?? '没有留电话'}</View>
          {hidden && <View className="reporter__note">反映人要求不向承办单位公开姓名</View>}
        </View>
        {canReveal && (
          <View className="reporter__acts">
            {!whole && (
              <Button kind="quiet" icon="eye" onPress={() => void look()} busy={busy && '正在查看…'}>
                显示
              </Button>
            )}
            {(phone || whole?.phone) && (
              <Button icon="phone" onPress={() => void phoneCall()} disabled={busy}>
                打电话
              </Button>
            )}
          </View>
        )}
      </View>
    </Card>
  );
}
