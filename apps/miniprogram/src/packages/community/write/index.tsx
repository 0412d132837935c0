import type { NoticeDeskPage, NoticeView, Written } from '@liudan/shared/community/contract';
import type { Named } from '@liudan/shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { spoken } from '@/a11y.ts';
import { WhenField } from '@/components/ActionForm/WhenField.tsx';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { Chips } from '@/components/Chips/index.tsx';
import { ErrorState } from '@/components/ErrorState/index.tsx';
import { Field, FieldFrame } from '@/components/Field/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { PhotoGrid } from '@/components/PhotoGrid/index.tsx';
import { Skeleton } from '@/components/Skeleton/index.tsx';
import { TextArea } from '@/components/TextArea/index.tsx';
import { Toggle } from '@/components/Toggle/index.tsx';
import { goBack, pageQuery, replaceWith, routes } from '@/routes.ts';
import { useDistrict } from '@/services/district.ts';
import { request } from '@/services/http.ts';
import { usePhotos } from '@/services/photos.ts';
import { sayDone } from '@/services/platform.ts';
import { type Problem, problemOf } from '@/services/problem.ts';
import { useKept } from '@/services/useKept.ts';
import { useRequest } from '@/services/useRequest.ts';
import { keptPhotos } from '../photos.ts';
import { SaySheet } from '../SaySheet.tsx';
import { sendOnce } from '../send.ts';
import { TOPICS } from '../words.ts';
import { EMPTY_FORM, formOf, missingIn, type NoticeForm, toNotice } from './form.ts';
import '@/components/ActionForm/index.scss';
import './index.scss';

interface Begun {
  orgs: Named[];
  notice: NoticeView | null;
}

/** Writes a notice, or changes one that is there. */
export default function WriteNotice() {
  const [{ id }] = useState(pageQuery);
  const { data, problem, reload } = useRequest<Begun>(id ?? 'new', async () => {
    const [{ orgs }, notice] = await Promise.all([
      request<NoticeDeskPage>('/notices', { query: { limit: 1 } }),
      id ? request<NoticeView>(`/notices/${id}`) : null,
    ]);
    return { orgs, notice };
  });
  if (data) return <Form {...data} />;
  return (
    <Page>{problem ? <ErrorState problem={problem} onRetry={() => void reload()} /> : <Skeleton lines={4} />}</Page>
  );
}

function Form({ orgs, notice }: Begun) {
  const { district } = useDistrict();
  const version = notice?.desk?.version ?? null;
  // What was typed on an older version of a notice isn't gone on with: somebody else has changed it since.
  const memory = `draft.notice.${notice?.id ?? 'new'}.${version ?? 0}`;
  const begun = notice ? formOf(notice) : { ...EMPTY_FORM, org: orgs.length === 1 ? (orgs[0]?.id ?? '') : '' };
  const { value, change, clear } = useKept<NoticeForm>(memory, begun);
  const photos = usePhotos(
    { max: 9, bytes: district?.limits.photoBytes ?? 20 * 1_048_576 },
    keptPhotos(value.photos),
    (items) => change({ photos: items }),
  );
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [withdrawing, setWithdrawing] = useState(false);
  const missing = missingIn(value);
  const wrong: Readonly<Record<string, string>> = { ...problem?.fields, ...(tried ? missing : {}) };
  const published = notice !== null && notice.desk?.state !== 'planned';

  const submit = async () => {
    setTried(true);
    if (Object.keys(missing).length > 0 || photos.sending) return;
    setBusy(true);
    setProblem(null);
    try {
      const path = notice ? `/notices/${notice.id}` : '/notices';
      const body = toNotice(value, photos.ids, version);
      const { id } = await sendOnce<Written>(`${memory}.sent`, path, body, notice ? 'PUT' : 'POST');
      clear();
      sayDone(notice ? '已修改' : value.publishAt ? '已安排发布' : '已发布');
      if (notice) goBack();
      else replaceWith(routes.notice, { id });
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  return (
    <Page
      bar={
        <Button kind="primary" onPress={() => void submit()} busy={busy && '正在保存…'}>
          {notice ? '保存修改' : value.publishAt ? '安排发布' : '现在发布'}
        </Button>
      }
    >
      {problem && <ErrorState problem={problem} kept="您写的内容已保存在手机里。" inline />}
      <Card>
        {notice === null && orgs.length > 1 && (
          <FieldFrame label="发给谁" problem={wrong.org}>
            <Chips
              label="发给谁"
              single
              choices={orgs.map(({ id, name }) => ({ value: id, label: name }))}
              chosen={value.org ? [value.org] : []}
              onChange={([org = '']) => change({ org })}
            />
          </FieldFrame>
        )}
        <FieldFrame label="类型" problem={wrong.topic}>
          <Chips
            label="类型"
            single
            choices={TOPICS}
            chosen={value.topic ? [value.topic] : []}
            onChange={([topic = '']) => change({ topic: topic as NoticeForm['topic'] })}
          />
        </FieldFrame>
        <Field label="标题" value={value.title} onChange={(title) => change({ title })} problem={wrong.title} />
        <FieldFrame label="内容">
          <TextArea
            label="内容"
            value={value.body}
            onChange={(body) => change({ body })}
            placeholder="什么事、什么时间、在哪里、请居民怎么做"
            max={5000}
            problem={wrong.body}
          />
        </FieldFrame>
        <View className="writing__photos">
          <PhotoGrid photos={photos} max={9} invite="加照片（可不加）" />
        </View>
      </Card>
      <Card>
        <Toggle label="置顶" on={value.pinned} onChange={(pinned) => change({ pinned })} />
        {!published && (
          <FieldFrame label="发布时间" hint={value.publishAt ? '' : '不选就是现在发布'} problem={wrong.publishAt}>
            <WhenField label="发布时间" value={value.publishAt} onChange={(publishAt) => change({ publishAt })} />
          </FieldFrame>
        )}
        {!published && notice === null && value.publishAt && (
          <Button kind="quiet" onPress={() => change({ publishAt: '' })}>
            改为现在发布
          </Button>
        )}
        <FieldFrame label="截止时间" hint={value.until ? '' : '不选就一直显示'} problem={wrong.until}>
          <WhenField label="截止时间" value={value.until} onChange={(until) => change({ until })} />
        </FieldFrame>
        {value.until && (
          <Button kind="quiet" onPress={() => change({ until: '' })}>
            不设截止时间
          </Button>
        )}
      </Card>
      <View className="writing__kept" {...spoken({ role: 'status', live: 'polite' })}>
        写的内容会自动存为草稿
      </View>
      {notice && notice.desk?.state !== 'withdrawn' && (
        <View className="writing__withdraw">
          <Button kind="danger" onPress={() => setWithdrawing(true)}>
            撤回这条公告
          </Button>
        </View>
      )}
      {withdrawing && notice && (
        <SaySheet
          title="撤回公告"
          label="撤回的理由"
          hint="撤回后居民马上看不到，理由只有工作人员看得到。"
          send="撤回"
          max={500}
          draft={`draft.withdraw.${notice.id}`}
          onSend={async (reason) => {
            const path = `/notices/${notice.id}/withdraw`;
            await sendOnce<Written>(`draft.withdraw.${notice.id}.sent`, path, { version, reason });
            clear();
            sayDone('已撤回');
            goBack();
          }}
          onClose={() => setWithdrawing(false)}
        />
      )}
    </Page>
  );
}
