import type { Me } from '@liudan/shared/identity/contract';
import { useState } from 'react';
import { Card } from '@/components/Card/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { isH5, say } from '@/services/platform.ts';
import { consentMemory, consentNow } from '../consent.ts';
import { consentWords } from '../consent-due.ts';

interface Props {
  templates: string[];
  duties: Me['duties'];
}

/** Below the list: consent to WeChat messages (where WeChat is), and for operators what became of them. */
export function NoticeRow({ templates, duties }: Props) {
  const [memory, setMemory] = useState(consentMemory);
  const operator = duties.some(({ role }) => role === 'operator');
  const asks = !isH5 && templates.length > 0;
  if (!operator && !asks) return null;

  const consent = async () => {
    const accepted = await consentNow(templates);
    setMemory(consentMemory());
    say(accepted > 0 ? `已允许 ${accepted} 类消息` : '没有允许。消息仍会出现在“消息”页。');
  };
  return (
    <Card className="inbox__notices">
      {asks && (
        <ListRow icon="bell" title="接收通知" note={consentWords(memory, Date.now())} onPress={() => void consent()} />
      )}
      {operator && (
        <ListRow
          icon="megaphone"
          title="通知发送情况"
          note="哪些微信消息没有发到，为什么"
          onPress={() => goTo(routes.staffOperator)}
        />
      )}
    </Card>
  );
}
