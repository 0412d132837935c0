import type { NextAction, TicketView, TimelineEntry } from '@liudan/shared/ticket/contract';
import { View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { spoken } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { onKey } from '@/services/platform-keys.ts';
import { consentAtTap } from '../consent.ts';
import { ActField } from './ActField.tsx';
import { residentReads } from './model.ts';
import { OptionSheet } from './OptionSheet.tsx';
import { type Sender, useActForm } from './useActForm.ts';
import '@/components/ActionForm/index.scss';
import './index.scss';

interface Props {
  ticket: TicketView['ticket'];
  version: number;
  action: NextAction;
  /** The ticket went on and this act is no longer possible. */
  gone: boolean;
  /** What happened on the ticket since the sheet was opened. */
  news: readonly TimelineEntry[];
  personId: string;
  /** In whose name the resident is answered. */
  unit: string | null;
  photoBytes: number;
  /** WeChat templates that sending is the moment to ask consent for. */
  consent?: string[];
  onClose: () => void;
  onDone: (action: NextAction) => void;
  onRefresh: () => Promise<void>;
  via?: Sender;
}

/** One act as a half-screen sheet with only its fields. What is typed outlives the sheet and the app. */
export function ActSheet({
  ticket,
  version,
  action,
  gone,
  news,
  personId,
  unit,
  photoBytes,
  consent = [],
  via,
  ...on
}: Props) {
  const form = useActForm({ ticket, version, action, personId, onDone: on.onDone, via });
  const [picking, setPicking] = useState<string | null>(null);
  const [refreshing, setRefreshing] = useState(false);
  const { fields, values, problem, unsure, busy } = form;
  // Consent first: WeChat opens its popup only while the finger is on the button. The act doesn't wait for the answer.
  const send = () => {
    void consentAtTap(consent);
    void form.send();
  };
  const stale = problem?.code === 'STALE_VERSION' || problem?.code === 'ACTION_NOT_NOW';
  const key = useRef<(key: string) => boolean>(() => false);
  key.current = (pressed) => {
    if (picking !== null) return false;
    if (pressed === 'Escape') on.onClose();
    else if (pressed === 'Enter' && !stale && !busy && !gone) void form.send();
    else return false;
    return true;
  };
  useEffect(() => onKey((pressed) => key.current(pressed)), []);
  const picked = fields.find(({ name }) => name === picking);
  const refresh = async () => {
    setRefreshing(true);
    await on.onRefresh();
    form.forgetProblem();
    setRefreshing(false);
  };

  return (
    <>
      <Sheet
        open
        title={action.label}
        onClose={on.onClose}
        bar={
          stale ? (
            <Button kind="primary" icon="rotate-cw" onPress={() => void refresh()} busy={refreshing && '正在刷新…'}>
              刷新
            </Button>
          ) : (
            <Button
              kind={action.danger ? 'danger' : 'primary'}
              onPress={send}
              busy={busy && '正在提交…'}
              disabled={gone}
            >
              {unsure ? '再发一次' : action.label}
            </Button>
          )
        }
      >
        <View className="act-sheet">
          {problem && !unsure && <ErrorState problem={problem} kept="您填写的内容已保留。" inline />}
          {!problem && news.length > 0 && <News entries={news} />}
          {gone && !stale && (
            <Notice
              words={`工单现在是“${ticket.stateWords}”，不能再${action.label}。您写的内容还在，可以复制到别处。`}
            />
          )}
          {unsure && (
            <Notice words="上一次提交没有收到回答，可能已经办成。再发一次的是同样的内容，不会重复办理；有了结果才能修改。" />
          )}
          <View className="act-sheet__hint">{action.hint}</View>
          <View className={unsure || busy ? 'act-sheet__fields act-sheet__fields--held' : 'act-sheet__fields'}>
            {fields.map((field) => (
              <ActField
                key={field.name}
                field={field}
                form={form}
                photoBytes={photoBytes}
                onPick={() => setPicking(field.name)}
              />
            ))}
          </View>
          <Preview words={residentReads(fields, values)} unit={unit} />
          {form.kept && (
            <View className="act-sheet__kept" {...spoken({ role: 'status' })}>
              <Icon name="check" size="small" />
              <View>草稿已保存</View>
            </View>
          )}
        </View>
      </Sheet>
      {picked && <OptionSheet field={picked} form={form} onClose={() => setPicking(null)} />}
    </>
  );
}

/** The official answer as it will stand on the resident's page. */
function Preview({ words, unit }: { words: string | null; unit: string | null }) {
  if (!words) return null;
  return (
    <View className="act-sheet__preview" {...spoken({ role: 'group', label: '居民将看到' })}>
      <View className="act-sheet__preview-title">
        <Icon name="eye" size="small" />
        <View>居民将看到</View>
      </View>
      {unit && <View className="act-sheet__preview-unit">{unit} 答复：</View>}
      <View className="act-sheet__preview-words">{words}</View>
    </View>
  );
}

function News({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <View className="act-sheet__notice" {...spoken({ role: 'status', live: 'polite' })}>
      <View className="act-sheet__notice-title">刚刚的新进展</View>
      {entries.map(({ id, title, by, text }) => (
        <View key={id}>
          {[by.reporter ? '反映人' : (by.org?.name ?? '系统'), title].join(' ')}
          {text && `：${text}`}
        </View>
      ))}
    </View>
  );
}

const Notice = ({ words }: { words: string }) => (
  <View className="act-sheet__notice" {...spoken({ role: 'status' })}>
    {words}
  </View>
);
