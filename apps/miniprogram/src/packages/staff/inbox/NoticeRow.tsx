import type { Me } from '@liudan/shared/identity/contract';
import { Card } from '@/components/Card/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { goTo, routes } from '@/routes.ts';
import { say } from '@/services/platform.ts';
import { consentNow } from '../consent.ts';
import { type ConsentMemory, consentWords } from '../consent-due.ts';

interface Props {
  /** Empty where there is no WeChat to ask. */
  templates: string[];
  memory: ConsentMemory | null;
  duties: Me['duties'];
  onAsked: () => void;
}

/** Consent to WeChat messages, and for operators what became of them. */
export function NoticeRow({ templates, memory, duties, onAsked }: Props) {
  const operator = duties.some(({ role }) => role === 'operator');
  if (!operator && templates.length === 0) return null;

  const consent = async () => {
    const accepted = await consentNow(templates);
    onAsked();
    say(accepted > 0 ? `已允许 ${accepted} 类消息` : '没有允许。消息仍会出现在“消息”页。');
  };
  return (
    <Card className="inbox__notices">
      {templates.length > 0 && (
        <ListRow icon="bell" title="接收通知" note={consentWords(memory, Date.now())} onPress={() => void consent()} />
      )}
      {templates.length > 0 && (
        <ListRow
          icon="check"
          title="消息通道"
          note="企业微信、用工消息、短信，哪个收得到"
          onPress={() => goTo(routes.staffChannels)}
        />
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
